"""In a post that one person at a time holds, a successor begins after the predecessor's end.

The tenures themselves are left as they are, shared as they are by one derivation with the next: the
rules work on stays, which have the bounds of a tenure and can be moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush

from events.when import Window
from events.when.window import FIRST
from stories.spans.dated import first_of, last_of
from stories.spans.staying import other, with_longest
from stories.tenure.conflicts import Conflict
from stories.tenure.tenures import Tenure


@dataclass(slots=True, eq=False)
class Stay:
    """The bounds of a tenure while they are narrowed."""

    tenure: Tenure
    holder: str
    start: Window
    last: datetime
    """The last moment at which it can have begun."""
    end: Window | None
    ends_first: datetime
    ends_last: datetime
    in_time: tuple[datetime, datetime, datetime, datetime, str, str]
    before: Stay | None = None

    def begin(self, earliest: datetime, latest: datetime | None) -> None:
        self.start = Window(earliest, latest)
        self.last = last_of(self.start)

    def end_not_before(self, earliest: datetime) -> None:
        if self.end is not None and earliest <= self.ends_last:
            self.end = Window(earliest, self.end.latest)
            self.ends_first = earliest


def stays(tenures: Sequence[Tenure]) -> list[Stay]:
    """In order of their starts."""
    found = {id(tenure): _stay(tenure) for tenure in tenures}
    for stay in found.values():
        if stay.tenure.before is not None:
            stay.before = found.get(id(stay.tenure.before))
    return sorted(found.values(), key=lambda stay: (stay.last, stay.in_time))


def _stay(tenure: Tenure) -> Stay:
    bounds = tenure.in_time
    return Stay(
        tenure, tenure.person, tenure.start, bounds[1], tenure.end, bounds[2], bounds[3], bounds
    )


def follow(ordered: Iterable[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Narrow start windows of the stays in one post; give each two people certainly in it."""
    before = _Predecessors()
    for successor in ordered:
        for predecessor in before.relevant(successor):
            _begin_after(successor, predecessor)
        still = before.still_there(successor)
        if still is not None:
            yield still, successor
        before.add(successor)


def two_holders(still: Stay, successor: Stay) -> Conflict:
    tenures = (still.tenure, successor.tenure)
    events = tuple(tenure.facts[0].event for tenure in tenures)
    return Conflict(
        "two_holders", successor.tenure.post_id, (still.holder, successor.holder), events
    )


def _begin_after(successor: Stay, predecessor: Stay) -> None:
    """Where that leaves a window."""
    left = predecessor.ends_first
    if left == FIRST:
        return
    if left <= successor.last:
        earliest = max(first_of(successor.start), left)
        successor.begin(earliest, successor.start.latest)
        if successor.before is not None:
            successor.before.end_not_before(earliest)
    elif not successor.tenure.start_known and left <= successor.tenure.begun_by:
        # The beginning of the day of an observation, or the eve of a departure, was too early.
        begun_by = successor.tenure.begun_by
        successor.begin(left, min(max(left, predecessor.ends_last), begun_by))


@dataclass(slots=True)
class _Predecessors:
    """Stays in order of start, by what matters to the next: the latest to have ended of each
    of two people, the next to end, and the two people who stay longest."""

    ending: list[tuple[datetime, int, Stay]] = field(default_factory=list)
    ended: list[Stay] = field(default_factory=list)
    staying: list[Stay] = field(default_factory=list)
    count: int = 0

    def add(self, stay: Stay) -> None:
        self.count += 1
        if stay.end is not None:
            heappush(self.ending, (stay.ends_first, self.count, stay))
        self.staying = with_longest(self.staying, stay)

    def relevant(self, successor: Stay) -> list[Stay]:
        """Of others, the last to leave before the successor came, and the next to leave."""
        while self.ending and self._next.ends_first <= successor.last:
            self.ended = with_longest(self.ended, self._next)
            heappop(self.ending)
        upcoming = [self._next] if self.ending else []
        found = (other(self.ended, successor), other(upcoming, successor))
        return [predecessor for predecessor in found if predecessor is not None]

    def still_there(self, successor: Stay) -> Stay | None:
        """Someone else who is certainly there when the successor certainly is."""
        stayer = other(self.staying, successor)
        if stayer is None or not FIRST < successor.last < successor.ends_first:
            return None
        return stayer if stayer.last <= successor.last < stayer.ends_first else None

    @property
    def _next(self) -> Stay:
        return self.ending[0][-1]
