"""Whether a fact of a moment has happened within a span. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from events.when import Presence, Window


class Timed(Protocol):
    """A fact, or as much of one as tells when it happened."""

    @property
    def start_earliest(self) -> datetime | None: ...
    @property
    def start_latest(self) -> datetime | None: ...
    @property
    def disputes(self) -> Sequence[Mapping[str, Any]]: ...


def happened(row: Timed, span: Window) -> Presence | None:
    """Certainly if its window lies within the span, possibly if some of it does, else not.

    A fact of which it is disputed that it happened at all has at most possibly happened.
    """
    window = Window(row.start_earliest, row.start_latest)
    if not span.overlaps(window):
        return None
    denied = any(dispute["what"] == "happened" for dispute in row.disputes)
    return "certain" if span.covers(window) and not denied else "possible"
