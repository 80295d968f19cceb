"""Contradictions as readers ask for them: those open at what was known, or those closed by then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal

from django.db.models import (
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from events.models import Event
from stories.engine.reading import Known, history_rows, rows
from stories.views import answers, queries
from stories.views.contradiction_shapes import Material, contradiction, names_needed
from stories.views.fact_pages import Order
from stories.views.question import Question
from stories.views.rows import StoredContradiction, StoredFact
from stories.views.shapes import Json
from stories.views.windows import begun, reaching

Status = Literal["open", "closed"]
STATUSES: tuple[Status, ...] = ("open", "closed")
PROJECTIONS = ("contradictions", "facts")
BATCH = 500
MOST = 1000
_UNDATED: Mapping[Order, datetime] = {
    "asc": datetime.max.replace(tzinfo=UTC),
    "desc": datetime.min.replace(tzinfo=UTC),
}
"""What is about no known time comes last in either order."""
_TOLD = ("event", "type", "summary", "when", "confidence", "status", "citations")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which contradictions to keep. `begun_by`: those about that moment or about one before.
    `certain_by`: those that certainly are about the span, which ends then.
    """

    kinds: Sequence[str] = ()
    entities: Sequence[str] = ()
    stories: Sequence[str] = ()
    statuses: Sequence[str] = ("open",)
    types: Sequence[str] = ()
    confidences: Sequence[str] = ()
    """As a fact on one of the sides has it."""
    first: datetime | None = None
    last: datetime | None = None
    begun_by: datetime | None = None
    certain_by: datetime | None = None
    order: Order = "asc"


