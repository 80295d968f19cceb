"""A fact placed in time: its window made comparable, and the civil day it falls within."""

from __future__ import annotations

from datetime import MINYEAR, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from events.facts import Fact
from events.types import CONFIDENCES, DEFAULT_CONFIDENCE
from events.when import Window
from events.when.window import FIRST, LAST
from events.when.zones import first_instant, last_instant, zone_named

MICROSECOND = timedelta(microseconds=1)
_RANKS: dict[str | None, int] = {name: rank for rank, name in enumerate(CONFIDENCES)}
_RANKS[None] = _RANKS[DEFAULT_CONFIDENCE]

Order = tuple[datetime, datetime, int]


class Dated:
    """A fact with its window; limits that it lacks are the ends of time.

    `order` is the order in which facts can have happened: by window, then by position.
    """

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self.window = fact.window
        self.first = first_of(fact.window)
        self.last = last_of(fact.window)
        self.order: Order = (self.first, self.last, fact.position)
        self.rank = _RANKS[fact.confidence]

    def narrowed(self, window: Window) -> Dated:
        """The same fact, in the part of its window that other accounts of it leave."""
        if window == self.window:
            return self
        narrowed = Dated(self.fact)
        narrowed.window, narrowed.first, narrowed.last = window, first_of(window), last_of(window)
        narrowed.order = (narrowed.first, narrowed.last, self.fact.position)
        return narrowed

    @cached_property
    def event(self) -> str:
        return str(self.fact.id)

    @property
    def timezone(self) -> str:
        return self.fact.when.timezone if self.fact.when else "UTC"

    @property
    def text(self) -> str | None:
        return self.fact.when.text if self.fact.when else None

    @property
    def confidence(self) -> str:
        return CONFIDENCES[self.rank]

    @cached_property
    def day(self) -> tuple[datetime, datetime] | None:
        """The civil day, in the fact's zone, that the whole window lies in; None if it is wider,
        or leaves the calendar, as the first hours of year 1 do in America.
        """
        if self.window.earliest is None or self.window.latest is None:
            return None
        if self.last - self.first > timedelta(days=2):
            return None
        zone = zone_named(self.timezone)
        try:
            day, last_day = (at.astimezone(zone).date() for at in (self.first, self.last))
        except OverflowError:
            return None
        if day != last_day:
            return None
        start, end = _bounds(day, zone)
        return min(start, self.first), max(end, self.last)


@lru_cache(8192)
def dated(fact: Fact) -> Dated:
    """A fact in its place. Kept: it is asked for whenever another fact of its track comes."""
    return Dated(fact)


def first_of(window: Window) -> datetime:
    return FIRST if window.earliest is None else window.earliest


def last_of(window: Window) -> datetime:
    return LAST if window.latest is None else window.latest


def intersection(one: Window, other: Window) -> Window:
    return Window(_later(one.earliest, other.earliest), _earlier(one.latest, other.latest))


def earlier_of_both(one: Window, other: Window) -> Window:
    """When the earlier of two moments can have been."""
    without_limit = one.earliest is None or other.earliest is None
    first = None if without_limit else _earlier(one.earliest, other.earliest)
    return Window(first, _earlier(one.latest, other.latest))


def later_of_both(one: Window, other: Window) -> Window:
    """When the later of two moments can have been."""
    without_limit = one.latest is None or other.latest is None
    last = None if without_limit else _later(one.latest, other.latest)
    return Window(_later(one.earliest, other.earliest), last)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """Of two limits; of one, if there is no other."""
    return min((limit for limit in (one, other) if limit is not None), default=None)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((limit for limit in (one, other) if limit is not None), default=None)


def eve_of(moment: datetime, timezone: str) -> datetime:
    """The first instant of the civil day before the one that `moment` falls on.

    A day that the zone's calendar left out was never before any.
    """
    zone = zone_named(timezone)
    try:
        day = moment.astimezone(zone).date()
    except OverflowError:  # it falls on a day that is just outside the calendar
        return FIRST if moment.year == MINYEAR else _bounds(date.max, zone)[0]
    if day == date.min:
        return FIRST
    start, end = _bounds(day - timedelta(days=1), zone)
    return start if start < end else _bounds(day - timedelta(days=2), zone)[0]


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A civil day's first and last instant, as far as the calendar has them."""
    try:
        start = first_instant(datetime.combine(day, time.min), zone)
    except OverflowError:
        start = FIRST
    try:
        return start, last_instant(datetime.combine(day, time.max), zone)
    except OverflowError:
        return start, LAST
