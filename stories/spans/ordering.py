"""The order in which the changes of one state can have happened.

By window, then by position; where windows overlap, so that nothing is closed that is not
open, and nothing opened that is open already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from typing import Any, Generic

from stories.spans.changes import A, Change, Kind

Misfits = tuple[int, int]
"""Changes that do not fit where they are; ends of whatever there was that find nothing."""
Preference = Callable[[Change[Any]], tuple[Any, ...]]


def in_order(changes: Sequence[Change[A]]) -> list[Change[A]]:
    """The changes, given by window and position, in the order in which they happened.

    What nothing outlasts comes after all that can have happened before it.
    """
    final = next((change for change in changes if change.final), None)
    if final is None:
        return _in_order(changes)
    others = [change for change in changes if change is not final]
    before = [change for change in others if change.dated.first <= final.dated.last]
    after = [change for change in others if change.dated.first > final.dated.last]
    return [*in_order(before), final, *in_order(after)]


def _in_order(changes: Sequence[Change[A]]) -> list[Change[A]]:
    ordered: list[Change[A]] = []
    held = False
    for cluster in _overlapping(changes):
        ordered += cluster if len(cluster) == 1 else _best(cluster, held)
        held = _open_after(ordered[-1])
    return ordered


def _best(cluster: Sequence[Change[A]], held: bool) -> list[Change[A]]:
    ordered, misfits = _arrange(cluster, held, _by_window)
    if any(misfits):
        # Taking first what must be over soonest finds an order that fits, if there is one.
        tighter, fewer = _arrange(cluster, held, _by_deadline)
        if fewer < misfits:
            return tighter
    return ordered


def _overlapping(changes: Sequence[Change[A]]) -> Iterator[list[Change[A]]]:
    """Runs of changes that certainly follow one another."""
    run: list[Change[A]] = []
    until: datetime | None = None
    for change in changes:
        dated = change.dated
        if until is not None and dated.first > until:
            yield run
            run, until = [], None
        run.append(change)
        until = dated.last if until is None else max(until, dated.last)
    if run:
        yield run


def _by_window(change: Change[Any]) -> tuple[Any, ...]:
    return change.dated.order


def _by_deadline(change: Change[Any]) -> tuple[Any, ...]:
    first, last, position = change.dated.order
    return last, first, position


def _open_after(change: Change[Any]) -> bool:
    return change.kind in ("opened", "seen")


def _misfits(change: Change[Any], held: bool) -> Misfits:
    unfitting = change.kind == ("opened" if held else "closed")
    idle = change.kind == "ended" and not held and change.told and not change.leaves_another
    return int(unfitting), int(idle)


def _arrange(
    cluster: Sequence[Change[A]], held: bool, preference: Preference
) -> tuple[list[Change[A]], Misfits]:
    """An order that the windows allow, and how many changes do not fit in it."""
    waiting = _Waiting(cluster, preference)
    ordered: list[Change[A]] = []
    misfits = (0, 0)
    while (change := waiting.next(held)) is not None:
        unfitting, idle = _misfits(change, held)
        misfits = (misfits[0] + unfitting, misfits[1] + idle)
        held = _open_after(change)
        ordered.append(change)
    return ordered, misfits


@dataclass(slots=True)
class _Waiting(Generic[A]):
    """Changes not yet placed. One may come next if no other is certainly over before it."""

    cluster: Sequence[Change[A]]
    preference: Preference
    heaps: dict[Kind, list[tuple[Any, ...]]] = field(init=False)
    by_last: list[Change[A]] = field(init=False)
    released: int = 0
    overdue: int = 0
    placed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.heaps = {"opened": [], "seen": [], "closed": [], "ended": []}
        self.by_last = sorted(self.cluster, key=_by_deadline)

    def next(self, held: bool) -> Change[A] | None:
        while self.overdue < len(self.by_last) and id(self.by_last[self.overdue]) in self.placed:
            self.overdue += 1
        if self.overdue == len(self.by_last):
            return None
        self._release(self.by_last[self.overdue].dated.last)
        kind = self._kind_while_open() if held else self._kind_while_closed()
        change: Change[A] = heappop(self.heaps[kind])[-1]
        self.placed.add(id(change))
        return change

    def _release(self, until: datetime) -> None:
        while self.released < len(self.cluster):
            change = self.cluster[self.released]
            if change.dated.first > until:
                return
            item = (not change.told, *self.preference(change), self.released, change)
            heappush(self.heaps[change.kind], item)
            self.released += 1

    def _first(self, kind: Kind) -> Change[A] | None:
        heap = self.heaps[kind]
        return heap[0][-1] if heap else None

    def _kind_while_open(self) -> Kind:
        # Seen first: an observation never reopens what an end within it closes.
        kinds: tuple[Kind, ...] = ("seen", "closed", "ended", "opened")
        return next(kind for kind in kinds if self.heaps[kind])

    def _kind_while_closed(self) -> Kind:
        opened, ended = self._first("opened"), self._first("ended")
        if opened is not None:
            leaves = ended is not None and ended.leaves_another
            if leaves and ended is not None and _window_not_after(ended, opened):
                seen = self._first("seen")
                return "seen" if seen and seen.dated.order < ended.dated.order else "ended"
            return "opened"
        if self.heaps["seen"]:
            return "seen"
        closed = self._first("closed")
        if closed is None:
            return "ended"
        if ended is not None and ended.dated.last <= closed.dated.last:
            return "ended"
        return "closed"


def _window_not_after(one: Change[Any], other: Change[Any]) -> bool:
    return one.dated.order[:2] <= other.dated.order[:2]
