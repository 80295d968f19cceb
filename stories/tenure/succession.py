"""In a post that one person at a time holds, a successor begins after the predecessor's end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush

from events.when import Window
from events.when.window import FIRST
from stories.spans.dated import first_of, last_of
from stories.spans.rows import certain_at
from stories.spans.staying import other, with_longest
from stories.tenure.conflicts import Conflict
from stories.tenure.tenures import Tenure


def follow_predecessors(tenures: Iterable[Tenure]) -> list[Conflict]:
    """Narrow start windows in exclusive posts; report two people certainly in one post."""
    by_post: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        if tenure.post.exclusive:
            by_post[tenure.post_id].append(tenure)
    return [conflict for holders in by_post.values() for conflict in _follow(holders)]


def _follow(holders: Sequence[Tenure]) -> Iterable[Conflict]:
    before = _Predecessors()
    ordered = sorted(holders, key=lambda t: (last_of(t.start), *t.in_time))
    for successor in ordered:
        for predecessor in before.relevant(successor):
            _begin_after(successor, predecessor)
        still = before.still_there(successor)
        if still is not None:
            events = (still.facts[0].event, successor.facts[0].event)
            people = (still.person, successor.person)
            yield Conflict("two_holders", successor.post_id, people, events)
        before.add(successor)


def _begin_after(successor: Tenure, predecessor: Tenure) -> None:
    """Where that leaves a window."""
    left = predecessor.ends_first
    if left == FIRST:
        return
    if left <= last_of(successor.start):
        earliest = max(first_of(successor.start), left)
        successor.start = Window(earliest, successor.start.latest)
        before = successor.before
        if before is not None and before.end is not None and earliest <= before.ends_last:
            before.end = Window(earliest, before.end.latest)
    elif not successor.start_known and left <= successor.begun_by:
        # The beginning of the day of an observation, or the eve of a departure, was too early.
        certain = min(max(left, predecessor.ends_last), successor.begun_by)
        successor.start = Window(left, certain)


@dataclass(slots=True)
class _Predecessors:
    """Tenures in order of start, by what matters to the next: the latest to have ended of each
    of two people, the next to end, and the two people who stay longest."""

    ending: list[tuple[datetime, int, Tenure]] = field(default_factory=list)
    ended: list[Tenure] = field(default_factory=list)
    staying: list[Tenure] = field(default_factory=list)
    count: int = 0

    def add(self, tenure: Tenure) -> None:
        self.count += 1
        if tenure.end is not None:
            heappush(self.ending, (tenure.ends_first, self.count, tenure))
        self.staying = with_longest(self.staying, tenure)

    def relevant(self, successor: Tenure) -> list[Tenure]:
        """Of others, the last to leave before the successor came, and the next to leave."""
        while self.ending and self._next.ends_first <= last_of(successor.start):
            self.ended = with_longest(self.ended, self._next)
            heappop(self.ending)
        upcoming = [self._next] if self.ending else []
        found = (other(self.ended, successor), other(upcoming, successor))
        return [predecessor for predecessor in found if predecessor is not None]

    def still_there(self, successor: Tenure) -> Tenure | None:
        """Someone else who is certainly there when the successor certainly is."""
        moment = last_of(successor.start)
        stayer = other(self.staying, successor)
        if stayer is None or not certain_at(successor, moment):
            return None
        return stayer if certain_at(stayer, moment) else None

    @property
    def _next(self) -> Tenure:
        return self.ending[0][-1]
