import pytest

from events.when import Window
from stories.views.board import board
from stories.views.board_history import KnownSeat, steps
from stories.views.changes import (
    KINDS,
    board_sides,
    can_lie_between,
    compare,
    events_between,
    leadership_sides,
)
from stories.views.seats import Seat
from tests.unit.stories.views.seating import NAMES, at, day, led, moment, sat, whole


def differences(seats: list[Seat], first: int, last: int) -> dict[str, list[str]]:
    before, after = (board_sides(seats, day(number)) for number in (first, last))
    found = compare(before, after, NAMES, events_between(day(first), day(last)))
    return {kind: [item["person"]["id"] for item in found[kind]] for kind in found if found[kind]}


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (1, 3, "joined"),
        (3, 9, "left"),
        (2, 3, "confirmed"),
        (3, 5, "doubted"),
        (1, 2, "appeared"),
        (5, 9, "dropped"),
    ],
)
def test_kinds(first: int, last: int, kind: str) -> None:
    assert differences([sat("ada", whole(2), whole(5))], first, last) == {kind: ["ada"]}


def test_changed_attributes() -> None:
    seats = [
        sat("ada", at(1), at(5), end_events=("e",)),
        sat("ada", at(5), start_events=("e",), independent=True),
    ]
    before, after = (board_sides(seats, day(number)) for number in (2, 6))
    [item] = compare(before, after, NAMES, events_between(day(2), day(6)))["changed"]
    assert item["before"]["independent"] is None
    assert item["after"]["independent"] is True
    assert item["events"] == ["e"]


def test_another_title_is_a_change() -> None:
    seats = [
        sat("ada", at(1), whole(5), end_events=("e",)),
        sat("ada", whole(5), start_events=("e",), title="Lead director"),
    ]
    before, during, after = (board_sides(seats, day(number)) for number in (2, 5, 6))
    for later in (during, after):
        [item] = compare(before, later, NAMES, events_between(day(2), day(6)))["changed"]
        assert (item["before"]["titles"], item["after"]["titles"]) == (
            ["Director"],
            ["Lead director"],
        )


def test_what_the_board_does_not_show_is_no_change() -> None:
    seats = [sat("ada", at(1), Window(day(2), day(4)), title="Chief"), sat("ada", at(1))]
    before, after = (board(seats, moment(day(number)), NAMES)["members"] for number in (3, 6))
    assert [member["posts"] for member in before] == [member["posts"] for member in after]
    assert differences(seats, 3, 6) == {}


def test_events_are_those_of_the_change() -> None:
    seat = sat("ada", at(2), at(5), start_events=("in",), end_events=("out",), manner="resigned")
    before, after = (board_sides([seat], day(number)) for number in (3, 6))
    [item] = compare(before, after, NAMES, events_between(day(3), day(6)))["left"]
    assert item["events"] == ["out"]
    assert item["manner"] == "resigned"
    assert item["posts"] == ["director"]


def test_who_left_after_another_change_left_by_the_departure() -> None:
    seats = [
        sat("ada", at(2), at(4), acting=True, start_events=("acting",), end_events=("kept",)),
        sat("ada", at(4), at(6), start_events=("kept",), end_events=("out",), manner="removed"),
    ]
    before, after = (board_sides(seats, day(number)) for number in (3, 7))
    [item] = compare(before, after, NAMES, events_between(day(3), day(7)))["left"]
    assert item["manner"] == "removed"
    assert item["events"] == ["kept", "out"]


def test_who_joined_before_another_change_joined_by_the_appointment() -> None:
    seats = [
        led("ada", at(2), at(4), acting=True, start_events=("acting",), end_events=("kept",)),
        led("ada", at(4), start_events=("kept",)),
    ]
    before, after = (leadership_sides(seats, day(number)) for number in (1, 5))
    [item] = compare(before, after, NAMES, events_between(day(1), day(5)))["joined"]
    assert item["events"] == ["acting", "kept"]


def test_what_ended_later_does_not_account_for_who_joined() -> None:
    seat = sat("ada", at(2), at(5), start_events=("in",), end_events=("out",))
    before, after = (board_sides([seat], day(number)) for number in (1, 3))
    [item] = compare(before, after, NAMES, events_between(day(1), day(3)))["joined"]
    assert item["events"] == ["in"]


