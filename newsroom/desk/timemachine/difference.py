"""Two points compared, across the world's time, the record's, or both. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from stories.views.changes import CHANGED, KINDS, Held, Sides, board_sides, can_lie_between, compare
from stories.views.changes import leadership_sides as leading
from stories.views.seats import Holding, Seat, holdings, surest
from stories.views.shapes import Json, Names

WORDS = {
    "joined": "Joined",
    "left": "Left",
    "confirmed": "Now certain, was possible",
    "doubted": "Now only possible, was certain",
    "appeared": "Now possible",
    "dropped": "No longer possible",
    CHANGED: "Holds it otherwise",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What was known of somebody's posts, or of an organisation's, and the moment it is about."""

    seats: Sequence[Seat]
    instant: datetime

    def within(self, organization: str) -> Side:
        seats = [seat for seat in self.seats if seat.organization == organization]
        return Side(seats, self.instant)


def difference(before: Side, after: Side, names: Names) -> list[Json]:
    """For the board and for leadership, what differs by kind; kinds without any are left out."""
    return [
        {"what": "Board", "kinds": _kinds(board_sides, before, after, names)},
        {"what": "Leadership", "kinds": _kinds(leading, before, after, names)},
    ]


def career_difference(before: Side, after: Side, names: Names) -> list[Json]:
    """The same of a person's posts, for each organisation in which something differs."""
    found = {seat.organization for side in (before, after) for seat in side.seats}
    parts = [
        {
            "what": names[one],
            "kinds": _kinds(_posts_held, before.within(one), after.within(one), names),
        }
        for one in sorted(found, key=lambda one: names[one].casefold())
    ]
    return [part for part in parts if part["kinds"]]


def _posts_held(seats: Sequence[Seat], instant: datetime) -> Sides:
    found: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings(seats, instant):
        found[holding.last.post].append(holding)
    return {(post,): Held(held[0].last.person, held, seats) for post, held in found.items()}


def _kinds(
    sides: Callable[[Sequence[Seat], datetime], Sides], before: Side, after: Side, names: Names
) -> list[Json]:
    ends = [sides(side.seats, side.instant) for side in (before, after)]
    found = compare(ends[0], ends[1], names, _accounts(before, after))
    old, new = (_titles(side) for side in ends)
    for one in (item for items in found.values() for item in items):
        held = [(one["person"]["id"], post) for post in one["posts"]]
        one["titles"] = [new.get(each) or old[each] for each in held]
    for one in found[CHANGED]:
        one["were"] = [old[one["person"]["id"], post] for post in one["before"]["posts"]]
        if one["before"]["independent"] != one["after"]["independent"]:
            one["were"] += _independence(one["before"])
            one["titles"] += _independence(one["after"])
    return [
        {"kind": kind, "told": WORDS[kind], "items": found[kind]}
        for kind in (*KINDS.values(), CHANGED)
        if found[kind]
    ]


def _titles(held: Sides) -> dict[tuple[str, str], str]:
    """By person and post: what each is called there; of a post held twice, as the answer shows."""
    return {
        (side.person, post): (holding.last.title or post) + (", acting" if holding.acting else "")
        for side in held.values()
        for post, holding in surest(side.holdings, lambda holding: holding.last.post).items()
    }


def _independence(attributes: Json) -> list[str]:
    words = {True: ["independent"], False: ["not independent"], None: []}
    return words[attributes["independent"]]


def _accounts(before: Side, after: Side) -> Callable[[Sequence[Held]], list[str]]:
    """Picks the events that account for a difference: of seats that are known otherwise, and of
    starts and ends that can lie between the two moments; failing those, all."""

    def of(held: Sequence[Held]) -> list[str]:
        person = held[-1].person
        posts = {holding.last.post for side in held for holding in side.holdings}
        old, new = (_own(side.seats, person, posts) for side in (before, after))
        seats = [*new, *old]
        differing = [seat for seat in seats if (seat in new) != (seat in old)]
        told = [event for seat in differing for event in seat.events]
        told += [event for seat in seats for event in _between(seat, before, after)]
        return list(dict.fromkeys(told or [event for seat in seats for event in seat.events]))

    return of


def _own(seats: Iterable[Seat], person: str, posts: set[str]) -> list[Seat]:
    return [seat for seat in seats if seat.person == person and seat.post in posts]


def _between(seat: Seat, before: Side, after: Side) -> Iterable[str]:
    first, last = sorted((before.instant, after.instant))
    if first == last:
        return
    if can_lie_between(seat.start, first, last):
        yield from seat.start_events
    if seat.end and can_lie_between(seat.end, first, last):
        yield from seat.end_events
