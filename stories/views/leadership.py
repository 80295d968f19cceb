"""Who led an organisation at a moment, post by post. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

from events.when import Moment
from stories.views.during import during_day
from stories.views.seats import Holding, Seat, holdings, in_time, meets, surest
from stories.views.shapes import Json, Names, end_json, holding_json

S = TypeVar("S", Holding, Seat)
Contested = Collection[str]
"""Ids of events of which it is disputed that they happened at all, or more than how."""


def leads(seat: Seat) -> bool:
    """Whether the post is one of leadership: of the management, or with one holder at a time."""
    return seat.body == "management" or seat.exclusive


def leadership(
    seats: Sequence[Seat], moment: Moment, names: Names, contested: Contested = ()
) -> Json:
    """The part of the answer that depends on the moment."""
    leading = [seat for seat in seats if leads(seat)]
    by_post: dict[str, list[Seat]] = defaultdict(list)
    for seat in sorted(leading, key=in_time):
        by_post[seat.post].append(seat)
    return {
        "posts": [
            _post(post, of_post, moment.instant, names, contested)
            for post, of_post in sorted(by_post.items(), key=lambda item: rank(item[0]))
        ],
        "during_day": during_day(leading, moment, names),
    }


def rank(post: str) -> tuple[int, str]:
    """Sort key: the order in which posts are told."""
    first = ("ceo", "chair", "president")
    return (first.index(post) if post in first else len(first), post)


def _post(
    post: str, seats: Sequence[Seat], instant: datetime, names: Names, contested: Contested
) -> Json:
    held = holders_at(seats, instant)
    return {
        "post": post,
        "title": _held_as(held) if held else _title(seats, instant),
        "status": status(seats, held, instant, contested),
        "holders": [_holder(holding, names) for holding in held],
        "predecessor": _predecessor(seats, held, instant, names),
    }


def _held_as(held: Sequence[Holding]) -> str:
    """The title of who holds it most surely, for good rather than acting, of several the last."""
    surest = [holding for holding in held if holding.presence == held[0].presence]
    return _for_good(surest)[-1].last.title


def _title(seats: Sequence[Seat], instant: datetime) -> str:
    """Of a post that nobody holds: the last that it had for good by then, else its first."""
    held = [one for one in seats if one.start.earliest is None or one.start.earliest <= instant]
    return (_for_good(held)[-1] if held else seats[0]).title


def _for_good(states: Sequence[S]) -> Sequence[S]:
    """Those of states that are not acting; all if each is."""
    return [one for one in states if not one.acting] or states


def holders_at(seats: Sequence[Seat], instant: datetime) -> list[Holding]:
    """Holdings of one post, one for each person: the surest, then the latest."""
    by_person = surest(holdings(seats, instant), lambda holding: holding.last.person)
    return sorted(by_person.values(), key=lambda holding: holding.presence)


def status(
    seats: Sequence[Seat], held: Sequence[Holding], instant: datetime, contested: Contested
) -> str:
    """In order of precedence: disputed, uncertain, interim, held, vacant, unknown."""
    certain = [holding for holding in held if holding.presence == "certain"]
    if any(is_contested(who, instant, contested) for who in _surest(seats, held, instant)):
        return "disputed"
    if held and not certain:
        return "uncertain"
    if any(holding.acting for holding in certain):
        return "interim"
    if certain:
        return "held"
    return "vacant" if any(seat.ended_by(instant) for seat in seats) else "unknown"


def _surest(
    seats: Sequence[Seat], held: Sequence[Holding], instant: datetime
) -> list[list[Holding]]:
    """For each holder all that shows them in the post as surely as anything does."""
    presences = {holding.last.person: holding.presence for holding in held}
    found: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings(seats, instant):
        person = holding.last.person
        if holding.presence == presences[person]:
            found[person].append(holding)
    return list(found.values())


def is_contested(shown: Sequence[Holding], instant: datetime, contested: Contested) -> bool:
    """Whether it is disputed that a person holds the post, not just how it was left later on.

    It is not where something undisputed shows it too.
    """
    return all(_contested(holding, instant, contested) for holding in shown)


def _contested(holding: Holding, instant: datetime, contested: Contested) -> bool:
    for seat in holding.likely:
        left = seat.may_have_ended_by(instant)
        said = set(seat.events) - (set() if left else set(seat.end_events))
        if seat.disputed and said.intersection(contested):
            return True
    return False


def _holder(holding: Holding, names: Names) -> Json:
    shape = holding_json(holding)
    del shape["post"], shape["title"]
    return {"person": names.entity(holding.last.person), **shape}


def _predecessor(
    seats: Sequence[Seat], held: Sequence[Holding], instant: datetime, names: Names
) -> Json | None:
    """Who last left the post for certain, before the tenure of whoever is in it now.

    Nobody is their own predecessor: one who was elected again or came back has the one before.
    """
    current = [seat for holding in held for seat in _whole(seats, holding)]
    in_post = [who for who in held if who.presence == held[0].presence]
    ended = [
        (seat.end.latest, in_time(seat), seat)
        for seat in seats
        if seat.end and seat.end.latest and seat.end.latest <= instant
        if seat not in current and _before_others(seat, in_post)
    ]
    if not ended:
        return None
    *_, last = max(ended, key=lambda one: one[:2])
    return {
        "person": names.entity(last.person),
        "manner": last.manner,
        "end": end_json(last),
        "disputed": last.disputed,
    }


def _before_others(seat: Seat, in_post: Sequence[Holding]) -> bool:
    """Whether its person is not in the post by now, or it was before somebody who may be."""
    if all(who.last.person != seat.person for who in in_post):
        return True
    others = [who.first.start for who in in_post if who.last.person != seat.person]
    ended = seat.end.latest if seat.end else None
    return any(ended and start.latest and ended <= start.latest for start in others)


def _whole(seats: Sequence[Seat], holding: Holding) -> list[Seat]:
    """The holding with the earlier seats of the same person that led up to it."""
    chain = list(holding.seats)
    while before := next((s for s in seats if _leads_to(s, chain)), None):
        chain.insert(0, before)
    return chain


def _leads_to(seat: Seat, chain: Sequence[Seat]) -> bool:
    return seat not in chain and meets(seat, chain[0])
