"""The SQL of the views: projected rows as known at a position, in few queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value

from events.log.connection import fetch
from events.models import Entity, Event
from events.types.summary import OF_A_STORY
from stories.engine.reading import Known, history_rows, rows
from stories.models import ParkedTrack
from stories.views import sql
from stories.views.board import BODY
from stories.views.board_history import KnownSeat
from stories.views.candidates import Name
from stories.views.query_cache import fetch_cached
from stories.views.rows import StoredFact, StoredName, StoredTenure
from stories.views.seats import Seat, seat
from stories.views.shapes import Json, Names
from stories.views.windows import holding

STORY = "story"
POST = "post"


class AnyOf(Func):
    """Whether the first is in the array that is the second: as an index of the first can tell, and
    with one parameter for however many, which to put in each by itself takes seconds of thousands.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()


def board_seats(known: Known, organization: str, first: datetime, last: datetime) -> list[Seat]:
    """Seats on the board that someone can have held at some moment between two."""
    asked = {"organization": organization, "body": BODY, "first": first, "last": last}
    as_known = {"generation": known.generations["tenures"], "position": known.position}
    found = fetch(sql.BOARD_SEATS, as_known | asked)
    return [seat(dict(zip(sql.SEAT_COLUMNS, row, strict=True))) for row in found]


def known_board_seats(known: Known, organization: str, instant: datetime) -> list[KnownSeat]:
    """The same for one moment, in every way in which it was known up to the position: while the
    organisation was merged, of what it had become.
    """
    named = history_rows(StoredName, known).filter(
        entity=organization, kind="organization", name_kind="canonical"
    )
    stood = [(one.merged_into or one.entity, one.known_from, one.known_to) for one in named]
    found = history_rows(StoredTenure, known).filter(
        holding(instant, instant), organization__in={one for one, *_ in stood}, body=BODY
    )
    seats = [
        KnownSeat(seat(row), row["known_from"], row["known_to"])
        for row in found.values(*sql.SEAT_COLUMNS, "known_from", "known_to")
    ]
    return [
        part
        for become, since, until in stood
        for one in seats
        if one.seat.organization == become and (part := one.within(since, until))
    ]


def leading_seats(known: Known, organizations: Collection[str]) -> list[Seat]:
    """Seats in posts of leadership, whenever held."""
    found = rows(StoredTenure, known).filter(organization__in=organizations)
    return seats(found.filter(Q(body="management") | Q(exclusive=True)))


def career_seats(known: Known, person: str) -> list[Seat]:
    """Seats of one person anywhere, whenever held, in no order."""
    return seats(rows(StoredTenure, known).filter(person=person))


def seats(found: QuerySet[Any, StoredTenure]) -> list[Seat]:
    return [seat(row) for row in found.values(*sql.SEAT_COLUMNS)]


def contested(known: Known, seats: Iterable[Seat]) -> set[str]:
    """Which of the facts behind disputed seats are, and in more than the manner.

    No query if no seat is disputed.
    """
    behind = {event for one in seats if one.disputed for event in one.events}
    if not behind:
        return set()
    found = rows(StoredFact, known).filter(event__in=behind, status="disputed")
    told = found.values_list("event", "disputes")
    return {event for event, disputes in told if {d["what"] for d in disputes} - {"manner"}}


def names_of(known: Known, ids: Collection[str], *, stories: bool = False) -> Names:
    """Canonical names as known; of entities, or of stories (which may have the same ids)."""
    if not ids:
        return Names()
    asked = {"entities": tuple(sorted(ids)), "stories": stories}
    return Names(fetch_cached(known, "names", sql.NAMES, asked))


def names_of_any(known: Known, ids: Collection[str]) -> Names:
    """The same of entities; a story's where no entity has the id, or where that says so."""
    found = names_of(known, [one for one in ids if not one.startswith(OF_A_STORY)])
    if left := set(ids) - found.keys():
        titles = names_of(known, {one.removeprefix(OF_A_STORY) for one in left}, stories=True)
        bare = {one: one.removeprefix(OF_A_STORY) for one in left}
        found.update({one: titles[slug] for one, slug in bare.items() if slug in titles})
    return found


def names_of_seats(known: Known, seats: Iterable[Seat]) -> Names:
    """Names of the people and organisations of seats, and of those reported to."""
    ids = {one.person for one in seats} | {one.organization for one in seats}
    return names_of(known, ids | {one.reports_to for one in seats if one.reports_to})


def of_kind(known: Known, kind: str, ids: Sequence[str]) -> list[str]:
    """Those of the ids that stand for something of the kind, in their order, merges followed."""
    found = rows(StoredName, known).filter(entity__in=ids, kind=kind, name_kind="canonical")
    become = {row.entity: row.merged_into or row.entity for row in found}
    return list(dict.fromkeys(become[one] for one in ids if one in become))


class Called(NamedTuple):
    """One of the names of an entity."""

    name: str
    kind: str
    language: str | None


