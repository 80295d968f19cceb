"""Fuzzy time: what a source says about when, read as a window of instants in UTC."""

from events.when.errors import ACCEPTED, TEXTS, WhenError, accepting
from events.when.occurred import When, read_occurred
from events.when.open_ends import check_published
from events.when.questions import Moment, read_as_of, read_at_least, read_known_at
from events.when.window import Presence, Window, presence, utc_text
from events.when.zones import check_timezone

__all__ = [
    "ACCEPTED",
    "TEXTS",
    "Moment",
    "Presence",
    "When",
    "WhenError",
    "Window",
    "accepting",
    "check_published",
    "check_timezone",
    "presence",
    "read_as_of",
    "read_at_least",
    "read_known_at",
    "read_occurred",
    "utc_text",
]
