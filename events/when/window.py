"""Windows of time, and the half-open rule by which a state is present at an instant."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

FIRST: Final = datetime.min.replace(tzinfo=UTC)
LAST: Final = datetime.max.replace(tzinfo=UTC)

Presence = Literal["certain", "possible"]
"""How surely a state holds at an instant, where it can; None stands for one that cannot."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last instant at which something can have happened.

    Both are inclusive, in UTC and to the microsecond; `None` is without limit.
    """

    earliest: datetime | None
    latest: datetime | None

    def as_json(self) -> dict[str, str | None]:
        return {
            "earliest": utc_text(self.earliest) if self.earliest is not None else None,
            "latest": utc_text(self.latest) if self.latest is not None else None,
        }

    def overlaps(self, other: "Window") -> bool:
        """Whether both can have happened at one instant."""
        return (
            self.earliest is None or other.latest is None or self.earliest <= other.latest
        ) and (other.earliest is None or self.latest is None or other.earliest <= self.latest)

    def covers(self, other: "Window") -> bool:
        """Whether the whole of the other lies within it."""
        return (
            self.earliest is None
            or (other.earliest is not None and self.earliest <= other.earliest)
        ) and (self.latest is None or (other.latest is not None and other.latest <= self.latest))


def presence(start: Window, end: Window | None, instant: datetime) -> Presence | None:
    """Whether a state that began in `start` and ended in `end` held at `instant`.

    Half-open: in at the instant of the start, out at the instant of the end. `end` is None for
    a state that goes on; an `end` whose latest is None has possibly never come.
    """
    if start.earliest is not None and instant < start.earliest:
        return None
    if end is not None and end.latest is not None and instant >= end.latest:
        return None
    begun = start.latest is not None and start.latest <= instant
    goes_on = end is None or (end.earliest is not None and instant < end.earliest)
    return "certain" if begun and goes_on else "possible"


def utc_text(instant: datetime) -> str:
    """`instant` as ISO 8601 in UTC with all six digits: 2023-11-18T07:59:59.999999Z."""
    if instant.tzinfo is not UTC:
        if instant.tzinfo is None:
            raise ValueError("an instant needs its offset")
        instant = instant.astimezone(UTC)
    return instant.isoformat(timespec="microseconds")[:26] + "Z"
