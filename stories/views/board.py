"""The board at a moment: everybody in a post whose body is the board, each person once. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from events.when import Moment
from stories.views.during import during_day
from stories.views.seats import Holding, Seat, best, holdings, surest
from stories.views.shapes import Json, Names, holding_json

BODY = "board"
CHAIR = "chair"


def board(seats: Sequence[Seat], moment: Moment, names: Names) -> Json:
    """The part of the answer that depends on the moment."""
    members = members_at(seats, moment.instant)
    presences = [best(h.presence for h in held) for held in members.values()]
    ordered = sorted(members.items(), key=lambda member: (names[member[0]], member[0]))
    return {
        "size": {"certain": presences.count("certain"), "possible": presences.count("possible")},
        "members": [_member(person, held, names) for person, held in ordered],
        "chair": [
            {"person": names.entity(person), "presence": best(presences)}
            for person, held in ordered
            if (presences := [h.presence for h in held if h.last.post == CHAIR])
        ],
        "during_day": during_day((s for s in seats if s.body == BODY), moment, names),
    }


def members_at(seats: Iterable[Seat], instant: datetime) -> dict[str, list[Holding]]:
    """Holdings on the board by person."""
    members: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings((s for s in seats if s.body == BODY), instant):
        members[holding.last.person].append(holding)
    return members


def _member(person: str, held: Sequence[Holding], names: Names) -> Json:
    return {
        "person": names.entity(person),
        "presence": best(h.presence for h in held),
        "disputed": any(h.disputed for h in held),
        "independent": independence(held),
        "posts": [holding_json(h) for h in surest(held, lambda h: h.last.post).values()],
    }


def independence(held: Sequence[Holding]) -> bool | None:
    """What the surest and latest of the holdings says; None if none says anything."""
    said = [
        (h.presence == "certain", number, seat.independent)
        for number, h in enumerate(held)
        for seat in h.likely
        if seat.independent is not None
    ]
    return max(said, key=lambda one: one[:2])[2] if said else None
