"""Rows of the views that rest on a fact, told in words; those of a preview alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from events.facts import Fact
from events.types.summary import of_story, placeholders, render
from stories.engine.projection import home
from stories.engine.reading import Known, rows
from stories.engine.stored import Stored
from stories.views.queries import names_of_any, parked_tracks
from stories.views.rows import StoredContradiction, StoredControl, StoredTenure
from stories.views.shapes import Json

PROJECTIONS = ("tenures", "control", "contradictions")
MOST = 100
NAMED_BY = {
    "tenures": ("person", "organization"),
    "control": ("controller", "controlled"),
    "contradictions": (),
}
TOLD = {
    "tenures": (*NAMED_BY["tenures"], "title", "acting", "manner", "disputed"),
    "control": (*NAMED_BY["control"], "kind", "disputed"),
    "contradictions": ("summary", "stories"),
}


def fed_by(known: Known, fact: Fact) -> tuple[list[Json], bool]:
    """What now rests on the fact, and whether there is more: a query a projection, and one for
    names."""
    event, entities = str(fact.id), list(fact.entities)
    # The entity first: by its index the rows are few.
    tenures = Q(organization__in=entities) | Q(person__in=entities)
    control = Q(controller__in=entities) | Q(controlled__in=entities)
    wanted: Sequence[tuple[type[Stored], Q]] = (
        (StoredTenure, tenures),
        (StoredControl, control),
        (StoredContradiction, Q(entities__overlap=entities)),
    )
    found, more = [], False
    for kind, about in wanted:
        fed = rows(kind, known).filter(about, events__contains=[event]).order_by("pk")
        told = list(fed[: MOST + 1])
        more |= len(told) > MOST
        found += [_as_previewed(kind.projection, row) for row in told[:MOST]]
    return in_words(known, found), more


def wait(known: Known, fact: Fact) -> bool:
    """Whether rows about the fact, or about whom it names, wait for a retry."""
    parked = parked_tracks(known, known.generations)
    homes = {home(track) for _, track in parked}
    return bool(homes & {str(fact.id), *fact.entities})


def in_words(known: Known, found: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Rows as a preview shows them, each with a sentence, its window and who is in it."""
    needed = {one for row in found for one in _ids(row)}
    names = names_of_any(known, needed)
    return [_told(row, names) for row in found]


def contradictions_that_turn(shown: Mapping[str, Sequence[Json]]) -> tuple[list[Json], list[Json]]:
    """Of a preview those that appear and those that vanish; one that is told anew does neither."""
    new = {row["matter"]: row for row in shown["contradictions"]}
    old = {r["matter"]: r for r in shown["closes"] if r["projection"] == "contradictions"}
    appear = [row for matter, row in new.items() if matter not in old]
    return appear, [row for matter, row in old.items() if matter not in new]


def _ids(row: Mapping[str, Any]) -> Iterable[str]:
    for column in NAMED_BY[row["projection"]]:
        yield row[column]
    if row["projection"] == "contradictions":
        yield from placeholders(row["summary"])
        yield from map(of_story, row["stories"])


def _told(row: Mapping[str, Any], names: Mapping[str, str]) -> Json:
    def entity(column: str) -> Json:
        return {"id": row[column], "name": names.get(row[column], row[column])}

    told: Json = {
        "projection": row["projection"],
        "start": row["start"],
        "end": row["end"],
        "disputed": row.get("disputed", False),
    }
    if row["projection"] == "tenures":
        title = f"acting {row['title']}" if row["acting"] else row["title"]
        return told | {
            "person": entity("person"),
            "organization": entity("organization"),
            "title": title,
            "manner": row["manner"],
        }
    if row["projection"] == "control":
        return told | {
            "controller": entity("controller"),
            "controlled": entity("controlled"),
            "kind": row["kind"],
        }
    return told | {
        "sentence": render(row["summary"], names),
        "stories": [{"id": one, "name": names.get(of_story(one), one)} for one in row["stories"]],
    }


def _as_previewed(name: str, row: Stored) -> Json:
    """A row with the columns that are told, in the form of a preview."""
    ends = row.end_earliest is not None or row.end_latest is not None
    return {column: getattr(row, column) for column in TOLD[name]} | {
        "projection": name,
        "start": {"earliest": row.start_earliest, "latest": row.start_latest},
        "end": {"earliest": row.end_earliest, "latest": row.end_latest} if ends else None,
    }
