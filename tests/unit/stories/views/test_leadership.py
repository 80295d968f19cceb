from typing import Any

import pytest

from events.when import Window
from stories.views.leadership import leadership
from stories.views.seats import Seat
from tests.unit.stories.views.seating import NAMES, at, day, led, moment, sat, whole


def ceo(seats: list[Seat], number: int, contested: tuple[str, ...] = ()) -> dict[str, Any]:
    [post] = leadership(seats, moment(day(number)), NAMES, contested)["posts"]
    return dict(post)


@pytest.mark.parametrize(
    ("number", "status", "holders", "predecessor"),
    [
        (1, "unknown", [], None),
        (3, "held", ["ada"], None),
        (4, "vacant", [], "ada"),
        (5, "interim", ["bob"], "ada"),
        (7, "uncertain", ["cem"], "bob"),
        (8, "held", ["cem"], "bob"),
        (10, "held", ["ada"], "cem"),
    ],
)
def test_a_post_through_time(
    number: int, status: str, holders: list[str], predecessor: str | None
) -> None:
    seats = [
        led("ada", at(2), at(4), manner="removed"),
        led("bob", at(5), at(6), acting=True),
        led("cem", whole(7), at(9)),
        led("ada", at(9)),
    ]
    post = ceo(seats, number)
    assert post["status"] == status
    assert [holder["person"]["id"] for holder in post["holders"]] == holders
    before = post["predecessor"]
    assert (before and before["person"]["id"]) == predecessor


def test_predecessor_says_how_and_when() -> None:
    seats = [led("ada", at(2), at(4), manner="removed", end_text="Friday noon")]
    assert ceo(seats, 5)["predecessor"] == {
        "person": {"id": "ada", "name": "Ada"},
        "manner": "removed",
        "end": {
            "text": "Friday noon",
            "earliest": "2020-01-04T12:00:00.000000Z",
            "latest": "2020-01-04T12:00:00.000000Z",
        },
        "disputed": False,
    }


def test_a_predecessor_s_leaving_that_is_disputed_says_so() -> None:
    before = ceo([led("ada", at(2), at(4), manner="resigned", disputed=True)], 5)["predecessor"]
    assert (before["manner"], before["disputed"]) == ("resigned", True)


def test_an_acting_holder_confirmed_is_not_their_own_predecessor() -> None:
    seats = [
        led("ada", at(1), at(5), acting=True, end_events=("e",)),
        led("ada", at(5), start_events=("e",)),
    ]
    assert ceo(seats, 6)["predecessor"] is None
    assert ceo(seats, 6)["status"] == "held"


@pytest.mark.parametrize("again", [5, 6])
def test_nor_is_one_who_was_elected_again(again: int) -> None:
    seats = [
        led("bob", at(1), at(2), manner="retired"),
        led("ada", at(2), whole(5), manner="term_ended"),
        led("ada", whole(again)),
    ]
    assert ceo(seats, 8)["predecessor"]["person"]["id"] == "bob"
    assert ceo(seats[1:], 8)["predecessor"] is None


def test_one_who_is_only_possibly_back_is_before_who_certainly_holds_the_post() -> None:
    seats = [led("ada", at(1), at(2)), led("bob", at(2)), led("ada", Window(day(4), None))]
    assert ceo(seats, 8)["predecessor"]["person"]["id"] == "ada"


def test_one_who_may_be_back_was_before_who_may_still_hold_the_post() -> None:
    """On the day of the return, of which nobody knows the hour."""
    seats = [
        led("cem", at(1), at(2), manner="retired"),
        led("ada", at(2), at(4)),
        led("bob", at(4), whole(8)),
        led("ada", whole(8)),
    ]
    assert [ceo(seats, number)["status"] for number in (6, 8, 9)] == ["held", "uncertain", "held"]
    before = [ceo(seats, number)["predecessor"]["person"]["id"] for number in (6, 8, 9)]
    assert before == ["ada", "ada", "bob"]


def test_the_predecessor_is_who_left_last_whoever_came_last() -> None:
    seats = [led("ada", at(1), at(6)), led("bob", at(2), at(4))]
    assert ceo(seats, 8)["predecessor"]["person"]["id"] == "ada"


def test_to_replace_somebody_is_not_to_go_on_as_they_were() -> None:
    seats = [led("ada", at(1), at(4), end_events=("e",)), led("bob", at(4), start_events=("e",))]
    post = ceo(seats, 5)
    assert [holder["person"]["id"] for holder in post["holders"]] == ["bob"]
    assert post["predecessor"]["person"]["id"] == "ada"


def test_nobody_who_may_still_hold_the_post_in_another_way_is_a_predecessor() -> None:
    seats = [
        led("bob", at(1), at(3), acting=True, end_events=("e",)),
        led("bob", at(3), Window(day(5), day(9)), start_events=("e",)),
        led("ada", at(4)),
    ]
    post = ceo(seats, 6)
    assert [holder["presence"] for holder in post["holders"]] == ["certain", "possible"]
    assert post["predecessor"] is None


