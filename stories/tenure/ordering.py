"""The order in which the changes of one person in one post can have happened.

By window, then by position; where windows overlap, so that no departure is without a tenure to
close and no appointment is into a post already held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from typing import Any

from stories.tenure.changes import Change, Kind

Preference = Callable[[Change], tuple[Any, ...]]


def in_order(changes: Sequence[Change]) -> list[Change]:
    """The changes, given by window and position, in the order in which they happened."""
    ordered: list[Change] = []
    held = False
    for cluster in _overlapping(changes):
        ordered += cluster if len(cluster) == 1 else _best(cluster, held)
        held = _in_post_after(ordered[-1])
    return ordered


def _best(cluster: Sequence[Change], held: bool) -> list[Change]:
    ordered, misfits = _arrange(cluster, held, _by_window)
    if misfits:
        # Taking first what must be over soonest finds an order that fits, if there is one.
        tighter, fewer = _arrange(cluster, held, _by_deadline)
        if fewer < misfits:
            return tighter
    return ordered


def _overlapping(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Runs of changes that certainly follow one another."""
    run: list[Change] = []
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


def _by_window(change: Change) -> tuple[Any, ...]:
    return change.dated.order


def _by_deadline(change: Change) -> tuple[Any, ...]:
    first, last, position = change.dated.order
    return last, first, position


def _in_post_after(change: Change) -> bool:
    return change.kind in ("appointed", "seen")


def _misfits(change: Change, held: bool) -> bool:
    return change.kind == ("appointed" if held else "departed")


def _arrange(
    cluster: Sequence[Change], held: bool, preference: Preference
) -> tuple[list[Change], int]:
    """An order that the windows allow, and how many changes do not fit in it."""
    waiting = _Waiting(cluster, preference)
    ordered: list[Change] = []
    misfits = 0
    while (change := waiting.next(held)) is not None:
        misfits += _misfits(change, held)
        held = _in_post_after(change)
        ordered.append(change)
    return ordered, misfits


@dataclass(slots=True)
class _Waiting:
    """Changes not yet placed. One may come next if no other is certainly over before it."""

    cluster: Sequence[Change]
    preference: Preference
    heaps: dict[Kind, list[tuple[Any, ...]]] = field(init=False)
    by_last: list[Change] = field(init=False)
    released: int = 0
    overdue: int = 0
    placed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.heaps = {"appointed": [], "seen": [], "departed": [], "ended": []}
        self.by_last = sorted(self.cluster, key=_by_deadline)

    def next(self, held: bool) -> Change | None:
        while self.overdue < len(self.by_last) and id(self.by_last[self.overdue]) in self.placed:
            self.overdue += 1
        if self.overdue == len(self.by_last):
            return None
        self._release(self.by_last[self.overdue].dated.last)
        kind = self._kind_in_post() if held else self._kind_out_of_post()
        change: Change = heappop(self.heaps[kind])[-1]
        self.placed.add(id(change))
        return change

    def _release(self, until: datetime) -> None:
        while self.released < len(self.cluster):
            change = self.cluster[self.released]
            if change.dated.first > until:
                return
            item = (*self.preference(change), self.released, change)
            heappush(self.heaps[change.kind], item)
            self.released += 1

    def _first(self, kind: Kind) -> Change | None:
        heap = self.heaps[kind]
        return heap[0][-1] if heap else None

    def _kind_in_post(self) -> Kind:
        # Seen first: an observation never reopens what a departure within it closes.
        kinds: tuple[Kind, ...] = ("seen", "departed", "ended", "appointed")
        return next(kind for kind in kinds if self.heaps[kind])

    def _kind_out_of_post(self) -> Kind:
        appointed, ended = self._first("appointed"), self._first("ended")
        if appointed is not None:
            leaves = ended is not None and ended.leaves_another
            if leaves and ended is not None and _window_not_after(ended, appointed):
                return "ended"
            return "appointed"
        if self.heaps["seen"]:
            return "seen"
        departed = self._first("departed")
        if departed is None:
            return "ended"
        if ended is not None and ended.dated.last <= departed.dated.last:
            return "ended"
        return "departed"


def _window_not_after(one: Change, other: Change) -> bool:
    return one.dated.order[:2] <= other.dated.order[:2]