def test_who_was_seen_is_accounted_for_by_what_tells_so() -> None:
    seat = sat("ada", Window(None, day(2)), events=("seen",))
    before, after = (board_sides([seat], day(number)) for number in (1, 3))
    [item] = compare(before, after, NAMES, events_between(day(1), day(3)))["confirmed"]
    assert item["events"] == ["seen"]


def test_what_changed_at_the_last_moment_asked_for_is_within() -> None:
    seat = sat("ada", at(2), start_events=("in",), events=("in", "seen later"))
    before, after = (board_sides([seat], day(number)) for number in (1, 2))
    [item] = compare(before, after, NAMES, events_between(day(1), day(2)))["joined"]
    assert item["events"] == ["in"]


def test_what_changed_at_the_first_moment_asked_for_came_before() -> None:
    seat = sat("ada", at(2), at(5), start_events=("in",), end_events=("out",))
    before, after = (board_sides([seat], day(number)) for number in (2, 6))
    [item] = compare(before, after, NAMES, events_between(day(2), day(6)))["left"]
    assert item["events"] == ["out"]


@pytest.mark.parametrize(
    ("window", "within"),
    [
        (Window(None, day(3)), False),
        (Window(None, day(4)), True),
        (Window(None, None), True),
        (Window(day(5), None), True),
        (Window(day(6), None), False),
        (Window(day(6), day(7)), False),
    ],
)
def test_windows_without_an_end_reach_as_far_as_they_say(window: Window, within: bool) -> None:
    assert can_lie_between(window, day(3), day(5)) is within


def test_who_may_have_gone_went_as_it_is_told_and_who_came_did_not_go() -> None:
    seats = [sat("ada", whole(2), whole(5), manner="removed")]
    before, during, after = (board_sides(seats, day(number)) for number in (1, 5, 9))
    [dropped] = compare(during, after, NAMES, events_between(day(5), day(9)))["dropped"]
    [appeared] = compare(before, during, NAMES, events_between(day(1), day(5)))["appeared"]
    assert (dropped["manner"], appeared["manner"]) == ("removed", None)


def test_what_changed_is_told_with_the_posts_held_since() -> None:
    seats = [
        sat("ada", at(1), at(4), end_events=("moved",)),
        sat("ada", at(4), post="trustee", acting=True, start_events=("moved",)),
        sat("ada", at(1), post="warden"),
    ]
    before, after = (board_sides(seats, day(number)) for number in (3, 5))
    [item] = compare(before, after, NAMES, events_between(day(3), day(5)))["changed"]
    assert item["posts"] == ["trustee", "warden"]
    assert (item["before"]["acting"], item["after"]["acting"]) == (False, True)


def test_of_several_posts_left_at_once_what_is_told_counts() -> None:
    seats = [
        sat("ada", at(1), at(5), post="chair"),
        sat("ada", at(1), at(5), manner="removed"),
    ]
    before, after = (board_sides(seats, day(number)) for number in (3, 6))
    [item] = compare(before, after, NAMES, events_between(day(3), day(6)))["left"]
    assert item["manner"] == "removed"


def test_a_seat_on_the_board_is_no_post_of_leadership() -> None:
    assert leadership_sides([sat("ada", at(1)), led("bob", at(1))], day(2)).keys() == {
        ("ceo", "bob")
    }


def test_of_several_posts_the_undisputed_manner_counts() -> None:
    seats = [
        sat("ada", at(1), at(5), post="chair", manner="resigned", disputed=True),
        sat("ada", at(1), at(5), manner="removed"),
    ]
    before, after = (board_sides(seats, day(number)) for number in (3, 6))
    [item] = compare(before, after, NAMES, events_between(day(3), day(6)))["left"]
    assert item["manner"] == "removed"