class TestDisputed:
    def test_appointment(self) -> None:
        seats = [led("ada", at(1), disputed=True, events=("e",))]
        assert ceo(seats, 2, ("e",))["status"] == "disputed"

    def test_how_it_ended_leaves_no_doubt_before(self) -> None:
        seat = led("ada", at(1), at(5), disputed=True, events=("e", "out"), end_events=("out",))
        assert ceo([seat], 2, ("out",))["status"] == "held"
        assert ceo([seat], 6, ("out",))["status"] == "vacant"

    def test_that_it_ended_does_after(self) -> None:
        end = Window(day(5), None)
        seat = led("ada", at(1), end, disputed=True, events=("e", "out"), end_events=("out",))
        assert ceo([seat], 6, ("out",))["status"] == "disputed"

    def test_when_it_ended_leaves_no_doubt_long_before(self) -> None:
        begun = Window(None, day(4))
        seat = led("ada", begun, whole(5), disputed=True, events=("out",), end_events=("out",))
        assert ceo([seat], 2, ("out",))["status"] == "uncertain"
        assert ceo([seat], 5, ("out",))["status"] == "disputed"

    def test_not_where_something_undisputed_shows_the_holder_too(self) -> None:
        left = Window(day(3), None)
        seats = [
            led("ada", at(1), left, disputed=True, events=("e", "out"), end_events=("out",)),
            led("ada", at(4), events=("again",)),
        ]
        assert ceo(seats, 5, ("out",))["status"] == "held"

    def test_nor_where_it_shows_the_holder_as_surely(self) -> None:
        seats = [led("ada", at(1), disputed=True, events=("e",)), led("ada", at(2))]
        assert ceo(seats, 3, ("e",))["status"] == "held"

    def test_but_where_that_is_less_sure(self) -> None:
        seats = [led("ada", at(1), disputed=True, events=("e",)), led("ada", Window(day(2), None))]
        assert ceo(seats, 3, ("e",))["status"] == "disputed"


def test_the_first_posts_come_first_and_the_rest_by_name() -> None:
    posts = ["vp", "president", "cfo", "chair", "ceo"]
    found = leadership([led("ada", at(1), post=post) for post in posts], moment(day(2)), NAMES)
    assert [post["post"] for post in found["posts"]] == [
        *("ceo", "chair", "president", "cfo", "vp")
    ]


def test_certain_holders_come_first() -> None:
    seats = [led("ada", whole(3)), led("bob", at(3))]
    assert [holder["person"]["id"] for holder in ceo(seats, 3)["holders"]] == ["bob", "ada"]


def test_a_post_has_the_title_of_whoever_holds_it() -> None:
    seats = [led("ada", at(1), at(9), title="Chief"), led("bob", at(9), title="Head")]
    assert [ceo(seats, number)["title"] for number in (5, 9)] == ["Chief", "Head"]


def test_a_post_of_several_has_the_title_of_who_holds_it_for_certain_and_for_good() -> None:
    """Nobody is "Interim President" for that somebody claims to stand in, or will come some day."""
    president = led("ada", at(1), title="President")
    claims = led("bob", at(2), acting=True, title="Interim President")
    may_be = led("cem", whole(3), title="Sole President")
    assert ceo([president, claims], 4)["title"] == "President"
    assert ceo([president, may_be], 3)["title"] == "President"
    assert ceo([claims, may_be], 3)["title"] == "Interim President"


def test_a_vacant_post_has_the_title_that_it_had_last() -> None:
    seats = [led("bob", at(3), at(4), title="Chief"), led("ada", at(1), at(2), title="Head")]
    assert [ceo(seats, number)["title"] for number in (2, 5)] == ["Head", "Chief"]


def test_a_vacant_post_is_not_called_by_the_title_of_who_stood_in() -> None:
    stood_in = led("bob", at(3), at(4), acting=True, title="Interim Chief")
    assert ceo([led("ada", at(1), at(2), title="Chief"), stood_in], 5)["title"] == "Chief"
    assert ceo([stood_in], 5)["title"] == "Interim Chief"


def test_before_anybody_held_it_a_post_has_the_title_that_it_had_first() -> None:
    seats = [led("bob", at(4), at(5), title="Chief"), led("ada", at(2), at(3), title="Head")]
    assert ceo(seats, 1)["title"] == "Head"


def test_only_posts_of_leadership_the_chair_among_them() -> None:
    seats = [
        sat("ada", at(1)),
        sat("bob", at(1), post="chair", title="Chair", exclusive=True),
        led("cem", at(1), post="vp", title="Vice President", exclusive=False),
        led("ada", at(1)),
    ]
    posts = leadership(seats, moment(day(2)), NAMES)["posts"]
    assert [post["post"] for post in posts] == ["ceo", "chair", "vp"]
    assert set(posts[0]["holders"][0]) >= {
        *("person", "presence", "acting", "start", "end", "disputed", "confidence", "events")
    }
    assert not {"post", "title"} & set(posts[0]["holders"][0])


def test_a_person_holds_a_post_once() -> None:
    seats = [led("ada", at(1), whole(5)), led("ada", whole(5))]
    [holder] = ceo(seats, 5)["holders"]
    assert holder["presence"] == "possible"


def test_of_two_who_left_at_once_the_predecessor_is_the_same_whatever_the_order_of_the_rows() -> (
    None
):
    seats = [led(person, at(1), at(3), manner="resigned") for person in ("ada", "bob")]
    assert ceo(seats, 5) == ceo(seats[::-1], 5)
