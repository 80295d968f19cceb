"""The moments that readers ask for: `as_of` in valid time, `known_at` in recorded time."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from events.when.clock import read_clock
from events.when.errors import WhenError, quoted
from events.when.grammar import MAX_LENGTH
from events.when.other_dates import instead
from events.when.plain import read_plain
from events.when.window import utc_text
from events.when.zones import zone_named

QUALIFIERS: Final = "?~%"
POSITION: Final = re.compile(r"@(0|[1-9][0-9]{0,18})")
_BARE_POSITION: Final = re.compile(r"[0-9]{1,18}")
LAST_POSITION: Final = 2**63 - 1
# In a query string "+" stands for a space unless it is escaped, and few clients escape it.
_PLUS_DECODED: Final = re.compile(r"(.+T[0-9:.,]+) ([0-9]{2}(?::?[0-9]{2})?)")
_ASKED: Final = (
    'Accepted: a date ("2023-11-17") or a date-time with offset ("2023-11-17T12:00:00-08:00", '
    '"2023-11-17T20:00Z")'
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A question's moment, resolved.

    `day` is the first and the last instant of the civil day when a date was asked. `position`
    is given by "@123", else for the caller to fill in; `instant` is now where a position was
    asked, since only the log knows when it was recorded.
    """

    requested: str | None
    instant: datetime
    timezone: str
    day: tuple[datetime, datetime] | None = None
    position: int | None = None

    @property
    def begins(self) -> datetime:
        """The first instant that is asked about."""
        return self.day[0] if self.day is not None else self.instant

    def as_json(self) -> dict[str, str | None]:
        """The question's echo; a position, which only some answers have, is for them to add."""
        return {
            "requested": self.requested,
            "instant": utc_text(self.instant),
            "timezone": self.timezone,
        }


def read_as_of(text: str | None, *, timezone: str, now: datetime) -> Moment:
    """A moment in the world; the future is allowed, and None is now."""
    return _read(text, timezone, now, f"{_ASKED}.")


def read_known_at(text: str | None, *, timezone: str, now: datetime) -> Moment:
    """A moment in the record: never in the future, and a day that is still running is now."""
    if text is not None and text.strip().startswith("@"):
        return _at_position(text, timezone, now)
    moment = _read(text, timezone, now, f'{_ASKED}, or a position of the log ("@123").')
    if moment.begins > now:
        raise WhenError(
            "future",
            f"{quoted(text)} is in the future: what will be known then is not known at "
            f"{utc_text(now)}.",
        )
    return replace(moment, instant=min(moment.instant, now.astimezone(UTC)))


def read_at_least(text: str) -> int:
    """A position that the log, or the views, must have reached: a bare whole number."""
    if not _BARE_POSITION.fullmatch(text):
        detail = "must be a position of the log, a whole number such as 241"
        raise WhenError("invalid_position", detail)
    return int(text)


def _at_position(text: str, timezone: str, now: datetime) -> Moment:
    zone_named(timezone)
    match = POSITION.fullmatch(text.strip())
    if match is None or int(match[1]) > LAST_POSITION:
        raise WhenError("position", f"{quoted(text)}: a position of the log is written @123.")
    return Moment(text.strip(), now.astimezone(UTC), timezone, position=int(match[1]))


def _read(text: str | None, timezone: str, now: datetime, accepted: str) -> Moment:
    zone = zone_named(timezone)
    if text is None:
        return Moment(None, now.astimezone(UTC), timezone)
    if not isinstance(text, str):
        raise WhenError("type", f"A moment is a text, not {type(text).__name__}.", accepted)
    if len(text) > MAX_LENGTH:
        raise WhenError("too_long", f"A moment has at most {MAX_LENGTH} characters.", accepted)
    asked = _PLUS_DECODED.sub(r"\1+\2", text.strip())
    try:
        moment = _date_time(asked, timezone) or _date(asked, zone)
    except WhenError as error:
        raise error.where(accepted) from None
    if moment is None and POSITION.fullmatch(asked):
        raise WhenError("position", "A position of the log is asked with known_at.", accepted)
    if moment is None:
        reason = f"{quoted(text)} is no moment{instead(asked, 'day')}."
        raise WhenError("unreadable", reason, accepted)
    return moment


def _date_time(text: str, timezone: str) -> Moment | None:
    """The instant as written: a question to the minute is about its first instant."""
    clock = read_clock(text)
    if clock is None:
        return None
    if not clock.absolute:
        raise WhenError("offset_missing", f"{quoted(text)} lacks its offset from UTC.")
    return Moment(text, clock.moment, timezone)


def _date(text: str, zone: ZoneInfo) -> Moment | None:
    span = read_plain(text)
    if span is None or span.precision != "day" or text[-1] in QUALIFIERS:
        return None
    window = span.window(zone)
    if window.earliest is None or window.latest is None:
        return None
    return Moment(text, window.latest, zone.key, (window.earliest, window.latest))
