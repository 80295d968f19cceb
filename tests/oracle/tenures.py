"""All rows of an organisation, held against one another by the rules of docs/tenures.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tests.oracle.bounds import bound, cut_off, earlier, left_from
from tests.oracle.claims import (
    ALWAYS,
    NEVER,
    Claim,
    Place,
    Span,
    account,
    claim,
    claims,
    denied,
    with_endings,
)
from tests.oracle.order import in_order
from tests.oracle.posts import Posts
from tests.oracle.record import Told
from tests.oracle.rows import Row, rows

Deaths = dict[str, tuple[Span, list[Claim]]]


def tenures(facts: Sequence[Told], posts: Posts) -> list[Row]:
    """Of all facts of an organisation, and the deaths of people."""
    said = claims(facts)
    deaths = _deaths(facts)
    for place in said:
        said[place] = _while_alive(place, said[place], deaths)
    with_endings(said, facts)
    found: list[Row] = []
    for (person, post), of_place in sorted(said.items()):
        of_rows = rows(person, post, in_order(of_place))
        bound(of_rows, _founded(facts))
        found += of_rows
    _end_with_death(found, deaths)
    _end_chairs(found, posts)
    _follow_predecessors(found, posts)
    return found


def _founded(facts: Sequence[Told]) -> datetime:
    told = [claim(fact, "founded") for fact in facts if fact.type == "organization.founded"]
    return min((one.first for one in told if one.first != ALWAYS), default=ALWAYS)


def _deaths(facts: Sequence[Told]) -> Deaths:
    """When each person died, and who says so."""
    told: dict[str, list[Claim]] = {}
    for fact in facts:
        if fact.type == "person.died":
            told.setdefault(fact.data["person"], []).append(claim(fact, "died"))
    return {person: account(accounts) for person, accounts in told.items()}


def _while_alive(place: Place, said: list[Claim], deaths: Deaths) -> list[Claim]:
    """What is said of the dead as if they lived is wrong."""
    if place[0] not in deaths or denied(deaths[place[0]][1]):
        return said
    died, _ = deaths[place[0]]
    return [one for one in said if not one.begins or one.first <= died[1]]


def _end_with_death(found: list[Row], deaths: Deaths) -> None:
    for row in found:
        if row.person not in deaths:
            continue
        (first, last), by = deaths[row.person]
        if denied(by):
            if row.end is None:
                row.leave((first, last), by)
        elif row.end is None or row.end[0] > last:
            row.leave((left_from(row.shown_by(found), first, last), last), by)
        else:
            cut_off(row, [replace(one, first=first, last=last) for one in by], row.shown_by(found))


def _end_chairs(found: list[Row], posts: Posts) -> None:
    for chair in [row for row in found if row.post == "chair"]:
        seats = [
            row
            for row in found
            if row.person == chair.person
            and row.post != "chair"
            and posts[row.post].body == "board"
        ]
        sitting = _sitting(chair, seats)
        ends = [seat.end for seat in sitting if seat.end is not None]
        if not ends or len(ends) < len(sitting):
            continue
        over = (max(first for first, _ in ends), max(last for _, last in ends))
        if any(one.first > over[1] for one in [*chair.held, *chair.again]):
            continue
        end = earlier(chair.end, over)
        if end != chair.end:
            left_by = [
                one
                for seat in sitting
                if seat.end is not None and seat.end[1] >= over[0]
                for one in seat.left_by
            ]
            alone = chair.end is None or over[1] <= chair.end[0]
            chair.left_by = left_by if alone else [*chair.left_by, *left_by]
            chair.end = end


def _sitting(chair: Row, seats: Sequence[Row]) -> Sequence[Row]:
    """The seats that follow on one another, while which the chair was held."""
    seen = [one.first for one in chair.held]
    since = min(seen) if seen and not chair.known else chair.begin[0]
    sittings = [sitting for sitting in _sittings(seats) if _until(sitting) > since]
    begun = [sitting for sitting in sittings if sitting[0].begin[0] <= chair.begin[1]]
    return begun[-1] if begun else sittings[0] if sittings else []


def _sittings(seats: Sequence[Row]) -> list[list[Row]]:
    found: list[list[Row]] = []
    for seat in sorted(seats, key=lambda row: (row.begin, row.end or (NEVER, NEVER))):
        if found and seat.begin[0] <= _until(found[-1]):
            found[-1].append(seat)
        else:
            found.append([seat])
    return found


def _until(sitting: Sequence[Row]) -> datetime:
    return max((seat.end or (NEVER, NEVER))[1] for seat in sitting)


def _follow_predecessors(found: list[Row], posts: Posts) -> None:
    exclusive = [row for row in found if posts[row.post].exclusive]
    begins = [(row, left) for row in exclusive if (left := _left_before(row, exclusive))]
    for row, left in begins:
        _begin_after(row, left)
        for before in found:
            if before.end and row.follows(before) and row.begin[0] <= before.end[1]:
                before.end = (row.begin[0], before.end[1])


def _left_before(row: Row, exclusive: Sequence[Row]) -> Span | None:
    """When the last left of those who had come before the row's person can have left."""
    by = _come_by(row)
    left = [
        other.end
        for other in exclusive
        if other.post == row.post
        and other.person != row.person
        and other.end is not None
        and not any(later.follows(other) for later in exclusive)
        and _come(_first(other, exclusive)) < (row.end or (NEVER, NEVER))[0]
        and other.end[0] <= by
        and (
            other.end[0] <= _come(row)
            or _come_by(_first(other, exclusive)) < (row.end or (NEVER, NEVER))[0]
        )
    ]
    return max(left, default=None)


def _first(row: Row, rows: Sequence[Row]) -> Row:
    """The row with which somebody came who has held the post in other ways since."""
    before = next((one for one in rows if row.follows(one)), None)
    return _first(before, rows) if before else row


def _come(row: Row) -> datetime:
    """When somebody had come at the latest, who had before leaving."""
    return min(row.begin[1], (row.end or (NEVER, NEVER))[1])


def _come_by(row: Row) -> datetime:
    """The same, where an eve or the morning of an observation is no proof."""
    return _come(row) if row.known else max(_come(row), row.begun_by)


def _begin_after(row: Row, left: Span) -> None:
    """Where that leaves a window. A whole day's observation is cut where it was too early."""
    if left[0] <= _come(row):
        row.begin = (max(row.begin[0], left[0]), row.begin[1])
    else:
        row.begin = (left[0], min(max(left), row.begun_by))
