"""Pages of facts: filters, order and cursors that keep their place while the log grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, TypeVar

from django.db.models import BooleanField, Case, DateTimeField, F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from stories.engine.reading import Known, rows
from stories.views.rows import StoredFact
from stories.views.timeline import SHOWN_STATUSES
from stories.views.windows import begun, happening

Order = Literal["asc", "desc"]
SCANNED = 1000
"""Rows read at a time where more may have to be read than are shown."""
_NEVER = datetime.max.replace(tzinfo=UTC)
C = TypeVar("C", bound=NamedTuple)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which facts to keep; an empty one keeps all. See the API guide for their meaning."""

    types: Sequence[str] = ()
    entities: Sequence[str] = ()
    stories: Sequence[str] = ()
    confidences: Sequence[str] = ()
    statuses: Sequence[str] = SHOWN_STATUSES
    first: datetime | None = None
    last: datetime | None = None
    begun_by: datetime | None = None
    certain: bool = False
    order: Order = "asc"
    within: Q = field(default_factory=Q)
    """A further condition of the view."""
    keep: Callable[[StoredFact], bool] | None = None
    """One that the database cannot decide."""


class Placed(StoredFact):
    """A fact with that by which it is put in order."""

    undated: bool
    by_earliest: datetime
    by_latest: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the order a fact stands."""

    undated: bool
    earliest: datetime
    latest: datetime
    position: int

    @classmethod
    def of(cls, row: Placed) -> Place:
        return cls(row.undated, row.by_earliest, row.by_latest, row.position)


def page(
    known: Known, filters: Filters, after: Place | None, limit: int
) -> tuple[list[Placed], Place | None]:
    """Up to `limit` rows after a place, and the last one's place if there are more."""
    found: list[Placed] = []
    size = limit + 1 if filters.keep is None else max(limit + 1, SCANNED)
    while len(found) <= limit:
        asked = _asked(known, filters)
        fetched = list((asked.filter(_beyond(after, filters.order)) if after else asked)[:size])
        found += filter(filters.keep, fetched) if filters.keep else fetched
        if len(fetched) < size:
            break
        after = Place.of(fetched[-1])
    shown = found[:limit]
    return shown, Place.of(shown[-1]) if len(found) > limit else None


def every(known: Known, filters: Filters) -> Iterator[Placed]:
    """All rows in order, read through a cursor of the database."""
    return filter(filters.keep, _asked(known, filters).iterator(chunk_size=SCANNED))


def columns(known: Known, filters: Filters, of: type[C]) -> Iterator[C]:
    """Some columns of what the database finds, in the same way; `keep`, which takes whole rows, is
    not asked.
    """
    found = _asked(known, filters).values_list(*of._fields)
    return map(of._make, found.iterator(chunk_size=SCANNED))


def matching(known: Known, filters: Filters) -> QuerySet[Any, StoredFact]:
    """What the database finds, in no order."""
    return rows(StoredFact, known).filter(_kept(filters))


def named(
    known: Known, filters: Filters, column: Literal["entities", "stories"]
) -> QuerySet[Any, str]:
    """The ids of what the facts that the database finds name, or are filed under; to select in."""
    found = matching(known, filters).annotate(one=Func(F(column), function="unnest"))
    ids: QuerySet[Any, str] = found.values_list("one", flat=True)
    return ids


def _asked(known: Known, filters: Filters) -> QuerySet[Any, Placed]:
    return _ordered(matching(known, filters), filters.order)


def _kept(filters: Filters) -> Q:
    kept = Q(status__in=filters.statuses)
    # Introductions and stories' own events are no facts about the world, unless asked for.
    kept &= Q(type__in=filters.types) if filters.types else Q(kind="fact")
    for entity in filters.entities:
        kept &= Q(entities__contains=[entity])
    for story in filters.stories:
        kept &= Q(stories__contains=[story])
    if filters.confidences:
        kept &= Q(confidence__in=filters.confidences)
    if filters.begun_by:
        kept &= begun(filters.begun_by)
    kept &= filters.within
    if filters.certain:
        return kept & _certainly(filters)
    return kept & happening(filters.first, filters.last)


def _certainly(filters: Filters) -> Q:
    """As `happened` has it: not what may not have happened at all."""
    kept = ~Q(disputes__contains=[{"what": "happened"}])
    if filters.first:
        kept &= Q(start_earliest__gte=filters.first)
    bounds = [bound for bound in (filters.last, filters.begun_by) if bound]
    if bounds:
        kept &= Q(start_latest__lte=min(bounds))
    return kept


def _ordered(found: QuerySet[Any, StoredFact], order: Order) -> QuerySet[Any, Placed]:
    """By window and position; facts without an earliest moment come last in either order."""
    undated = Case(
        When(start_earliest=None, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    placed: QuerySet[Any] = found.annotate(
        undated=undated,
        by_earliest=_or_never("start_earliest"),
        by_latest=_or_never("start_latest"),
    )
    keys = [F(name) for name in ("by_earliest", "by_latest", "position")]
    ordering = [key.asc() if order == "asc" else key.desc() for key in keys]
    return placed.order_by(F("undated").asc(), *ordering)


def _or_never(column: str) -> Coalesce:
    return Coalesce(F(column), Value(_NEVER), output_field=DateTimeField())


def _beyond(place: Place, order: Order) -> Q:
    test = "gt" if order == "asc" else "lt"
    later = Q(**{f"position__{test}": place.position})
    later = Q(**{f"by_latest__{test}": place.latest}) | (Q(by_latest=place.latest) & later)
    later = Q(**{f"by_earliest__{test}": place.earliest}) | (Q(by_earliest=place.earliest) & later)
    later &= Q(undated=place.undated)
    return later if place.undated else later | Q(undated=True)
