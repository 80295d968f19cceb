"""Times as tables tell them: as given, and how they are understood where that does not say so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.when import WhenError, Window, read_occurred
from events.when.words import in_words
from events.when.zones import local_time

Told = dict[str, Any]


def occurred(fact: Told, answer: Told) -> str:
    """When a fact of an answer happened."""
    zone, told = zone_of(answer), fact["window"]
    if not told or not told["text"]:
        return ""
    text, window = str(told["text"]), _window(told)
    own = ZoneInfo(told["timezone"])
    if _says_so(text, window, zone) and ("T" in text or told["edtf"] in (None, text)):
        return text
    words = in_words(window, own)  # a day is one of its own place, a time of day one of the table's
    return f"{text} ({in_words(window, zone) if ':' in words else words})"


def bound(told: Told | None, zone: ZoneInfo) -> str:
    """When a state began or ended."""
    if told is None:
        return ""
    if told["text"]:
        text, window = str(told["text"]), _window(told)
        return text if _says_so(text, window, zone) else f"{text} ({in_words(window, zone)})"
    if told["latest"]:
        return f"by {day(told['latest'], zone)}"
    return f"from {day(told['earliest'], zone)}" if told["earliest"] else "?"


def day(instant: str, zone: ZoneInfo) -> str:
    return local_time(datetime.fromisoformat(instant), zone).date().isoformat()


def zone_of(answer: Told) -> ZoneInfo:
    """The one that the title names."""
    return ZoneInfo(answer["as_of"]["timezone"])


def _says_so(text: str, window: Window, zone: ZoneInfo) -> bool:
    """Whether it is a date, or a time of day that means the window in the table's zone."""
    try:
        read = read_occurred(text, timezone=zone.key, published=None, recorded_at=_WHENEVER)
    except WhenError:
        return False
    return "T" not in text or read.window == window


def _window(told: Told) -> Window:
    first, last = (
        datetime.fromisoformat(told[end]) if told[end] else None for end in ("earliest", "latest")
    )
    return Window(first, last)


_WHENEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Matters only to a time that is open upwards, of which no window is compared."""