def test_of_several_posts_the_one_left_last_says_how_the_person_went() -> None:
    seats = [
        sat("ada", at(1), at(4), post="chair", manner="removed"),
        sat("ada", at(1), whole(5), manner="resigned"),
        sat("ada", at(1), whole(5), post="warden"),
    ]
    before, after = (board_sides(seats, day(number)) for number in (3, 6))
    [item] = compare(before, after, NAMES, events_between(day(3), day(6)))["left"]
    assert item["manner"] == "resigned"


def test_the_post_that_can_have_been_kept_longest_was_left_last() -> None:
    seats = [
        sat("ada", at(1), Window(day(3), day(6)), manner="resigned"),
        sat("ada", at(1), Window(day(4), day(5)), post="chair", manner="removed"),
    ]
    before, after = (board_sides(seats, day(number)) for number in (2, 7))
    [item] = compare(before, after, NAMES, events_between(day(2), day(7)))["left"]
    assert item["manner"] == "resigned"


def test_leadership_by_post() -> None:
    seats = [led("ada", at(1), at(4)), led("bob", at(4)), led("ada", at(4), post="cto")]
    before, after = (leadership_sides(seats, day(number)) for number in (2, 5))
    found = compare(before, after, NAMES, events_between(day(2), day(5)))
    assert [(i["posts"], i["person"]["id"]) for i in found["joined"]] == [
        (["ceo"], "bob"),
        (["cto"], "ada"),
    ]
    assert [(i["posts"], i["person"]["id"]) for i in found["left"]] == [(["ceo"], "ada")]


class TestHistory:
    def known(self) -> list[KnownSeat]:
        return [
            KnownSeat(sat("ada", at(1)), 3, 7),
            KnownSeat(sat("ada", at(1), at(5)), 7, None),
            KnownSeat(sat("bob", whole(6)), 5, 9),
            KnownSeat(sat("bob", at(6), confidence="official"), 9, None),
        ]

    def test_steps_tell_what_each_position_changed(self) -> None:
        found = steps(self.known(), day(6), 20, NAMES)
        told = [
            (step.position, kind, item["person"]["id"])
            for step in found
            for kind, items in step.differences.items()
            for item in items
        ]
        assert told == [
            (3, "joined", "ada"),
            (5, "appeared", "bob"),
            (7, "left", "ada"),
            (9, "confirmed", "bob"),
        ]
        assert set(found[0].differences) == set(KINDS.values())

    def test_nothing_after_the_position_known(self) -> None:
        assert [step.position for step in steps(self.known(), day(6), 6, NAMES)] == [3, 5]

    def test_no_step_where_the_answer_stayed_the_same(self) -> None:
        assert [step.position for step in steps(self.known(), day(2), 20, NAMES)] == [3]

    def test_what_is_no_longer_known_is_a_step_at_the_very_position(self) -> None:
        seat = sat("ada", at(1), events=("in", "seen"))
        found = steps([KnownSeat(seat, 3, 7)], day(6), 7, NAMES)
        assert [step.position for step in found] == [3, 7]
        [joined], [left] = found[0].differences["joined"], found[1].differences["left"]
        assert joined["events"] == left["events"] == ["in", "seen"]

    def test_a_step_is_told_by_what_speaks_for_the_newer_answer(self) -> None:
        known = [
            KnownSeat(sat("ada", whole(6), events=("day",)), 3, 7),
            KnownSeat(sat("ada", at(6), events=("noon",)), 7, None),
        ]
        [*_, last] = steps(known, day(6), 9, NAMES)
        assert [item["events"] for item in last.differences["confirmed"]] == [["noon"]]

    @pytest.mark.parametrize(
        ("known_to", "since", "until", "left"),
        [
            (7, 1, None, (3, 7)),
            (7, 5, None, (5, 7)),
            (7, 1, 5, (3, 5)),
            (None, 1, 5, (3, 5)),
            (None, 4, None, (4, None)),
            (7, 7, None, None),
            (7, 1, 3, None),
        ],
    )
    def test_a_seat_within_a_range_of_positions(
        self, known_to: int | None, since: int, until: int | None, left: tuple[int, int] | None
    ) -> None:
        found = KnownSeat(sat("ada", at(1)), 3, known_to).within(since, until)
        assert (found and (found.known_from, found.known_to)) == left
