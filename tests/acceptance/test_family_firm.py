"""A made-up family firm, from its story file on: acting posts, a death, a chair without a seat.

Each answer was checked by hand against the rules.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from newsroom.development.private import Newsroom
from tests.acceptance.loaded_story import Json, LoadedStory, people
from tests.newsrooms import run_beside

FILE = Path(__file__).with_name("family-firm.yaml")
MILLS = "organizations/okafor-mills"


class Firm(LoadedStory):
    def of(self, view: str, as_of: str | None = None, **more: Any) -> Json:
        return self.view(f"{MILLS}/{view}", as_of, **more)

    def board(self, as_of: str) -> dict[str, str]:
        return self.on_board("okafor-mills", as_of)

    def post(self, post: str, as_of: str, **more: Any) -> Json:
        return self.post_of("okafor-mills", post, as_of, **more)

    def kinds(self, **more: Any) -> list[str]:
        return [one["kind"] for one in self.of("contradictions", **more)["results"]]


@pytest.fixture(scope="module")
def firm(newsroom: Newsroom, editor: httpx.Client) -> Firm:
    run_beside(newsroom, "load_story", str(FILE))
    return Firm(editor)


def bounds(window: Mapping[str, str]) -> tuple[str, str]:
    return window["earliest"], window["latest"]


REPORTED = "chidi-okafor ngozi-eze tunde-bello"
BOARDS = [
    ("1987-03-31", people()),
    ("1987-04-01", people(certain="ada-okafor", possible=REPORTED)),
    ("1995-06-14", people(certain="ada-okafor", possible=REPORTED)),
    ("1995-06-15", people(certain="ada-okafor chidi-okafor", possible="ngozi-eze tunde-bello")),
    ("2010-01-20", people(certain=f"ada-okafor {REPORTED}")),
    ("2012-05-10T15:59:59Z", people(certain=f"ada-okafor {REPORTED}")),
    ("2012-05-10T16:00:30Z", people(certain=REPORTED, possible="ada-okafor")),
    ("2012-05-10", people(certain=REPORTED)),
    ("2015-03-02T12:00+01:00", people(certain="ngozi-eze tunde-bello", possible="chidi-okafor")),
    ("2015-03-02", people(certain="ngozi-eze tunde-bello")),
    ("2018-07-01", people(certain="tunde-bello")),
]


@pytest.mark.parametrize(("as_of", "expected"), BOARDS)
def test_the_board(firm: Firm, as_of: str, expected: dict[str, str]) -> None:
    assert firm.board(as_of) == expected


POSTS = [
    ("chair", "1989-12-31", "unknown", []),
    ("chair", "1990-06-01", "uncertain", ["ada-okafor"]),
    ("chair", "1990-12-31", "held", ["ada-okafor"]),
    ("chair", "2012-05-10", "vacant", []),
    ("chair", "2012-05-11", "interim", ["ngozi-eze"]),
    ("chair", "2012-09-30", "held", ["ngozi-eze"]),
    ("chair", "2018-07-01", "vacant", []),
    ("mill-master", "1997-12-31", "unknown", []),
    ("mill-master", "1998-01-01", "uncertain", ["chidi-okafor"]),
    ("mill-master", "2000-12-31", "held", ["chidi-okafor"]),
    ("mill-master", "2015-03-02", "vacant", []),
    ("mill-master", "2015-03-09", "vacant", []),
    ("mill-master", "2015-03-10", "interim", ["bayo-ade"]),
    ("ceo", "2019-11-30", "unknown", []),
    ("ceo", "2019-12-01", "uncertain", ["ifeoma-obi"]),
    ("ceo", "2020-02-29", "held", ["ifeoma-obi"]),
]


@pytest.mark.parametrize(("post", "as_of", "status", "holders"), POSTS)
def test_the_leadership(firm: Firm, post: str, as_of: str, status: str, holders: list[str]) -> None:
    found = firm.post(post, as_of)
    assert found["status"] == status
    assert [one["person"]["id"] for one in found["holders"]] == holders


def test_the_chair_leaves_with_her_seat(firm: Firm) -> None:
    chair = firm.post("chair", "2012-05-11")["predecessor"]
    assert (chair["person"]["id"], chair["manner"]) == ("ada-okafor", "retired")
    minute = ("2012-05-10T16:00:00.000000Z", "2012-05-10T16:00:59.999999Z")
    assert bounds(chair["end"]) == minute
    left = firm.of("board", "2012-05-10")["during_day"]
    assert [(one["post"], one["change"], bounds(one["window"])) for one in left] == [
        ("chair", "left", minute),
        ("director", "left", minute),
    ]


def test_a_dead_man_s_career(firm: Firm) -> None:
    career = firm.ask("people/chidi-okafor/career/", at_least=firm.position)["tenures"]
    death = ("2015-03-01T23:00:00.000000Z", "2015-03-02T22:59:59.999999Z")
    assert [one["post"] for one in career] == ["director", "mill-master"]
    for one in career:
        assert (bounds(one["end"]), one["manner"], one["inferred"]) == (death, "died", True)


def test_nothing_contradicts_another(firm: Firm) -> None:
    """Bayo was appointed in Chidi's place eight days after the death."""
    assert firm.kinds() == []


def test_before_and_after_the_death_is_retracted(firm: Firm) -> None:
    before = firm.position
    [death] = firm.ask("people/chidi-okafor/timeline/", type="person.died")["results"]
    told = {"event": death["event"], "reason": "A namesake.", "public_note": "He is alive."}
    answer = firm.client.post("events/", json={"type": "event.retracted", "data": told})
    assert answer.status_code == 201, answer.text
    after = answer.json()["position"]
    alive = firm.post("mill-master", "2015-03-05", at_least=after, known_at=f"@{after}")
    assert [one["person"]["id"] for one in alive["holders"]] == ["chidi-okafor"]
    end = alive["holders"][0]["end"]  # now it is Bayo's appointment that ends it
    assert bounds(end) == ("2015-03-09T23:00:00.000000Z", "2015-03-10T22:59:59.999999Z")
    assert firm.post("mill-master", "2015-03-05", known_at=f"@{before}")["status"] == "vacant"
    again = {"event": death["event"], "reason": "It was he."}
    answer = firm.client.post("events/", json={"type": "event.reinstated", "data": again})
    firm.position = answer.json()["position"]
    assert firm.post("mill-master", "2015-03-05")["status"] == "vacant"


def test_a_second_load_appends_nothing(firm: Firm, newsroom: Newsroom) -> None:
    assert run_beside(newsroom, "load_story", str(FILE)).startswith("0 appended, 30 already there")
