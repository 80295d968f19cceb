"""Board and leadership as projected equal the oracle, whatever is recorded, in whatever order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.history import History
from events.when import Moment
from stories.engine.fold import Version, fold
from stories.projections.tenures import TenureRow, Tenures
from stories.views.board import members_at
from stories.views.leadership import leadership
from stories.views.seats import COLUMNS, Seat, best
from stories.views.shapes import Names
from tests.hypothesis_settings import for_histories
from tests.oracle.answers import Board, Leadership, Oracle
from tests.oracle.histories import ORGANIZATIONS, Step, Told, envelope, steps
from tests.unit.events.record import Record

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "250"))
MICROSECOND = timedelta(microseconds=1)
_LISTS = ("events", "start_events", "end_events")


def tell(steps: Sequence[Step]) -> Record:
    """A log in memory of a history."""
    record, before = Record(), list[Told]()
    roots: dict[str, UUID] = {}
    for step in steps:
        said = envelope(step, before)
        if said is None:
            continue
        root = roots.get(said["data"].get("event", ""))
        event = record.add(said.pop("type"), said.pop("data"), root=root, **said)
        roots[str(event.id)] = event.root
        before.append(Told(str(event.id), event.type, event.content["data"], root is None))
    return record


def projected(history: History) -> list[Version]:
    changes = fold(Tenures(), history, history.positions(), standing=lambda track: ())
    assert not changes.parked
    return list(changes.opened)


def seats(rows: Iterable[Version], organization: str, position: int) -> list[Seat]:
    return [
        _seat(version.row)
        for version in rows
        if isinstance(version.row, TenureRow)
        and version.row.organization == organization
        and version.known_from <= position
        and (version.known_to is None or version.known_to > position)
    ]


def _seat(row: TenureRow) -> Seat:
    columns = {name: getattr(row, name) for name in COLUMNS}
    columns |= {name: tuple(columns[name]) for name in _LISTS}
    return Seat(**columns, start=row.start, end=row.end)


def board(held: Sequence[Seat], instant: datetime) -> Board:
    found: Board = {}
    for person, holdings in members_at(held, instant).items():
        posts: dict[str, str] = {}
        for holding in holdings:
            post = holding.last.post
            if posts.get(post) != "certain":
                posts[post] = holding.presence
        found[person] = (best(holding.presence for holding in holdings), posts)
    return found


def led(held: Sequence[Seat], instant: datetime, contested: set[str]) -> Leadership:
    answer = leadership(held, Moment(None, instant, "UTC"), Names(), contested)
    return {
        post["post"]: (
            post["status"],
            {holder["person"]["id"]: holder["presence"] for holder in post["holders"]},
        )
        for post in answer["posts"]
    }


def contested(history: History, position: int) -> set[str]:
    found = (history.at(root, position) for root in history.roots())
    return {str(fact.id) for fact in found if fact and {d.what for d in fact.disputes} - {"manner"}}


def turning_points(history: History, position: int) -> list[datetime]:
    """The bounds of all that is told, the instants before them, and the days around."""
    bounds = set[datetime]()
    for root in history.roots():
        fact = history.at(root, position)
        if fact and fact.when:
            bounds |= {b for b in (fact.window.earliest, fact.window.latest) if b}
    near = {bound + delta * MICROSECOND for bound in bounds for delta in (-1, 0, 1)}
    days = {bound + timedelta(hours=hours) for bound in bounds for hours in (-40, -18, -7, 9)}
    return sorted(near | days)


def check(record: Record, positions: Iterable[int]) -> None:
    history = History(record.events)
    rows = projected(history)
    for position in positions:
        instants = turning_points(history, position)
        disputed = contested(history, position)
        for organization in ORGANIZATIONS:
            oracle = Oracle(record.events, position, organization)
            held = seats(rows, oracle.organization, position)
            for instant in instants:
                where = (position, organization, instant.isoformat())
                assert (where, board(held, instant)) == (where, oracle.board(instant))
                assert (where, led(held, instant, disputed)) == (where, oracle.leadership(instant))


@for_histories(EXAMPLES)
@given(data=st.data(), history=st.lists(steps, min_size=1, max_size=14))
def test_board_and_leadership_are_what_the_rules_say(
    data: st.DataObject, history: list[Step]
) -> None:
    record = tell(history)
    position = data.draw(st.integers(0, record.head), label="position")
    check(record, [position, record.head])


def test_nothing_recorded_nothing_known() -> None:
    record: Any = Record()
    check(record, [0])
