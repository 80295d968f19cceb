"""Date-times, with an offset or in a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from events.when.errors import no_such_date
from events.when.plain import year_error
from events.when.refusals import NO_TIME_OF_DAY, refusal
from events.when.window import Window
from events.when.zones import MICROSECOND, first_instant, gap_error, last_instant

CLOCK: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?([.,][0-9]{1,6})?"
    r"(Z|[+-](?:0[0-9]|1[0-3])(?::?[0-5][0-9])?|[+-]14(?::?00)?)?"
)
REST_OF_MINUTE: Final = timedelta(minutes=1) - MICROSECOND


@dataclass(frozen=True, slots=True)
class Clock:
    """A date-time as written: naive if it had no offset, else in UTC."""

    text: str
    edtf: str | None
    precision: str
    moment: datetime

    @property
    def absolute(self) -> bool:
        return self.moment.tzinfo is not None

    def window(self, zone: ZoneInfo) -> Window:
        """The instant, or every instant of the minute.

        A local time that comes twice covers both; one that `zone` skips is refused.
        """
        first, last = self.moment, self.moment
        if self.precision == "minute":
            last += REST_OF_MINUTE
        if self.absolute:
            return Window(first, last)
        try:
            window = Window(first_instant(first, zone), last_instant(last, zone))
        except OverflowError:
            raise year_error(self.text) from None
        if _ordered(window):
            return window
        raise gap_error(self.text, first, zone)


def _ordered(window: Window) -> bool:
    return (
        window.earliest is not None
        and window.latest is not None
        and window.earliest <= window.latest
    )


def read_clock(text: str) -> Clock | None:
    """The date-time of a text; None if it has not the shape of one."""
    match = CLOCK.fullmatch(text)
    if match is None:
        return None
    minutes, seconds, fraction, offset = match.groups()
    if fraction and not seconds:
        return None
    if minutes.startswith("0000"):
        raise year_error(text)
    if NO_TIME_OF_DAY.match(text):
        raise refusal(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise no_such_date(text) from None
    try:
        moment = moment.astimezone(UTC) if offset else moment
    except OverflowError:
        raise year_error(text) from None
    # EDTF has date-times to the second and no other.
    edtf = f"{minutes}{seconds}{_offset(offset)}" if seconds and not fraction else None
    return Clock(text, edtf, "second" if seconds else "minute", moment)


def _offset(offset: str | None) -> str:
    if offset is None or offset == "Z":
        return offset or ""
    return f"{offset[:3]}:{offset[3:].lstrip(':') or '00'}"
