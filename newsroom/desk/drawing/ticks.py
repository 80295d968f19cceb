"""The marks of the axis: round civil moments of a zone, as many as have room. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsroom.desk.drawing.scale import Scale, midnight

MINUTES = (1, 5, 10, 15, 30, 60, 120, 180, 360, 720)
DAYS = (1, 2, 7, 14)
MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)
DAY = timedelta(days=1)
MONTH = timedelta(days=30.44)


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


def ticks(scale: Scale, zone: ZoneInfo, room: float) -> list[Tick]:
    """`room` is the width that a label needs; the finest steps are taken that leave it."""
    smallest = (scale.last - scale.first) * (room / (scale.right - scale.left))
    for minutes in MINUTES:
        if timedelta(minutes=minutes) >= smallest:
            return _placed(scale, _clock(scale, zone, minutes), room)
    for days in DAYS:
        if days * DAY >= smallest:
            return _placed(scale, _days(scale, zone, days), room)
    # Nothing is longer than the calendar, so that the coarsest step serves whatever is left.
    months = next((months for months in MONTHS if months * MONTH >= smallest), MONTHS[-1])
    return _placed(scale, _months(scale, zone, months), room)


def _placed(scale: Scale, moments: Iterator[tuple[datetime, str]], room: float) -> list[Tick]:
    """Those within the scale; one that comes too close to the last, by a clock change or a short
    month, is left out."""
    found: list[Tick] = []
    for moment, label in moments:
        if moment in scale:
            x = scale.x(moment)
            if not found or x - found[-1].x >= room * 0.9:
                found.append(Tick(x, label))
    return found


def _clock(scale: Scale, zone: ZoneInfo, minutes: int) -> Iterator[tuple[datetime, str]]:
    """By the clock on the wall, from each midnight."""
    day = scale.first.astimezone(zone).date()
    while midnight(day, zone) <= scale.last:
        for minute in range(0, 24 * 60, minutes):
            local = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
            yield local.astimezone(UTC), f"{local:%H:%M}" if minute else _day(day)
        day += DAY


def _days(scale: Scale, zone: ZoneInfo, days: int) -> Iterator[tuple[datetime, str]]:
    day = scale.first.astimezone(zone).date()
    day -= DAY * (day.toordinal() % days)
    while midnight(day, zone) <= scale.last:
        yield midnight(day, zone), _day(day)
        day += DAY * days


def _months(scale: Scale, zone: ZoneInfo, months: int) -> Iterator[tuple[datetime, str]]:
    start, end = (moment.astimezone(zone) for moment in (scale.first, scale.last))
    begin = (start.year * 12 + start.month - 1) // months * months
    for whole in range(begin or months, end.year * 12 + end.month, months):
        first = date(whole // 12, whole % 12 + 1, 1)
        yield midnight(first, zone), f"{first:%b} {first.year}" if months < 12 else f"{first.year}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
