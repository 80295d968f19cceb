"""In a post that one person at a time holds, a successor begins after the predecessor's end.

The tenures themselves are left as they are, shared as they are by one derivation with the next: the
rules work on stays, which have the bounds of a tenure and can be moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from events.when import Window
from events.when.window import FIRST
from stories.spans.dated import first_of
from stories.tenure.tenures import Tenure


@dataclass(slots=True, eq=False)
class Stay:
    """A tenure whose `start` and `end` are narrowed; who preceded whom is told by the others."""

    tenure: Tenure
    holder: str
    start: Window
    last: datetime
    """The last moment at which it can have begun; it had before it ended."""
    end: Window | None
    ends_first: datetime
    ends_last: datetime
    in_time: tuple[datetime, datetime, datetime, datetime, str, str]
    before: Stay | None = None

    @property
    def first(self) -> Stay:
        """That with which the holder came, to hold the post in other ways since."""
        first = self
        while first.before is not None:
            first = first.before
        return first

    @property
    def came_by(self) -> datetime:
        """When they had come, whatever an eve or the morning of an observation makes of it."""
        return self.last if self.tenure.start_known else max(self.last, self.tenure.begun_by)

    def end_not_before(self, earliest: datetime) -> None:
        if self.end is not None and earliest <= self.ends_last:
            self.end = Window(earliest, self.end.latest)


class Left(NamedTuple):
    """When one in the post left it, at the earliest and at the latest."""

    first: datetime
    last: datetime
    holder: str


class Predecessors:
    """Who left, of those who had come before one moment after another."""

    def __init__(self, leaving: Iterable[Stay], came: Callable[[Stay], datetime]) -> None:
        self.came = came
        self.coming = deque(sorted(leaving, key=came))
        self.left: list[Left] = []

    def last_other(self, successor: Stay, by: datetime) -> Left | None:
        """Who left last by a moment, of those who had come before the successor can have left."""
        while self.coming and self.came(self.coming[0]) < successor.ends_first:
            stay = self.coming.popleft()
            self._add(Left(stay.ends_first, stay.ends_last, stay.holder))
        place = bisect_right(self.left, by, key=lambda one: one.first)
        earlier = reversed(self.left[:place])
        return next((one for one in earlier if one.holder != successor.holder), None)

    def _add(self, one: Left) -> None:
        """In order, each once, so that a search among them is short."""
        place = bisect_right(self.left, one)
        if place == 0 or self.left[place - 1] != one:
            self.left.insert(place, one)


def stays(tenures: Sequence[Tenure]) -> list[Stay]:
    """In order of their starts."""
    found = {id(tenure): _stay(tenure) for tenure in tenures}
    for stay in found.values():
        if stay.tenure.before is not None:
            stay.before = found.get(id(stay.tenure.before))
    return sorted(found.values(), key=lambda stay: (stay.last, stay.in_time))


def _stay(tenure: Tenure) -> Stay:
    bounds = tenure.in_time
    last = min(bounds[1], bounds[3])
    return Stay(tenure, tenure.person, tenure.start, last, tenure.end, bounds[2], bounds[3], bounds)


def follow(ordered: Sequence[Stay]) -> None:
    """Narrow the start windows of the stays in one post, as long as that leaves a window."""
    for successor, left in list(_preceded(ordered)):
        _begin_after(successor, left)


def _preceded(stays: Sequence[Stay]) -> Iterator[tuple[Stay, Left]]:
    """Each with the last of others to have left before it, where that leaves a window.

    Of two people in the post one left before the other came. It was the one who had come before
    the other can have left: a year in which somebody left does not put them after all others of it.
    Where an eve, or the morning of an observation, would do as well for the reverse, it proves
    nothing. To hold the post in another way is neither to leave nor to come.
    """
    gone_on = {stay.before for stay in stays}
    leaving = [stay for stay in stays if stay.end is not None and stay not in gone_on]
    shown = Predecessors(leaving, lambda stay: stay.first.last)
    proved = Predecessors(leaving, lambda stay: stay.first.came_by)
    for successor in sorted(stays, key=lambda stay: (stay.ends_first, stay.in_time)):
        found = (
            shown.last_other(successor, successor.last),
            proved.last_other(successor, successor.came_by),
        )
        before = max((one for one in found if one is not None), default=None)
        if before is not None and before.first > FIRST:
            yield successor, before


def _begin_after(successor: Stay, left: Left) -> None:
    if left.first <= successor.last:
        earliest = max(first_of(successor.start), left.first)
        successor.start = Window(earliest, successor.start.latest)
        if successor.before is not None:
            successor.before.end_not_before(earliest)
    else:
        # The beginning of the day of an observation, or the eve of a departure, was too early.
        successor.start = Window(left.first, min(left.last, successor.tenure.begun_by))
