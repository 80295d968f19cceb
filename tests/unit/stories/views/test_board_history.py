"""A history told by what turns is that of the boards as a whole, position by position."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.views import board_history
from stories.views.board_history import KnownSeat, steps
from stories.views.changes import CHANGED, board_sides, compare
from stories.views.seats import Seat
from tests.unit.stories.views.seating import NAMES, at, day, sat, whole

LAST = 15
Told = list[tuple[int, dict[str, list[str]]]]
days = st.integers(1, 9)
windows = st.one_of(days.map(at), days.map(whole))
people = st.sampled_from(["ada", "bob", "cem"])
told_by = st.lists(st.sampled_from("abcd"), max_size=2, unique=True).map(tuple)


@st.composite
def known_seats(draw: st.DrawFn) -> KnownSeat:
    by = {name: draw(told_by) for name in ("events", "start_events", "end_events")}
    post = draw(st.sampled_from(["director", "chair"]))
    seat = sat(draw(people), draw(windows), draw(st.none() | windows), post=post, **by)
    since, length = draw(days), draw(st.integers(0, 5))
    return KnownSeat(seat, since, since + length if length else None)


def whole_boards(known: Sequence[KnownSeat], instant: datetime) -> Told:
    found: Told = []
    before: Any = {}
    for position in range(LAST + 1):
        after = board_sides([one.seat for one in known if one.at(position)], instant)
        found += _changes(position, compare(before, after, NAMES, lambda _: []))
        before = after
    return found


def _changes(position: int, differences: dict[str, Any]) -> Told:
    named = {kind: [item["person"]["id"] for item in of] for kind, of in differences.items() if of}
    named.pop(CHANGED, None)
    return [(position, named)] if named else []


@given(known=st.lists(known_seats(), max_size=12), number=days)
def test_steps_are_where_the_whole_board_changes(known: list[KnownSeat], number: int) -> None:
    found = steps(known, day(number), LAST, NAMES)
    told = [change for step in found for change in _changes(step.position, step.differences)]
    assert told == whole_boards(known, day(number))


def test_a_step_looks_at_what_turns_and_not_at_the_whole_board(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[Seat] = []

    def counting(seats: Sequence[Seat], instant: datetime) -> Any:
        looked_at.extend(seats)
        return board_sides(seats, instant)

    monkeypatch.setattr(board_history, "board_sides", counting)
    known = [KnownSeat(sat(f"person-{n}", at(1)), n, n + 100) for n in range(1, 81)]
    assert len(steps(known, day(2), 300, NAMES)) == 160
    assert len(looked_at) == 80
