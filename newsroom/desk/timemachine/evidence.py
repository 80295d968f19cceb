"""The facts behind what an answer says, each with its citations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from stories.engine.reading import Known, rows
from stories.views import queries
from stories.views.rows import StoredFact
from stories.views.shapes import Json
from stories.views.timeline import fact, names_needed

SHOWN = 8
"""Facts told for one thing that an answer says; the others are counted."""
MOST = 600
"""Facts read for a page."""


@dataclass(frozen=True, slots=True)
class Evidence:
    facts: Mapping[str, Json]

    def behind(self, events: Collection[str]) -> Json:
        told = [self.facts[event] for event in dict.fromkeys(events) if event in self.facts]
        return {"facts": told[:SHOWN], "more": max(len(told) - SHOWN, 0)}


def attach(known: Known, items: Sequence[Json]) -> None:
    """Each item that names its events gets what is behind it. Two queries."""
    found = evidence(known, (event for item in items for event in item["events"]))
    for item in items:
        item["behind"] = found.behind(item["events"])


def evidence(known: Known, events: Iterable[str]) -> Evidence:
    wanted = list(dict.fromkeys(events))[:MOST]
    found = list(rows(StoredFact, known).filter(event__in=wanted)) if wanted else []
    names = queries.names_of(known, names_needed(found))
    return Evidence({row.event: fact(row, names) for row in found})
