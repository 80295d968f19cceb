"""Who held what at a point, and how that differs from another point, with the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from events.when import Moment, Window
from newsroom.desk.story.overview import kinds_of
from newsroom.desk.timemachine.difference import Side, career_difference, difference
from newsroom.desk.timemachine.holds import Holds, differing
from newsroom.desk.timemachine.tenures import Role, stakes, tenures
from stories.views import queries, runs
from stories.views.board import BODY, board
from stories.views.during import during_day
from stories.views.leadership import leadership, leads
from stories.views.question import Question
from stories.views.seats import Seat, holdings
from stories.views.shapes import Json, Names, holding_json
from stories.views.stakes import Stake, pair


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of the subject's tenures at a question, and the names for it."""

    question: Question
    seats: Sequence[Seat]
    stakes: Sequence[Stake]
    """Its own and on it, of an organisation."""
    names: Names

    @property
    def side(self) -> Side:
        return Side(self.seats, self.question.as_of.instant)


def organization_answer(material: Material, pinned: Question | None) -> Json:
    """Board, leadership, other posts, what happened during the day, and the difference."""
    question, seats, names = material.question, material.seats, material.names
    contested = queries.contested(question.known, seats)
    instant = replace(question.as_of, day=None)  # what the day brought is told once, of all posts
    near = _near(seats, question.as_of)
    told = {
        "board": board(near, instant, names),
        "posts": leadership(seats, instant, names, contested)["posts"],
        "others": _others(material),
        "during_day": during_day(near, question.as_of, names),
        "difference": None,
    }
    if pinned:
        told["difference"] = [
            *_difference(material, pinned, "organization"),
            _difference_of_holds(material, pinned),
        ]
    for member in told["board"]["members"]:
        member["events"] = [event for post in member["posts"] for event in post["events"]]
    return told


def _near(seats: Sequence[Seat], moment: Moment) -> list[Seat]:
    """Those that somebody can have held on the day, or at the moment, asked for."""
    asked = Window(moment.begins, moment.instant)
    return [seat for seat in seats if asked.overlaps(runs.extent(seat))]


def _others(material: Material) -> list[Json]:
    """Holders of posts that are neither of the board nor of leadership."""
    others = [seat for seat in material.seats if seat.body != BODY and not leads(seat)]
    return [
        {"person": material.names.entity(holding.last.person), **holding_json(holding)}
        for holding in holdings(others, material.question.as_of.instant)
    ]


def person_answer(material: Material, pinned: Question | None) -> Json:
    """How the posts held differ; which they are, the picture tells."""
    return {"difference": _difference(material, pinned, "person") if pinned else None}


def _difference(material: Material, pinned: Question, role: Role) -> list[Json]:
    same = pinned.known.position == material.question.known.position
    seats = material.seats if same else tenures(pinned.known, role, pinned.of.id)
    missing = {one for seat in seats for one in (seat.person, seat.organization)}
    named = queries.names_of(pinned.known, missing - material.names.keys())
    names = Names({**named, **material.names})
    compare = difference if role == "organization" else career_difference
    return compare(Side(seats, pinned.as_of.instant), material.side, names)


def _difference_of_holds(material: Material, pinned: Question) -> Json:
    same = pinned.known.position == material.question.known.position
    held = material.stakes if same else stakes(pinned.known, pinned.of.id)
    ends = {one for stake in held for one in pair(stake)}
    named = queries.names_of(pinned.known, ends - material.names.keys())
    before, after = (
        Holds(held, pinned.as_of.instant),
        Holds(material.stakes, material.question.as_of.instant),
    )
    kinds = differing(before, after, Names({**named, **material.names}))
    items = [item for kind in kinds for item in kind["items"]]
    sort = kinds_of(item["holder"]["id"] for item in items) if items else {}
    for item in items:
        item["holder_kind"] = sort.get(item["holder"]["id"], "")
    return {"what": "Owners and holdings", "kinds": kinds}


def items(told: Json) -> Iterator[Json]:
    """All that an answer says and names events for."""
    if "board" in told:
        yield from told["board"]["members"]
        for post in told["posts"]:
            yield from post["holders"]
        yield from told["others"]
        yield from told["during_day"]
    for part in told["difference"] or ():
        for kind in part["kinds"]:
            yield from kind["items"]
