"""The example story at the moments at which it turns: who sat on the board, who led."""

from datetime import UTC, datetime
from typing import Any

import pytest

from events.when import Moment, read_as_of
from stories.views.board import board
from stories.views.leadership import leadership
from stories.views.shapes import Names
from tests.unit.examples.example_story import ZONE, seats

OPENAI = seats("openai")
STAYING = {"adam-dangelo", "helen-toner", "ilya-sutskever", "tasha-mccauley"}
ALTMAN, BROCKMAN, MURATI, MUSK = "sam-altman", "greg-brockman", "mira-murati", "elon-musk"
SIX = STAYING | {ALTMAN, BROCKMAN}
NOBODY: set[str] = set()
Presences = dict[str, str]


def moment(as_of: str, zone: str = ZONE) -> Moment:
    return read_as_of(as_of, timezone=zone, now=datetime(2024, 1, 1, tzinfo=UTC))


def members(as_of: str, zone: str = ZONE) -> tuple[set[str], set[str]]:
    """The certain and the possible ones."""
    answer = board(OPENAI, moment(as_of, zone), Names())
    found = {each["person"]["id"]: each["presence"] for each in answer["members"]}
    return (
        {person for person, presence in found.items() if presence == "certain"},
        {person for person, presence in found.items() if presence == "possible"},
    )


def post(name: str, as_of: str, zone: str = ZONE) -> tuple[str, Presences]:
    answer = leadership(OPENAI, moment(as_of, zone), Names())
    found: dict[str, Any] = next(each for each in answer["posts"] if each["post"] == name)
    holders = {each["person"]["id"]: each["presence"] for each in found["holders"]}
    return found["status"], holders


@pytest.mark.parametrize(
    ("as_of", "zone", "certain", "possible"),
    [
        ("2018-02-19", ZONE, {MUSK}, SIX),
        ("2018-02-20", ZONE, NOBODY, SIX),
        ("2018-02-21", ZONE, NOBODY, SIX),
        ("2023-11-16", ZONE, SIX, NOBODY),
        ("2023-11-17T11:59:59-08:00", ZONE, SIX, NOBODY),
        ("2023-11-17T12:00:00-08:00", ZONE, STAYING | {BROCKMAN}, {ALTMAN}),
        ("2023-11-17T12:01:00-08:00", ZONE, STAYING | {BROCKMAN}, NOBODY),
        ("2023-11-17T12:19:30-08:00", ZONE, STAYING | {BROCKMAN}, NOBODY),
        ("2023-11-17T12:22:59-08:00", ZONE, STAYING | {BROCKMAN}, NOBODY),
        ("2023-11-17T12:23:00-08:00", ZONE, STAYING, {BROCKMAN}),
        ("2023-11-17T12:24:00-08:00", ZONE, STAYING, NOBODY),
        ("2023-11-17", ZONE, STAYING, NOBODY),
        ("2023-11-17", "Asia/Shanghai", SIX, NOBODY),
        ("2023-11-18", "Asia/Shanghai", STAYING, NOBODY),
    ],
)
def test_the_board(as_of: str, zone: str, certain: set[str], possible: set[str]) -> None:
    assert members(as_of, zone) == (certain, possible)


@pytest.mark.parametrize(
    ("as_of", "zone", "status", "holders"),
    [
        ("2018-02-19", ZONE, "unknown", {}),
        ("2018-02-21", ZONE, "unknown", {}),
        ("2019-06-01", ZONE, "uncertain", {ALTMAN: "possible"}),
        ("2020-01-01", ZONE, "held", {ALTMAN: "certain"}),
        ("2023-11-17T11:59:59-08:00", ZONE, "held", {ALTMAN: "certain"}),
        (
            "2023-11-17T12:00:00-08:00",
            ZONE,
            "uncertain",
            {ALTMAN: "possible", MURATI: "possible"},
        ),
        ("2023-11-17T12:24:00-08:00", ZONE, "uncertain", {MURATI: "possible"}),
        ("2023-11-17", ZONE, "interim", {MURATI: "certain"}),
        ("2023-11-17", "Asia/Shanghai", "held", {ALTMAN: "certain"}),
    ],
)
def test_the_chief_executive(as_of: str, zone: str, status: str, holders: Presences) -> None:
    assert post("ceo", as_of, zone) == (status, holders)


@pytest.mark.parametrize(
    ("as_of", "holders"),
    [
        ("2023-11-17T12:22:59-08:00", {BROCKMAN: "certain"}),
        ("2023-11-17T12:23:00-08:00", {BROCKMAN: "possible"}),
        ("2023-11-17T12:24:00-08:00", {}),
        ("2023-11-17", {}),
    ],
)
def test_the_chair_goes_with_the_seat_on_the_board(as_of: str, holders: Presences) -> None:
    assert post("chair", as_of)[1] == holders


def test_the_president_stays() -> None:
    assert post("president", "2023-11-17") == ("held", {BROCKMAN: "certain"})


def test_three_of_the_six_are_independent() -> None:
    answer = board(OPENAI, moment("2023-11-16"), Names())
    independent = {each["person"]["id"] for each in answer["members"] if each["independent"]}
    assert independent == {"adam-dangelo", "helen-toner", "tasha-mccauley"}


def test_earlier_careers() -> None:
    (partner,) = seats("y-combinator")
    assert (partner.person, partner.post, partner.manner) == (ALTMAN, "partner", "resigned")
    zip2 = {(seat.person, seat.post, seat.acting, seat.manner) for seat in seats("zip2")}
    assert zip2 == {
        (MUSK, "director", False, "removed"),
        ("derek-proudian", "ceo", True, None),
    }
    (x_com,) = seats("x-com")
    assert (x_com.person, x_com.manner) == (MUSK, "removed")
