"""Whether a fact of a moment has happened within a span. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from events.when import Presence


@dataclass(frozen=True, slots=True)
class Span:
    """From the first instant (or ever) up to the last, both inclusive."""

    last: datetime
    first: datetime | None = None


class Timed(Protocol):
    """A fact, or as much of one as tells when it happened."""

    @property
    def start_earliest(self) -> datetime | None: ...
    @property
    def start_latest(self) -> datetime | None: ...
    @property
    def disputes(self) -> Sequence[Mapping[str, Any]]: ...


def happened(row: Timed, span: Span) -> Presence | None:
    """Certainly once its window is past, possibly once it has begun, else not yet.

    A fact of which it is disputed that it happened at all has at most possibly happened.
    """
    earliest, latest = row.start_earliest, row.start_latest
    if earliest is not None and earliest > span.last:
        return None
    if span.first is not None and latest is not None and latest < span.first:
        return None
    over = latest is not None and latest <= span.last
    within = span.first is None or (earliest is not None and earliest >= span.first)
    denied = any(dispute["what"] == "happened" for dispute in row.disputes)
    return "certain" if over and within and not denied else "possible"
