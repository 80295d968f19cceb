from dataclasses import replace

from stories.views.career import career
from tests.unit.stories.views.seating import NAMES, at, day, led, moment, sat, whole


def test_all_tenures_in_order() -> None:
    seats = [led("ada", at(5)), sat("ada", at(1), whole(4), reports_to="bob", manner="retired")]
    tenures = career(seats, NAMES, None)
    assert [tenure["post"] for tenure in tenures] == ["director", "ceo"]
    assert tenures[0]["organization"] == {"id": "acme", "name": "Acme"}
    assert tenures[0]["reports_to"] == {"id": "bob", "name": "Bob"}
    assert tenures[0]["manner"] == "retired"
    assert "presence" not in tenures[0]


def test_with_a_moment_each_says_its_presence() -> None:
    seats = [led("ada", at(5)), sat("ada", at(1), whole(4))]
    told = {3: ["certain", None], 4: ["possible", None], 6: [None, "certain"]}
    for number, expected in told.items():
        tenures = career(seats, NAMES, moment(day(number)))
        assert [tenure["presence"] for tenure in tenures] == expected


def test_what_began_at_once_has_one_order_whatever_that_of_the_rows() -> None:
    one = sat("ada", at(1), start_events=("e1",))
    seats = [replace(one, organization="apex"), one, replace(one, start_events=("e0",))]
    assert career(seats, NAMES, None) == career(seats[::-1], NAMES, None)
