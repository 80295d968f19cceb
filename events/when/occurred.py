"""`occurred`: when an event happened, as given, and the window that it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.when.bounds import read_bounds
from events.when.errors import ACCEPTED, WhenError
from events.when.open_ends import closed
from events.when.reading import read_text
from events.when.window import Window
from events.when.zones import zone_named


@dataclass(frozen=True, slots=True)
class When:
    """A time as given (`text`) and as understood.

    `precision` is second, minute, day, month, season, year, decade, century, interval or
    unknown; of masked digits it is what the mask amounts to (2018-XX is a year). `edtf` is None
    where EDTF has no text for it: "unknown", date-times not to the second, bounds with a time.
    """

    text: str
    edtf: str | None
    timezone: str
    precision: str
    window: Window
    uncertain: bool = False

    def as_json(self) -> dict[str, str | None]:
        return {
            "text": self.text,
            "edtf": self.edtf,
            **self.window.as_json(),
            "timezone": self.timezone,
            "precision": self.precision,
        }


def read_occurred(
    value: str | Mapping[str, Any], *, timezone: str, published: str | None, recorded_at: datetime
) -> When:
    """The time that `value` means in `timezone`, or WhenError.

    `published` is that of the first citation; it and `recorded_at` only matter to a time that
    is open upwards. Everything else depends on `value` and `timezone` alone.
    """
    if not isinstance(value, str):
        if not isinstance(value, Mapping):
            raise _wrong_type(value)
        bounds = read_bounds(value, timezone)
        window = bounds.window
        if bounds.open_from is not None:
            zone = zone_named(bounds.timezone)
            window = closed(window, bounds.open_from, published, recorded_at, zone)
        return When(bounds.text, bounds.edtf, bounds.timezone, "interval", window)
    zone = zone_named(timezone)
    reading = read_text(value.strip(), zone)
    window = reading.window
    if reading.open_upwards:
        window = closed(window, reading.open_from, published, recorded_at, zone)
    return When(value, reading.edtf, timezone, reading.precision, window, reading.uncertain)


def _wrong_type(value: object) -> WhenError:
    hint = f' (write "{value}", in quotes)' if type(value) is int else ""
    reason = f"A time is a text or an object, not {type(value).__name__}{hint}."
    return WhenError("type", reason, ACCEPTED)
