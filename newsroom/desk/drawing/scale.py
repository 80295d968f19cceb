"""The range of time that is drawn, and where an instant lies in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Interval = tuple[datetime | None, datetime | None]
"""From an instant up to another, half-open; None is without limit."""
Zoom = Literal["all", "year", "month", "day"]
MARGIN = 0.03
"""Of the whole length, left free before and after."""
_FIRST = datetime.min.replace(tzinfo=UTC) + timedelta(days=800)
_LAST = datetime.max.replace(tzinfo=UTC) - timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Scale:
    """Instants from `first` to `last` lie between the abscissas `left` and `right`."""

    first: datetime
    last: datetime
    left: float
    right: float

    def x(self, instant: datetime) -> float:
        """To the tenth; what lies outside is moved to the nearer edge."""
        share = (instant - self.first) / (self.last - self.first)
        return round(self.left + (self.right - self.left) * min(max(share, 0.0), 1.0), 1)

    def __contains__(self, instant: datetime) -> bool:
        return self.first <= instant <= self.last


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals have a moment in common."""
    return _before(one[0], other[1]) and _before(other[0], one[1])


def _before(first: datetime | None, last: datetime | None) -> bool:
    return first is None or last is None or first < last


def visible_range(
    zoom: Zoom, instants: Iterable[datetime], at: datetime, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """All of the instants with a margin, or the civil year, month or day around `at`."""
    if zoom == "all":
        return _whole([_inside(one) for one in instants] or [_inside(at)])
    local = _inside(at).astimezone(zone)
    if zoom == "day":
        first, last = local.date(), local.date() + timedelta(days=1)
    elif zoom == "month":
        first = date(local.year, local.month, 1)
        last = _next_month(first)
    else:
        first, last = date(local.year, 1, 1), date(local.year + 1, 1, 1)
    return midnight(first, zone), midnight(last, zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _next_month(first: date) -> date:
    year, month = divmod(first.year * 12 + first.month, 12)
    return date(year, month + 1, 1)


def _whole(instants: list[datetime]) -> tuple[datetime, datetime]:
    first, last = min(instants), max(instants) + timedelta(hours=1)
    margin = max((last - first) * MARGIN, timedelta(days=1))
    return _inside(first - min(margin, first - _FIRST)), _inside(last + min(margin, _LAST - last))


def _inside(instant: datetime) -> datetime:
    """Away from the ends of the calendar, where margins and zones have no room."""
    return min(max(instant, _FIRST), _LAST)
