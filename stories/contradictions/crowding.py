"""Spans of time during which more than one has what only one can have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from events.when import Window
from events.when.window import FIRST, LAST
from stories.spans.dated import Dated


class Held(Protocol):
    """A row with a holder."""

    @property
    def holder(self) -> str: ...
    @property
    def start(self) -> Window: ...
    @property
    def ends_first(self) -> datetime: ...
    @property
    def facts(self) -> list[Dated]: ...


H = TypeVar("H", bound=Held)


@dataclass(slots=True)
class Crowd(Generic[H]):
    """Rows of two holders or more, in order of coming, from `since` until all but one are gone."""

    since: datetime
    rows: list[H]
    until: datetime = LAST

    @property
    def newcomer(self) -> H:
        """The last to come of those by whose coming there was more than one."""
        return max((r for r in self.rows if certain_from(r) == self.since), key=_first_event)

    @property
    def start(self) -> Window:
        return Window(self.since, self.since)

    @property
    def end(self) -> Window | None:
        return None if self.until == LAST else Window(self.until, self.until)

    @property
    def events(self) -> Mapping[str, list[str]]:
        """Holder → what says so, in order of coming."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            found.setdefault(row.holder, []).extend(one.event for one in row.facts)
        return found


def certain_from(row: Held) -> datetime:
    return row.start.latest or LAST


def crowds(rows: Iterable[H]) -> Iterator[Crowd[H]]:
    """At one instant who leaves is out before who comes is in."""
    changes: list[tuple[datetime, int, int, H]] = []
    for number, row in enumerate(rows):
        if FIRST < certain_from(row) < row.ends_first:
            changes.append((certain_from(row), 1, number, row))
            changes.append((row.ends_first, 0, number, row))
    present: dict[int, H] = {}
    holders: Counter[str] = Counter()
    crowd: Crowd[H] | None = None
    for moment, comes, number, row in sorted(changes, key=lambda change: change[:3]):
        if comes:
            present[number] = row
            holders[row.holder] += 1
        else:
            del present[number]
            holders[row.holder] -= 1
            if not holders[row.holder]:
                del holders[row.holder]
        several = len(holders) > 1
        if several and crowd is None:
            crowd = Crowd(moment, list(present.values()))
        elif several and crowd is not None and comes:
            crowd.rows.append(row)
        elif not several and crowd is not None:
            crowd.until = moment
            yield crowd
            crowd = None


def _first_event(row: Held) -> str:
    return row.facts[0].event
