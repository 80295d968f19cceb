"""Windows in words, as people read them: dates and times of a zone."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from events.when.window import Window
from events.when.zones import MICROSECOND, local_time

MINUTE = timedelta(minutes=1)


def in_words(window: Window, zone: ZoneInfo) -> str:
    """When something can have happened: "17 November 2023, 12:00 to 12:23", "by March 2019"."""
    first = local_time(window.earliest, zone) if window.earliest else None
    last = local_time(window.latest, zone) if window.latest else None
    if first is None:
        return f"by {_end(last)}" if last else "at an unknown time"
    if last is None:
        return f"on or after {_begin(first)}"
    if _begins_day(first) and _ends_day(last):
        return days_in_words(first.date(), last.date())
    if last.astimezone(UTC) - first.astimezone(UTC) < MINUTE:  # clocks may show an hour twice
        return moment_in_words(first)
    if first.date() == last.date():
        return f"{date_in_words(first.date())}, {_clock(first)} to {_clock(last)}"
    return f"between {_begin(first)} and {_end(last)}"


def edge_in_words(window: Window, zone: ZoneInfo) -> str:
    """When a state began or ended, to stand behind "from", "since" or "until": "2019", "March 2019
    at the latest", "some time between …"."""
    if window.earliest is None and window.latest is None:
        return "an unknown time"
    if window.earliest is None and window.latest is not None:
        return f"{_end(local_time(window.latest, zone))} at the latest"
    if window.latest is None and window.earliest is not None:
        return f"{_begin(local_time(window.earliest, zone))} or later"
    told = in_words(window, zone)
    if " to " in told:
        told = f"between {told.replace(' to ', ' and ')}"
    return f"some time {told}" if told.startswith("between") else told


def days_in_words(first: date, last: date) -> str:
    """A span of whole civil days, both included."""
    if first == last:
        return date_in_words(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if whole_months:
        same = (first.year, first.month) == (last.year, last.month)
        return f"{last:%B} {last.year}" if same else f"{_month(first, last)} to {_month(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {date_in_words(last)}"
    return f"{date_in_words(first)} to {date_in_words(last)}"


def date_in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """A date and a time of day; the moment has the zone that it is read in."""
    return f"{date_in_words(moment.date())}, {_clock(moment)}"


def _month(day: date, beside: date | None = None) -> str:
    return f"{day:%B}" if beside and beside.year == day.year else f"{day:%B} {day.year}"


def _begin(moment: datetime) -> str:
    if _moved(moment, MICROSECOND).date() > moment.date():
        return f"the end of {date_in_words(moment.date())}"
    return date_in_words(moment.date()) if _begins_day(moment) else moment_in_words(moment)


def _end(moment: datetime) -> str:
    if _begins_day(moment):
        return f"the start of {date_in_words(moment.date())}"
    return date_in_words(moment.date()) if _ends_day(moment) else moment_in_words(moment)


def _begins_day(moment: datetime) -> bool:
    """Also where a clock change takes away midnight itself."""
    return _moved(moment, -MICROSECOND).date() < moment.date() or moment.date() == date.min


def _ends_day(moment: datetime) -> bool:
    return _moved(moment, MICROSECOND).date() > moment.date() or moment.date() == date.max


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)
    except OverflowError:
        return moment


def _clock(moment: datetime) -> str:
    """To the minute where it is one: the last microsecond of a minute belongs to it."""
    whole = (moment.second, moment.microsecond) in ((0, 0), (59, 999_999))
    return f"{moment:%H:%M}" if whole else f"{moment:%H:%M:%S}"