def own_names(known: Known, kind: str, entity: str) -> list[Called]:
    """An entity's names: what it is called by, then the others in the order they were given in."""
    found = rows(StoredName, known).filter(entity=entity, kind=kind).order_by("known_from", "id")
    told = map(Called._make, found.values_list("name", "name_kind", "language"))
    return sorted(told, key=lambda one: one.kind != "canonical")


class Canonical(NamedTuple):
    """What an entity is called, and what it was merged into."""

    entity: str
    name: str
    merged_into: str | None
    attributes: Json


def canonical(known: Known, kind: str, entity: str) -> Canonical | None:
    """None for what was not introduced by the position."""
    found = fetch_cached(known, "names", sql.CANONICAL, {"entity": entity, "kind": kind})
    return Canonical(*found[0]) if found else None


def was_introduced(kind: str, id: str) -> bool:
    """At whatever position."""
    return bool(fetch(sql.INTRODUCED, {"id": id, "kind": kind}))


def merged_ids(known: Known, kind: str, entity: str) -> list[str]:
    """The ids of what was merged into the entity."""
    found = rows(StoredName, known).filter(merged_into=entity, kind=kind)
    return sorted(found.values_list("entity", flat=True))


def introduced(known: Known, kind: str) -> QuerySet[Any, StoredName]:
    """Canonical rows of a kind, each entity once: what was merged counts as what it became."""
    return rows(StoredName, known).filter(kind=kind, name_kind="canonical", merged_into=None)


def names_borne(known: Known, kinds: Collection[str], entities: Collection[str]) -> Iterator[Name]:
    """Every name of the entities of the kinds, each with what its bearer is called by now."""
    of_kinds = rows(StoredName, known).filter(kind__in=kinds)
    borne = of_kinds.filter(_borne_by(entities)).order_by("known_from", "entity", "id")
    # As tuples: a word that many share brings thousands.
    found = list(borne.values_list("entity", "kind", "name", "name_kind", "merged_into"))
    become = {into for *_, into in found if into}
    called = of_kinds.filter(_borne_by(become.union(entities)), name_kind="canonical")
    canonical = {
        (kind, entity): name for kind, entity, name in called.values_list("kind", "entity", "name")
    }
    for one, kind, name, name_kind, into in found:
        entity = into or one
        yield Name(entity, kind, canonical.get((kind, entity), name), name, name_kind, into)


def _borne_by(entities: Collection[str]) -> AnyOf:
    return AnyOf(F("entity"), Value(list(entities), ArrayField(TextField())))


def named_since(known: Known, position: int) -> Iterator[tuple[str, str]]:
    """Entities and names that they were given after a position, whether they kept them or not."""
    found = history_rows(StoredName, known).filter(known_from__gt=position)
    return found.values_list("entity", "name").iterator(chunk_size=10_000)


def parked_names(known: Known) -> list[str]:
    """Entities of whom the names may be out of date, in order."""
    found = ParkedTrack.objects.filter(projection="names", generation=known.generations["names"])
    return sorted(found.values_list("track", flat=True))


def parked_tracks(known: Known, projections: Collection[str]) -> list[tuple[str, str]]:
    """Projection and track of what could not be derived up to the position.

    No query where nothing is known to wait.
    """
    if known.parking is not None:
        projections = known.parking.intersection(projections)
    if not projections:
        return []
    waiting = Q(pk__in=[])
    for name in projections:
        waiting |= Q(projection=name, generation=known.generations[name])
    found = ParkedTrack.objects.filter(waiting, position__lte=known.position)
    return sorted(found.values_list("projection", "track"))


def events_at(positions: Collection[int]) -> list[Event]:
    """In no order; one query."""
    return list(Event.objects.filter(position__in=positions))


def never_introduced(ids: Collection[str], *, story: bool) -> list[str]:
    """Those of the ids that the record does not have, as entities or as stories."""
    if not ids:
        return []
    found = Entity.objects.filter(id__in=ids)
    found = found.filter(kind=STORY) if story else found.exclude(kind=STORY)
    known = set(found.values_list("id", flat=True))
    return [one for one in ids if one not in known]


def follow_merges(known: Known, ids: Sequence[str]) -> list[str]:
    """The ids with those that were merged replaced by what they were merged into."""
    if not ids:
        return []
    found = rows(StoredName, known).filter(entity__in=ids, merged_into__isnull=False)
    merged = dict(found.exclude(kind=STORY).values_list("entity", "merged_into"))
    return [merged.get(one, one) for one in ids]


def spellings(known: Known, entity: str) -> list[str]:
    """The names that an entity has to itself; of what is none, nothing."""
    [subject] = follow_merges(known, [entity])
    named = rows(StoredName, known).exclude(kind__in=(STORY, POST))
    own = set(named.filter(entity=subject).values_list("name", flat=True))
    others = named.filter(name__in=own).exclude(entity=subject).exclude(merged_into=subject)
    return sorted(own - set(others.values_list("name", flat=True)))
