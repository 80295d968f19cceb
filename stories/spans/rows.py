"""One row: a state with its bounds, as the rules leave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from events.when import Window
from events.when.window import LAST
from stories.spans.dated import Dated, first_of, last_of


@dataclass(slots=True, eq=False, kw_only=True)
class Span:
    """Built for one state by itself; then the rules between states change it."""

    start: Window
    begun_by: datetime
    """When it held at the latest; `start.latest` may say a day's beginning."""
    start_known: bool = False
    """An opening says when it began."""
    end: Window | None = None
    start_text: str | None = None
    end_text: str | None = None
    inferred: bool = False
    """The end follows from something else than an end told as such."""
    end_shows: bool = True
    """The end tells that it held until then; what ends whatever there may be does not."""
    disputed: bool = False
    before: Span | None = None
    """The row that this one meets: its start, a change of attributes, is the end of that one."""
    begun: tuple[Dated, ...] = ()
    seen: tuple[Dated, ...] = ()
    again: tuple[Dated, ...] = ()
    """Openings told although it was seen before."""
    ended: tuple[Dated, ...] = ()

    @property
    def sightings(self) -> tuple[Dated, ...]:
        """Those of it and of the rows before that it meets: what held then goes on in it."""
        return tuple(one for row in self._of_one_state() for one in row.seen)

    @property
    def reopenings(self) -> tuple[Dated, ...]:
        """The same of openings told although it was seen before."""
        return tuple(one for row in self._of_one_state() for one in row.again)

    @property
    def ends_first(self) -> datetime:
        """The first moment at which it can have ended."""
        return LAST if self.end is None else first_of(self.end)

    @property
    def ends_last(self) -> datetime:
        """The last moment at which it can have ended."""
        return LAST if self.end is None else last_of(self.end)

    @property
    def bounds(self) -> tuple[datetime, datetime, datetime, datetime]:
        """By which rows come in order of time."""
        return first_of(self.start), last_of(self.start), self.ends_first, self.ends_last

    @property
    def facts(self) -> list[Dated]:
        """What says so, in order of time, each once."""
        told = dict.fromkeys((*self.begun, *self.seen, *self.again, *self.ended))
        return sorted(told, key=lambda one: one.order)

    def _of_one_state(self) -> Iterator[Span]:
        row: Span | None = self
        while row is not None:
            yield row
            row = row.before

    @property
    def last_attested(self) -> datetime | None:
        return max((one.window.latest for one in self.facts if one.window.latest), default=None)

    @property
    def confidence(self) -> str:
        """That of the surest fact that says that it held."""
        told = (*self.begun, *self.seen, *self.again) or self.ended
        return min(told, key=lambda one: one.rank).confidence
