"""How our answer about a moment changed as we learned more. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from stories.views.changes import CHANGED, Held, board_sides, compare
from stories.views.seats import Seat
from stories.views.shapes import Json, Names


@dataclass(frozen=True, slots=True)
class KnownSeat:
    """A seat as it was known from one position to another (half-open; None: still)."""

    seat: Seat
    known_from: int
    known_to: int | None

    def at(self, position: int) -> bool:
        return self.known_from <= position and (self.known_to is None or self.known_to > position)

    def within(self, since: int, until: int | None) -> KnownSeat | None:
        """As it was known within a range of positions; None if it was not."""
        known_from = max(self.known_from, since)
        known_to = min((end for end in (self.known_to, until) if end is not None), default=None)
        if known_to is not None and known_to <= known_from:
            return None
        return replace(self, known_from=known_from, known_to=known_to)


@dataclass(frozen=True, slots=True)
class Step:
    """A position from which on somebody's presence at the moment was answered differently."""

    position: int
    differences: dict[str, list[Json]]


def steps(known: Sequence[KnownSeat], instant: datetime, position: int, names: Names) -> list[Step]:
    """Steps up to a position, in order; the first is told against an empty board."""
    found = []
    before: dict[tuple[str, ...], Held] = {}
    for moment in _turning_points(known, position):
        after = board_sides([one.seat for one in known if one.at(moment)], instant)
        differences = compare(before, after, names, _supporting)
        del differences[CHANGED]
        if any(differences.values()):
            found.append(Step(moment, differences))
        before = after
    return found


def _turning_points(known: Iterable[KnownSeat], position: int) -> list[int]:
    turns = {turn for one in known for turn in (one.known_from, one.known_to) if turn is not None}
    return sorted(turn for turn in turns if turn <= position)


def _supporting(sides: Sequence[Held]) -> list[str]:
    """The events that speak for the newer of the sides."""
    return list(dict.fromkeys(event for h in sides[-1].holdings for event in h.events))
