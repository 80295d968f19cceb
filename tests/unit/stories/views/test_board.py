import pytest

from events.when import Window
from stories.views.board import board
from stories.views.seats import Seat
from stories.views.shapes import Names
from tests.unit.stories.views.seating import NAMES, at, date, day, led, moment, sat, whole


def test_each_person_once_with_all_posts() -> None:
    seats = [
        sat("bob", at(1), independent=False),
        sat("bob", whole(3), post="chair", title="Chair", exclusive=True),
        sat("ada", at(2), independent=True),
        led("cem", at(1)),
    ]
    answer = board(seats, moment(day(3)), NAMES)
    assert answer["size"] == {"certain": 2, "possible": 0}
    assert [m["person"]["name"] for m in answer["members"]] == ["Ada", "Bob"]
    posts = [(p["post"], p["presence"]) for p in answer["members"][1]["posts"]]
    assert posts == [("director", "certain"), ("chair", "possible")]
    assert answer["members"][1]["independent"] is False
    assert answer["chair"] == [{"person": NAMES.entity("bob"), "presence": "possible"}]
    assert answer["during_day"] == []


def test_a_person_has_a_post_once() -> None:
    left, returned = sat("ada", at(1), whole(3)), sat("ada", whole(3))
    [member] = board([left, returned], moment(day(3)), NAMES)["members"]
    [post] = member["posts"]
    assert (post["presence"], post["start"]["earliest"]) == (
        "possible",
        "2020-01-03T00:00:00.000000Z",
    )
    contested = sat("ada", at(1), Window(day(2), None), disputed=True)
    [member] = board([contested, sat("ada", at(4))], moment(day(5)), NAMES)["members"]
    assert [p["presence"] for p in member["posts"]] == ["certain"]


def test_shape_of_a_post() -> None:
    seat = sat(
        "ada", whole(1), start_text="2020-01-01", last_attested=day(1), events=("e",), disputed=True
    )
    [member] = board([seat], moment(day(2)), NAMES)["members"]
    assert member["disputed"] is True
    assert member["posts"] == [
        {
            "post": "director",
            "title": "Director",
            "presence": "certain",
            "acting": False,
            "start": {
                "text": "2020-01-01",
                "earliest": "2020-01-01T00:00:00.000000Z",
                "latest": "2020-01-01T23:59:59.999999Z",
            },
            "end": None,
            "last_attested": "2020-01-01T12:00:00.000000Z",
            "confidence": "reported",
            "disputed": True,
            "inferred": False,
            "events": ["e"],
        }
    ]


def test_a_date_tells_what_changed_within_it() -> None:
    seats = [
        sat("ada", at(1), at(5), manner="removed", end_events=("out",)),
        sat("bob", whole(5), start_events=("in",)),
        sat("cem", at(2), start_known=False),
    ]
    changes = board(seats, date(5), NAMES)["during_day"]
    told = [
        (c["person"]["id"], c["change"], c["manner"], c["events"], c["presence"]) for c in changes
    ]
    assert told == [
        ("bob", "joined", None, ["in"], "certain"),
        ("ada", "left", "removed", ["out"], "certain"),
    ]
    assert changes[1]["window"] == {
        "earliest": "2020-01-05T12:00:00.000000Z",
        "latest": "2020-01-05T12:00:00.000000Z",
    }
    assert board(seats, date(2), NAMES)["during_day"] == []
    assert board(seats, moment(day(5)), NAMES)["during_day"] == []


def test_whoever_is_elected_anew_on_a_day_left_before() -> None:
    seats = [sat("ada", whole(5)), sat("ada", at(1), whole(5), manner="term_ended")]
    changes = board(seats, date(5), NAMES)["during_day"]
    assert [(c["change"], c["manner"]) for c in changes] == [
        ("left", "term_ended"),
        ("joined", None),
    ]


def test_a_change_of_attributes_is_neither_coming_nor_going() -> None:
    seats = [
        sat("ada", at(1), whole(5), end_events=("e",)),
        sat("ada", whole(5), independent=True, start_events=("e",)),
    ]
    answer = board(seats, date(5), NAMES)
    assert [c["change"] for c in answer["during_day"]] == ["changed"]
    assert answer["size"] == {"certain": 1, "possible": 0}


def test_a_day_of_another_zone_changed_possibly() -> None:
    told = Window(day(5), day(6))  # from noon to noon
    [change] = board([sat("ada", at(1), told)], date(5), NAMES)["during_day"]
    assert (change["change"], change["presence"]) == ("left", "possible")


def test_what_is_told_to_some_days_is_no_change_of_each_of_them() -> None:
    told = Window(whole(4).earliest, whole(6).latest)
    assert board([sat("ada", at(1), told), sat("bob", told)], date(5), NAMES)["during_day"] == []


def test_who_comes_and_goes_elsewhere_is_no_change_of_the_board() -> None:
    seats = [led("ada", at(1), at(5)), led("bob", at(5)), sat("cem", at(1))]
    answer = board(seats, date(5), NAMES)
    assert (answer["during_day"], len(answer["members"])) == ([], 1)


def test_changes_of_one_moment_come_by_person_and_post() -> None:
    posts = ("director", "chair")
    seats = [sat(person, at(5), post=post) for person in ("cem", "ada") for post in posts]
    changes = board(seats, date(5), NAMES)["during_day"]
    assert [(c["person"]["id"], c["post"]) for c in changes] == [
        *(("ada", "chair"), ("ada", "director"), ("cem", "chair"), ("cem", "director"))
    ]


def test_that_something_is_inferred_is_told_of_ends_alone() -> None:
    seat = sat("ada", whole(5), whole(5), inferred=True, manner="died", events=("e",))
    changes = board([seat, sat("bob", at(1), at(5))], date(5), NAMES)["during_day"]
    told = [(c["change"], c["inferred"], c["manner"], c["events"]) for c in changes]
    assert told == [
        ("joined", False, None, ["e"]),
        ("left", True, "died", ["e"]),
        ("left", False, None, []),
    ]


def test_members_come_by_name_and_those_of_one_name_by_id() -> None:
    seats = [sat(person, at(1)) for person in ("u", "w", "v")]
    members = board(seats, moment(day(2)), Names({"u": "Zoe", "w": "Ann", "v": "Ann"}))["members"]
    assert [member["person"]["id"] for member in members] == ["v", "w", "u"]


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ([sat("ada", at(1))], None),
        ([sat("ada", at(1), independent=True), sat("ada", at(2), post="chair")], True),
        (
            [
                sat("ada", at(1), independent=True),
                sat("ada", at(2), post="chair", independent=False),
            ],
            False,
        ),
        (
            [
                sat("ada", at(1), independent=True),
                sat("ada", Window(day(2), None), post="chair", independent=False),
            ],
            True,
        ),
    ],
    ids=["nothing", "one of two", "the latest", "the surest"],
)
def test_independent_is_what_the_surest_and_latest_says(
    seats: list[Seat], said: bool | None
) -> None:
    [member] = board(seats, moment(day(5)), NAMES)["members"]
    assert member["independent"] is said


def test_one_disputed_seat_of_two_is_told() -> None:
    seats = [sat("ada", at(1)), sat("ada", at(1), post="chair", disputed=True)]
    [member] = board(seats, moment(day(5)), NAMES)["members"]
    assert member["disputed"] is True
