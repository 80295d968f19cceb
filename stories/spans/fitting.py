"""Changes of one state in the order that fits best, of those that their windows allow.

That is the order in which the fewest

1. observations open again what an end that can have come after them has just closed;
2. ends close nothing, and openings find it open already;
3. ends of several states at once, told as such, close nothing, and cannot be the end just before,
   told of this state;
4. ends that follow from something else close nothing and cannot be the end just before, or stand
   just before an end told as such that can be the same;
5. observations open what an opening can have opened before them, and ends of several states at
   once miss what an opening can have opened before them;
6. observations open it again, and no opening;
7. ends of several states at once only repeat the end just before;

the first of these counting most. Of several such orders it is that in which what fits comes first,
and then what comes first by window and position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Generic, NamedTuple

from stories.spans.changes import A, Change

Cost = tuple[int, int, int, int, int, int, int]
_FITS: Cost = (0, 0, 0, 0, 0, 0, 0)

STEPS = 10_000
"""How many are tried, besides those of the first whole order. The best found by then is taken."""


def best_order(changes: Sequence[Change[A]]) -> list[Change[A]]:
    """Of changes given by window and position."""
    if all(one.dated.last < other.dated.first for one, other in pairwise(changes)):
        return list(changes)  # as nearly always, only one order is possible
    runs = {id(run[0]): run for run in _runs(changes)}
    placed = _Search([run[0] for run in runs.values()]).best()
    return [change for first in placed for change in runs[id(first)]]


def _runs(changes: Sequence[Change[A]]) -> Iterator[list[Change[A]]]:
    """What the search places at once: a row of observations that overlap nothing else, or a change.

    However such observations are ordered, nothing is said against any, and it is open after them.
    So years of reports are one step of the search.
    """
    seen: list[Change[A]] = []
    for stretch in _stretches(changes):
        if all(change.kind == "seen" for change in stretch):
            seen += stretch
            continue
        if seen:
            yield seen
            seen = []
        yield from ([change] for change in stretch)
    if seen:
        yield seen


def _stretches(changes: Sequence[Change[A]]) -> Iterator[list[Change[A]]]:
    """Each is certainly over before the next begins."""
    stretch: list[Change[A]] = []
    over: datetime | None = None
    for change in changes:
        if over is not None and change.dated.first > over:
            yield stretch
            stretch, over = [], None
        stretch.append(change)
        over = change.dated.last if over is None else max(over, change.dated.last)
    if stretch:
        yield stretch


class _Step(NamedTuple):
    """A change placed after others."""

    waiting: int
    """Of the changes not yet placed the first of each group, a bit each."""
    held: bool
    closed_until: datetime | None
    """The last moment of the end that this step is, if it is one."""
    inferred: bool
    """Whether it is an end that only follows from something else."""
    named: bool
    """Whether it is an end told of this state alone."""
    cost: Cost
    number: int
    before: _Step | None

    @property
    def state(self) -> tuple[Any, ...]:
        """All that what comes after depends on."""
        return self.waiting, self.held, self.closed_until, self.inferred, self.named


class _Search(Generic[A]):
    """Depth first, trying first what costs least: the first found of several is the one meant."""

    def __init__(self, changes: Sequence[Change[A]]) -> None:
        self.changes = changes
        self.following = [0] * len(changes)
        """The bit of the next change in the same group."""
        self.cheapest: dict[tuple[Any, ...], Cost] = {}
        """At what cost each state has been reached."""

    def best(self) -> list[Change[A]]:
        found: _Step | None = None
        steps = [_Step(self._groups(), False, None, False, False, _FITS, -1, None)]
        tried = 0
        while steps and (tried < STEPS or found is None):
            step = steps.pop()
            if found is not None and step.cost >= found.cost:
                continue
            if not step.waiting:
                found = step
            elif self._is_news(step):
                following = sorted(self._after(step), key=_costliest_first)
                tried += len(following)
                steps += following
        return self._placed(found)

    def _groups(self) -> int:
        """The first of each group: of changes that differ in nothing but their positions."""
        latest: dict[tuple[Any, ...], int] = {}
        first = 0
        for number, change in enumerate(self.changes):
            group = (change.kind, change.told, change.leaves_another, *change.dated.order[:2])
            if group in latest:
                self.following[latest[group]] = 1 << number
            else:
                first |= 1 << number
            latest[group] = number
        return first

    def _is_news(self, step: _Step) -> bool:
        known = self.cheapest.get(step.state)
        if known is not None and known <= step.cost:
            return False
        self.cheapest[step.state] = step.cost
        return True

    def _after(self, step: _Step) -> Iterator[_Step]:
        possible = list(self._possible(step.waiting))
        openable = not step.held and self._openable(possible)
        for number in possible:
            change = self.changes[number]
            over = change.kind in ("closed", "ended")
            yield _Step(
                step.waiting ^ (1 << number) | self.following[number],
                not over,
                change.dated.last if over else None,
                over and not change.told and not change.final,
                change.kind == "closed",
                _add(step.cost, _cost(change, step, openable)),
                number,
                step,
            )

    def _possible(self, waiting: int) -> Iterator[int]:
        """What can come next: what no other is certainly over before.

        They begin in the order of their numbers: after one that begins too late all do.
        """
        over: datetime | None = None
        while waiting:
            lowest = waiting & -waiting
            waiting ^= lowest
            number = lowest.bit_length() - 1
            dated = self.changes[number].dated
            if over is not None and dated.first > over:
                return
            yield number
            over = dated.last if over is None else min(over, dated.last)

    def _openable(self, possible: Sequence[int]) -> bool:
        """Whether an opening can come next, and not only anew after an end of the same window."""
        next_ones = [self.changes[number] for number in possible]
        ended = {one.dated.order[:2] for one in next_ones if one.kind in ("closed", "ended")}
        return any(one.kind == "opened" and one.dated.order[:2] not in ended for one in next_ones)

    def _placed(self, step: _Step | None) -> list[Change[A]]:
        placed = []
        while step is not None and step.before is not None:
            placed.append(self.changes[step.number])
            step = step.before
        return placed[::-1]


def _cost(change: Change[Any], step: _Step, openable: bool) -> Cost:
    """What is to be said against a change after a step; `openable`: an opening can come instead."""
    closed = step.closed_until
    can_be_before = closed is not None and closed >= change.dated.first
    if change.kind == "seen":
        return int(can_be_before), 0, 0, 0, int(openable), int(closed is not None), 0
    if change.kind == "ended":
        idle = not step.held and not change.leaves_another
        follows = idle and not change.told and not can_be_before
        repeats = idle and change.told and step.named and can_be_before
        alone = idle and change.told and not repeats
        told_late = change.told and step.inferred and can_be_before
        misses = change.leaves_another and openable
        return 0, 0, int(alone), int(follows or told_late), int(misses), 0, int(repeats)
    return 0, int(step.held == (change.kind == "opened")), 0, 0, 0, 0, 0


def _add(one: Cost, other: Cost) -> Cost:
    return (
        one[0] + other[0],
        one[1] + other[1],
        one[2] + other[2],
        one[3] + other[3],
        one[4] + other[4],
        one[5] + other[5],
        one[6] + other[6],
    )


def _costliest_first(step: _Step) -> tuple[Any, ...]:
    return tuple(-part for part in step.cost), -step.number