class Placed(StoredContradiction):
    """A contradiction with that by which it is put in order."""

    by_earliest: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the order a contradiction stands."""

    earliest: datetime
    matter: str


def page(
    question: Question, filters: Filters, limit: int, after: Place | None = None
) -> tuple[list[Json], Place | None]:
    """By the time that they are about, and the place of the last if there are more."""
    found = _asked(question, filters)
    if after is not None:
        found = found.filter(_beyond(after, filters.order))
    fetched = list(found[: limit + 1])
    shown = fetched[:limit]
    more = len(fetched) > limit
    last = Place(shown[-1].by_earliest, shown[-1].matter) if more else None
    return _shapes(question.known, shown), last


def every(question: Question, filters: Filters) -> Iterator[list[Json]]:
    """All of them, in batches."""
    found = _asked(question, filters).iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        yield _shapes(question.known, batch)


def contradictions_answer(question: Question) -> Json:
    """The open ones in one answer; about a moment and what went before, if one is asked."""
    results, _ = page(question, Filters(begun_by=question.asked_about), MOST)
    return answers.heading(question) | {"results": results}


def open_contradictions(question: Question, limit: int) -> tuple[list[Json], int]:
    """The first of those that are open, and how many there are."""
    filters = Filters(begun_by=question.asked_about)
    results, _ = page(question, filters, limit)
    return results, number(question, filters)


def number(question: Question, filters: Filters) -> int:
    return _asked(question, filters).count()


def _asked(question: Question, filters: Filters) -> QuerySet[Any, Placed]:
    known = question.known
    found = _with_status(known, filters.statuses).filter(_about(question), _kept(filters))
    if filters.types or filters.confidences:
        found = found.filter(Exists(_facts_told(known, filters)))
    placed: QuerySet[Any] = found.annotate(
        by_earliest=Coalesce(
            F("start_earliest"), Value(_UNDATED[filters.order]), output_field=DateTimeField()
        )
    )
    sign = "" if filters.order == "asc" else "-"
    return placed.order_by(f"{sign}by_earliest", f"{sign}matter")


def _beyond(place: Place, order: Order) -> Q:
    test = "gt" if order == "asc" else "lt"
    same = Q(by_earliest=place.earliest, **{f"matter__{test}": place.matter})
    return Q(**{f"by_earliest__{test}": place.earliest}) | same


def _with_status(known: Known, statuses: Collection[str]) -> QuerySet[Any, StoredContradiction]:
    """Of each matter that was ever open, the last that was known of it."""
    if set(statuses) == {"open"}:
        return rows(StoredContradiction, known)
    told = history_rows(StoredContradiction, known)
    later = told.filter(matter=OuterRef("matter"), known_from__gt=OuterRef("known_from"))
    last = told.filter(~Exists(later))
    return last if "open" in statuses else last.filter(known_to__lte=known.position)


def _about(question: Question) -> Q:
    """A story has what is filed under it, and what names something that it follows; a question
    about nobody has all."""
    if question.subject is None:
        return Q()
    subject = question.of
    if not subject.known:
        return Q(pk__in=[])
    if subject.kind != "story":
        return Q(entities__contains=[subject.id])
    followed = queries.follow_merges(question.known, subject.attributes.get("follows") or [])
    filed = Q(stories__contains=[subject.id])
    return filed | Q(entities__overlap=followed) if followed else filed


def _kept(filters: Filters) -> Q:
    kept = Q(kind__in=filters.kinds) if filters.kinds else Q()
    for entity in filters.entities:
        kept &= Q(entities__contains=[entity])
    for story in filters.stories:
        kept &= Q(stories__contains=[story])
    if filters.begun_by:
        kept &= begun(filters.begun_by)
        kept &= Q(lasts=False) | Q(end_latest=None) | Q(end_latest__gt=filters.begun_by)
    if filters.last:
        kept &= begun(filters.last)
    if filters.first:
        once, lasting = reaching(filters.first, "start"), reaching(filters.first, "end")
        kept &= (Q(lasts=False) & once) | (Q(lasts=True) & lasting)
    if filters.certain_by:
        kept &= Q(start_latest__lte=filters.certain_by)
        if filters.first:
            goes_on = Q(end_earliest=None, end_latest=None) | Q(end_earliest__gte=filters.first)
            since = Q(lasts=False, start_earliest__gte=filters.first)
            kept &= since | (Q(lasts=True) & goes_on)
    return kept


def _facts_told(known: Known, filters: Filters) -> QuerySet[Any, StoredFact]:
    """Those of a contradiction that are of the types and the confidence asked for."""
    told = rows(StoredFact, known).filter(queries.AnyOf(F("event"), OuterRef("events")))
    if filters.types:
        told = told.filter(type__in=filters.types)
    return told.filter(confidence__in=filters.confidences) if filters.confidences else told


def _shapes(known: Known, found: Sequence[StoredContradiction]) -> list[Json]:
    wanted = {event for row in found for event in row.events}
    told = {
        row["event"]: row for row in rows(StoredFact, known).filter(event__in=wanted).values(*_TOLD)
    }
    material = Material(
        position=known.position,
        facts=told | _disputes(wanted - told.keys()),
        recorded=_recorded(known, found),
    )
    material.names = queries.names_of(known, names_needed(found, material))
    return [contradiction(row, material) for row in found]


def _disputes(events: Collection[str]) -> dict[str, Json]:
    """The accounts told beside facts, which are no facts of their own."""
    return {
        str(event.id): {
            "event": str(event.id),
            "type": event.type,
            "summary": None,
            "when": None,
            "confidence": event.content.get("confidence"),
            "status": None,
            "citations": event.content.get("citations") or [],
        }
        for event in Event.objects.filter(id__in=events)
    }


def _recorded(known: Known, found: Sequence[StoredContradiction]) -> dict[int, datetime]:
    """When the events were recorded that opened and closed the contradictions."""
    positions = {row.known_from for row in found}
    positions |= {row.known_to for row in found if row.known_to is not None}
    return dict(
        Event.objects.filter(position__in=positions, position__lte=known.position).values_list(
            "position", "recorded_at"
        )
    )
