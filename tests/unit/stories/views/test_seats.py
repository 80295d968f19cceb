from dataclasses import replace
from datetime import timedelta

import pytest

from events.when import Window
from stories.views.seats import Seat, course, holdings, surest
from tests.unit.stories.views.seating import at, day, led, sat, whole

ACTING = led("ada", at(1), whole(5), acting=True, end_events=("e5",), events=("e1",))
LASTING = led("ada", whole(5), start_events=("e5",), events=("e5",))


def test_a_state_is_half_open() -> None:
    seat = sat("ada", at(2), at(4))
    moment = timedelta(microseconds=1)
    assert holdings([seat], day(2) - moment) == []
    assert [h.presence for h in holdings([seat], day(2))] == ["certain"]
    assert [h.presence for h in holdings([seat], day(4) - moment)] == ["certain"]
    assert holdings([seat], day(4)) == []


def test_within_a_window_presence_is_possible() -> None:
    assert [h.presence for h in holdings([sat("ada", whole(2))], day(2))] == ["possible"]


@pytest.mark.parametrize(
    ("number", "acting", "start"), [(4, True, at(1)), (5, True, at(1)), (6, False, whole(5))]
)
def test_seats_that_meet_are_certain_throughout(number: int, acting: bool, start: Window) -> None:
    [holding] = holdings([LASTING, ACTING], day(number))
    assert holding.presence == "certain"
    assert holding.acting is acting
    assert holding.first.start == start


def test_a_departure_and_a_return_in_one_window_do_not_meet() -> None:
    left = sat("ada", at(1), whole(5), end_events=("left",))
    back = sat("ada", whole(5), start_events=("back",))
    assert [h.presence for h in holdings([left, back], day(5))] == ["possible", "possible"]


def test_three_seats_can_meet_in_one_window() -> None:
    middle = led("ada", whole(5), whole(5), start_events=("e5",), end_events=("e6",))
    last = led("ada", whole(5), start_events=("e6",))
    [holding] = holdings([last, middle, ACTING], day(5))
    assert (holding.presence, len(holding.seats)) == ("certain", 3)


def test_each_post_of_each_organisation_is_held_apart() -> None:
    seats = [
        led("ada", at(1), whole(5), end_events=("e",)),
        led("ada", whole(5), post="cto", start_events=("e",)),
        led("bob", whole(5), start_events=("e",)),
    ]
    assert [len(holding.seats) for holding in holdings(seats, day(5))] == [1, 1, 1]
    elsewhere = replace(LASTING, organization="apex")
    assert [h.presence for h in holdings([ACTING, elsewhere], day(5))] == ["possible", "possible"]


def test_of_what_somebody_holds_twice_the_surest_counts_and_then_the_latest() -> None:
    def start(*seats: Seat) -> Window:
        [found] = surest(holdings(seats, day(5)), lambda holding: holding.last.person).values()
        return found.first.start

    sure, possible = sat("ada", at(1)), sat("ada", Window(day(2), None))
    assert start(sure, possible) == sure.start
    assert start(sure, replace(sure, start=at(3))) == at(3)
    assert start(possible, replace(possible, start=Window(day(3), None))) == Window(day(3), None)


def test_the_course_of_a_holding_is_how_it_began_changed_and_ended() -> None:
    again = led("ada", at(9), start_events=("back",))
    left = replace(LASTING, end=at(8), end_events=("out",))
    other = led("bob", at(1), end_events=("e1",))
    [holding] = holdings([left], day(6))
    assert course([again, other, left, ACTING], holding) == (ACTING, left)


def test_unknown_starts_come_first() -> None:
    early = sat("bob", Window(None, day(3)))
    assert [h.last.person for h in holdings([sat("ada", at(1)), early], day(4))] == ["bob", "ada"]
