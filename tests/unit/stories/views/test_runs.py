"""What is told of states that meet, and in which order states come."""

from dataclasses import replace
from itertools import permutations

import pytest

from events.when import Window
from stories.views.during import happened_on
from stories.views.runs import extent, in_time
from stories.views.seats import COLUMNS, holdings, seat
from tests.unit.stories.views.seating import at, day, sat, whole

FIRST = sat("ada", at(1), whole(5), end_events=("e",), events=("a", "e"))
SECOND = sat("ada", whole(5), start_events=("e",), events=("e", "b"))


def test_what_one_of_them_tells_holds_of_all() -> None:
    [run] = holdings(
        [
            replace(FIRST, disputed=True, last_attested=day(5)),
            replace(SECOND, last_attested=day(4)),
        ],
        day(5),
    )
    assert (run.disputed, run.last_attested, run.events) == (True, day(5), ["a", "e", "b"])
    [run] = holdings([FIRST, SECOND], day(5))
    assert (run.disputed, run.last_attested) == (False, None)
    assert (run.first, run.last) == (FIRST, SECOND)


def test_of_those_that_meet_what_is_certain_says_how_it_was_held() -> None:
    second = replace(SECOND, start=Window(day(3), day(5)), end=Window(day(4), day(9)))
    [run] = holdings([FIRST, second], day(4))
    assert (run.presence, run.likely) == ("certain", (FIRST,))


def test_states_come_by_start_and_end_then_by_what_told_them() -> None:
    at_1960 = day(1).replace(year=1960)
    in_order = [
        sat("ada", Window(None, day(9))),
        sat("ada", Window(at_1960, day(9))),
        sat("ada", Window(day(1), day(2)), at(4)),
        sat("ada", Window(day(1), day(3)), at(3)),
        sat("ada", Window(day(1), day(3)), Window(day(3), day(4))),
        sat("ada", Window(day(1), day(3)), Window(day(3), None)),
        sat("ada", Window(day(1), day(3))),
        sat("ada", Window(day(1), day(3)), start_events=("a",)),
        sat("ada", Window(day(1), day(3)), start_events=("a",), end_events=("b",)),
        sat("ada", Window(day(1), day(3)), start_events=("a",), end_events=("b",), events=("c",)),
    ]
    for some in permutations(in_order, 2):
        by_order = sorted(some, key=in_order.index)
        assert sorted(some, key=in_time) == by_order


@pytest.mark.parametrize(
    ("bounds", "end"),
    [
        ((None, None), None),
        ((day(2), day(3)), Window(day(2), day(3))),
        ((None, day(3)), Window(None, day(3))),
        ((day(2), None), Window(day(2), None)),
    ],
)
def test_a_row_without_bounds_of_its_end_goes_on(
    bounds: tuple[object, object], end: Window | None
) -> None:
    told = {name: getattr(FIRST, name) for name in COLUMNS} | {"events": ["a"], "end_events": None}
    starts = {"start_earliest": day(1), "start_latest": None}
    row = {**told, **starts, **dict(zip(("end_earliest", "end_latest"), bounds, strict=True))}
    found = seat(row)
    assert (found.start, found.end) == (Window(day(1), None), end)
    assert (found.events, found.end_events, found.person) == (("a",), (), "ada")
    assert extent(found) == Window(day(1), end.latest if end else None)


@pytest.mark.parametrize("window", [Window(None, day(3)), Window(day(3), None), Window(None, None)])
def test_what_has_an_end_open_happened_on_no_day(window: Window) -> None:
    assert happened_on(window, whole(3)) is None
