"""Spans of civil days, as a date text names them, before a zone makes a window of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from events.when.window import FIRST, LAST, Window
from events.when.zones import first_instant, gap_error, last_instant

DAY: Final = timedelta(days=1)
DAY_START: Final = time(0, 0)
DAY_END: Final = time(23, 59, 59, 999999)
# An "interval" takes "~" only where the hundreds of a year are masked: 1XXX~, 1X1X~.
MONTHS: Final = {
    "month": 1,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "interval": 12000,
}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last civil day, both inclusive, at a precision."""

    edtf: str
    precision: str
    first: date
    last: date
    uncertain: bool = False
    approximate: bool = False

    def window(self, zone: ZoneInfo) -> Window:
        """What it means in `zone`: widened by one unit on either side if it is approximate.

        A day that the zone skipped is refused, also when it is only approximate.
        """
        window = civil_window(self.first, self.last, zone, self.edtf)
        if not self.approximate:
            return window
        return civil_window(*self._widened(), zone, self.edtf)

    def _widened(self) -> tuple[date, date]:
        if self.precision == "day":
            first = self.first if self.first == date.min else self.first - DAY
            return first, self.last if self.last == date.max else self.last + DAY
        unit = MONTHS[self.precision]
        return first_day(month_of(self.first) - unit), last_day(month_of(self.last) + unit)


def month_of(day: date) -> int:
    """Months counted from the year 0."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month as counted by `month_of`; never before the year 1."""
    return date(month // 12, month % 12 + 1, 1) if month >= 12 else date.min


def last_day(month: int) -> date:
    """The last day of a month as counted by `month_of`; never after the year 9999."""
    return first_day(month + 1) - DAY if month < 119_999 else date.max


def civil_window(first: date, last: date, zone: ZoneInfo, text: str) -> Window:
    """From the first instant of one civil day to the last of another, as clocks in `zone` go.

    At the ends of the calendar, where UTC would leave the years 1 to 9999, it is cut off there.
    """
    start = datetime.combine(first, DAY_START)
    try:
        earliest = first_instant(start, zone)
    except OverflowError:
        earliest = FIRST
    try:
        latest = last_instant(datetime.combine(last, DAY_END), zone)
    except OverflowError:
        latest = LAST
    if earliest > latest:
        raise gap_error(text, start, zone)
    return Window(earliest, latest)


def end_of_day(instant: datetime, zone: ZoneInfo) -> datetime:
    """The last microsecond of the civil day in `zone` to which `instant` belongs."""
    try:
        local = instant.astimezone(zone)
        return last_instant(datetime.combine(local, DAY_END), zone)
    except OverflowError:
        # Only the first and the last hours of the calendar have local days that leave it.
        return LAST if instant.astimezone(UTC).year > 1 else instant
