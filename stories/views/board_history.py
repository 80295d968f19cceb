"""How our answer about a moment changed as we learned more. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from stories.views.changes import CHANGED, Held, Key, board_sides, compare
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
    """Steps up to a position, in order; the first is told against an empty board.

    Whether somebody is on it follows from their own seats: at each position those are looked at
    that turn there.
    """
    found = []
    members: dict[Key, Held] = {}
    standing: dict[str, list[KnownSeat]] = defaultdict(list)
    for moment, turning in _turns(known, position):
        people = {one.seat.person for one in turning}
        for one in turning:
            if one.known_from == moment:
                standing[one.seat.person].append(one)
        for person in people:
            standing[person] = [one for one in standing[person] if one.at(moment)]
        own = [one.seat for person in people for one in standing[person]]
        keys: set[Key] = {(person,) for person in people}
        before = {key: members.pop(key) for key in keys & members.keys()}
        after = board_sides(own, instant)
        members |= after
        differences = compare(before, after, names, _supporting)
        del differences[CHANGED]
        if any(differences.values()):
            found.append(Step(moment, differences))
    return found


def _turns(known: Iterable[KnownSeat], position: int) -> list[tuple[int, list[KnownSeat]]]:
    """The positions at which seats came to be known or ceased to, each with those seats."""
    turns: dict[int, list[KnownSeat]] = defaultdict(list)
    for one in known:
        for turn in (one.known_from, one.known_to):
            if turn is not None and turn <= position:
                turns[turn].append(one)
    return [(turn, turns[turn]) for turn in sorted(turns)]


def _supporting(sides: Sequence[Held]) -> list[str]:
    """The events that speak for the newer of the sides."""
    return list(dict.fromkeys(event for h in sides[-1].holdings for event in h.events))
