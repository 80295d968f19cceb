"""The example story at the moments at which it turns, asked as a reader would."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from newsroom.development.turning_points import (
    SAN_FRANCISCO,
    SIX,
    STAYING,
    TURNING_POINTS,
    TurningPoint,
)

BOARD, LEADERSHIP = "organizations/openai/board/", "organizations/openai/leadership/"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(story: httpx.Client, loaded: int) -> Ask:
    """As the story was loaded, whatever other tests have corrected since."""

    def asked(path: str, **parameters: Any) -> dict[str, Any]:
        answer = story.get(path, params={"known_at": f"@{loaded}", **parameters})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return asked


def presences(members: list[dict[str, Any]]) -> dict[str, str]:
    return {member["person"]["id"]: member["presence"] for member in members}


@pytest.mark.parametrize("point", TURNING_POINTS, ids=lambda p: f"{p.as_of} {p.timezone}")
def test_board_and_chief_executive(ask: Ask, point: TurningPoint) -> None:
    asked = {"as_of": point.as_of, "tz": point.timezone}
    board = ask(BOARD, **asked)
    expected = dict.fromkeys(point.certain, "certain") | dict.fromkeys(point.possible, "possible")
    assert presences(board["members"]) == expected
    assert board["size"] == {"certain": len(point.certain), "possible": len(point.possible)}

    posts = {post["post"]: post for post in ask(LEADERSHIP, **asked)["posts"]}
    assert posts["ceo"]["status"] == point.ceo_status
    assert presences(posts["ceo"]["holders"]) == point.ceo


def test_all_the_moments_asked_for_are_among_them() -> None:
    """The minute by minute of 17 November 2023, that date in two zones, and February 2018."""
    times = {"11:59:59", "12:00:00", "12:22:59", "12:23:00", "12:24:00"}
    asked = {(f"2023-11-17T{time}-08:00", SAN_FRANCISCO) for time in times}
    asked |= {("2023-11-17", SAN_FRANCISCO), ("2023-11-17", "Asia/Shanghai")}
    asked |= {(f"2018-02-{day}", SAN_FRANCISCO) for day in (19, 20, 21)}
    assert asked <= {(point.as_of, point.timezone) for point in TURNING_POINTS}


def test_the_organisation_s_zone_is_taken_unless_another_is_asked(ask: Ask) -> None:
    board = ask(BOARD, as_of="2023-11-17")
    assert board["as_of"] == {
        "requested": "2023-11-17",
        "instant": "2023-11-18T07:59:59.999999Z",
        "timezone": SAN_FRANCISCO,
    }
    assert presences(board["members"]) == dict.fromkeys(STAYING, "certain")


def test_what_changed_within_the_day(ask: Ask) -> None:
    board = ask(BOARD, as_of="2023-11-17")
    left = {(one["person"]["id"], one["post"]) for one in board["during_day"]}
    assert left == {
        ("sam-altman", "director"),
        ("greg-brockman", "director"),
        ("greg-brockman", "chair"),
    }
    assert {one["change"] for one in board["during_day"]} == {"left"}
    altman = next(o for o in board["during_day"] if o["person"]["id"] == "sam-altman")
    assert altman["manner"] == "removed"
    assert altman["window"] == {
        "earliest": "2023-11-17T20:00:00.000000Z",
        "latest": "2023-11-17T20:00:59.999999Z",
    }
    assert altman["events"]
    at_an_instant = ask(BOARD, as_of="2023-11-17T12:24:00-08:00")
    assert at_an_instant["during_day"] == []


def test_the_chair_leaves_with_the_seat(ask: Ask) -> None:
    eve = ask(BOARD, as_of="2023-11-16")
    assert eve["chair"] == [
        {"person": {"id": "greg-brockman", "name": "Greg Brockman"}, "presence": "certain"}
    ]
    assert presences(eve["members"]) == dict.fromkeys(SIX, "certain")
    independent = {m["person"]["id"] for m in eve["members"] if m["independent"]}
    assert independent == {"adam-dangelo", "tasha-mccauley", "helen-toner"}
    assert ask(BOARD, as_of="2023-11-17")["chair"] == []


def test_mistranslated_names_lead_to_the_people(ask: Ask) -> None:
    for name, person in {
        "Ultraman": "sam-altman",
        "Mulati": "mira-murati",
        "Prodiang": "derek-proudian",
        "Kimball": "kimbal-musk",
    }.items():
        found = ask("resolve/", name=name)
        assert found["candidates"][0]["id"] == person
        assert not found["ambiguous"]


def test_early_careers_are_told(ask: Ask) -> None:
    told = ask("people/sam-altman/career/")["tenures"]
    places = {(tenure["organization"]["id"], tenure["post"]) for tenure in told}
    assert {("openai", "ceo"), ("openai", "director"), ("y-combinator", "partner")} <= places


def test_every_fact_of_the_story_cites_its_paragraph(ask: Ask) -> None:
    facts = ask("stories/openai-leadership/timeline/", limit=1000)
    assert len(facts["results"]) > 30
    for fact in facts["results"]:
        for citation in fact["citations"]:
            assert citation["locator"].startswith("¶"), fact["summary"]
            assert citation["quote"]
