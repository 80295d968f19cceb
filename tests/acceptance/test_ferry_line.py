"""A made-up ferry line that is bought in one night by way of a holding, and dissolved at last.

Each answer was worked out by hand from the rules.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from newsroom.development.private import Newsroom
from tests.acceptance.loaded_story import Json, LoadedStory, people
from tests.newsrooms import run_beside

FILE = Path(__file__).with_name("ferry-line.yaml")
LINE = "organizations/halden-line"


class Line(LoadedStory):
    def board(self, as_of: str, **more: Any) -> dict[str, str]:
        return self.on_board("halden-line", as_of, **more)

    def post(self, post: str, as_of: str, **more: Any) -> Json:
        return self.post_of("halden-line", post, as_of, **more)

    def owners(self, as_of: str, **more: Any) -> list[tuple[str, str, Json | None]]:
        """The chain above the line, each with its kind and share."""
        found, links = [], self.view(f"{LINE}/ownership", as_of, **more)["above"]
        while links:
            link = links.pop(0)
            found.append((link["controller"]["id"], link["kind"], link["share"]))
            links += link["above"]
        return found

    def kinds(self) -> list[str]:
        found = self.view("stories/halden-line/contradictions")["results"]
        return [one["kind"] for one in found]

    def send(self, type_: str, **data: str) -> Json:
        told = {"reason": "Asked again.", **data}
        answer = self.client.post("events/", json={"type": type_, "data": told})
        assert answer.status_code == 201, answer.text
        self.position = answer.json()["position"]
        event: Json = answer.json()["events"][0]
        return event

    def fact(self, **filters: str) -> str:
        [fact] = self.view("stories/halden-line/timeline", **filters)["results"]
        return str(fact["event"])


@pytest.fixture(scope="module")
def line(newsroom: Newsroom, editor: httpx.Client) -> Line:
    run_beside(newsroom, "load_story", str(FILE))
    return Line(editor)


BOARDS = [
    ("2012-03-12", people(certain="ingrid-vold", possible="erik-dahl-lawyer")),
    ("2014-06-30", people(certain="ingrid-vold", possible="karin-lunde erik-dahl-lawyer")),
    ("2021-05-20", people(certain="ingrid-vold karin-lunde erik-dahl-lawyer")),
    ("2021-12-31", people(certain="karin-lunde erik-dahl-lawyer")),
    ("2023-01-09", people(certain="karin-lunde erik-dahl-lawyer kenji-mori")),
    (
        "2023-03-01T20:00+01:00",
        people(certain="kenji-mori", possible="karin-lunde erik-dahl-lawyer"),
    ),
    ("2023-03-01", people(certain="kenji-mori")),
    ("2023-12-31", people()),
]


@pytest.mark.parametrize(("as_of", "expected"), BOARDS)
def test_the_board(line: Line, as_of: str, expected: dict[str, str]) -> None:
    assert line.board(as_of) == expected


POSTS = [
    ("ceo", "2019-02-24", "held", ["ingrid-vold"], None),
    ("ceo", "2019-02-25", "held", ["tor-aasen"], "ingrid-vold"),
    ("ceo", "2022-11-20T11:00+01:00", "held", ["tor-aasen"], "ingrid-vold"),
    ("ceo", "2022-11-20T15:00+01:00", "uncertain", ["tor-aasen", "ingrid-vold"], "ingrid-vold"),
    ("ceo", "2022-11-20", "interim", ["ingrid-vold"], "tor-aasen"),
    ("ceo", "2023-06-15", "uncertain", ["ingrid-vold"], "tor-aasen"),
    ("ceo", "2023-06-30", "vacant", [], "ingrid-vold"),
    ("chair", "2021-12-31", "held", ["karin-lunde"], "ingrid-vold"),
    ("chair", "2023-03-01", "vacant", [], "karin-lunde"),
]


@pytest.mark.parametrize(("post", "as_of", "status", "holders", "before"), POSTS)
def test_the_leadership(
    line: Line, post: str, as_of: str, status: str, holders: list[str], before: str | None
) -> None:
    found = line.post(post, as_of)
    predecessor = found["predecessor"] and found["predecessor"]["person"]["id"]
    assert found["status"] == status
    assert [one["person"]["id"] for one in found["holders"]] == holders
    assert predecessor == before


TENTH = ("mori-holdings", "minority", {"min": None, "max": "9.9"})
FIFTH = ("mori-holdings", "minority", {"min": "20", "max": "25"})
WHOLE = ("fjord-bid", "full", {"min": "100", "max": "100"})
ABOVE = ("mori-holdings", "full", None)


@pytest.mark.parametrize(
    ("as_of", "tz", "expected"),
    [
        ("2023-01-31", "Europe/Oslo", [TENTH]),
        ("2023-02-06", "Europe/Oslo", [FIFTH]),
        ("2023-03-01T18:59+01:00", "Europe/Oslo", [FIFTH]),
        ("2023-03-01", "Asia/Tokyo", [FIFTH]),
        ("2023-03-01", "Europe/Oslo", [WHOLE, ABOVE]),
        ("2023-03-02", "Asia/Tokyo", [WHOLE, ABOVE]),
        ("2023-12-31", "Europe/Oslo", []),
    ],
)
def test_the_owners(line: Line, as_of: str, tz: str, expected: list[Any]) -> None:
    """Sold in the evening of the first of March in Oslo, which was the second in Tokyo."""
    assert line.owners(as_of, tz=tz) == expected


@pytest.mark.parametrize(
    ("tz", "day"), [("Europe/Oslo", "2023-03-01"), ("Asia/Tokyo", "2023-03-02")]
)
def test_the_day_of_the_sale(line: Line, tz: str, day: str) -> None:
    told = line.view(f"{LINE}/ownership", day, tz=tz)["during_day"]
    assert sorted((one["controller"]["id"], one["change"], one["how"]) for one in told) == [
        ("fjord-bid", "began", None),
        ("mori-holdings", "ended", "handed on to Fjord Bid"),
    ]
    window = {(one["window"]["earliest"], one["window"]["latest"]) for one in told}
    assert window == {("2023-03-01T18:00:00.000000Z", "2023-03-01T18:00:59.999999Z")}


def test_the_money(line: Line) -> None:
    totals = line.view(f"{LINE}/funding")["totals"]
    told = ("currency", "certain", "qualifier", "unknown_amounts")
    assert {one["investor"]["id"]: tuple(one[each] for each in told) for one in totals} == {
        "nordic-pension": ("NOK", "350000000", "about", 1),
        "mori-holdings": ("JPY", "1500000000", "at_least", 0),
    }
    [price] = line.view("stories/halden-line/deals", type="acquisition.completed")["totals"]
    assert (price["currency"], price["certain"], price["qualifier"]) == (
        "NOK",
        "4200000000",
        "exact",
    )


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Mr. Mori", ["kenji-mori"]),
        ("森健二", ["kenji-mori"]),
        ("Frau Karin Lunde", ["karin-lunde"]),
        ("Berge", ["karin-lunde"]),
        ("Halden Plus", ["halden-plus"]),
        ("Captain Erik Dahl", ["erik-dahl-captain", "erik-dahl-lawyer"]),
    ],
)
def test_whoever_is_meant(line: Line, name: str, ids: list[str]) -> None:
    found = line.ask("resolve/", name=name, at_least=line.position)
    assert [one["id"] for one in found["candidates"][: len(ids)]] == ids
    assert found["ambiguous"] is (len(ids) > 1)


def test_the_line_and_its_story_have_one_slug(line: Line) -> None:
    assert line.view(LINE)["organization"]["name"] == "Halden Line"
    assert line.view("stories/halden-line")["story"]["name"] == "The sale of Halden Line"
    found = line.ask("resolve/", name="Halden Line")["candidates"]
    assert {(one["kind"], one["id"]) for one in found} >= {
        ("organization", "halden-line"),
        ("story", "halden-line"),
    }


def test_what_is_told_of_no_time_comes_last(line: Line) -> None:
    told = line.view("stories/halden-line/timeline", limit=100)["results"]
    assert [one["summary"] for one in told if one.get("undated")] == [
        "Ingrid Vold related to Karin Berge as cousin"
    ]
    assert told[-1].get("undated") is True
    between = line.view(
        "stories/halden-line/timeline", **{"from": "2015-02-01", "to": "2015-02-28"}
    )
    assert [one["window"]["text"] for one in between["results"]] == [
        "[2015-01..2015-04]",
        "unknown",
    ]


def test_the_line_is_no_more(line: Line) -> None:
    [told] = line.view(LINE)["dissolved"]
    assert (told["into"]["id"], told["window"]["text"]) == ("skerry-ferries", "2023-12-31")
    assert line.view(LINE, "2023-12-30")["dissolved"] == []


def test_how_it_ended_for_whoever_was_left(line: Line) -> None:
    career = line.view("people/kenji-mori/career")["tenures"]
    assert [(one["title"], one["inferred"]) for one in career] == [
        ("Director", False),
        ("Sole director", True),
    ]
    assert career[-1]["end"]["text"] == "2023-12-31"


def test_an_appointment_that_came_to_nothing_and_then_did_not(line: Line) -> None:
    before = line.position
    event = line.fact(type="person.appointed", **{"from": "2023-01-01", "to": "2023-01-31"})
    line.send("event.retracted", event=event, public_note="He did not take his seat.")
    assert line.board("2023-01-09") == people(certain="karin-lunde erik-dahl-lawyer")
    assert line.board("2023-01-09", known_at=f"@{before}")["kenji-mori"] == "certain"
    night = people(possible="karin-lunde erik-dahl-lawyer kenji-mori")
    assert line.board("2023-03-01T20:00+01:00") == night
    line.send("event.reinstated", event=event)
    last = line.view(f"{LINE}/board/history", "2023-01-09")["steps"][-2:]
    changed: Callable[[str], Any] = partial(_changed, last)
    assert (changed("left"), changed("joined")) == ([["kenji-mori"], []], [[], ["kenji-mori"]])


def _changed(steps: list[Json], how: str) -> list[list[str]]:
    return [[one["person"]["id"] for one in step[how]] for step in steps]


def test_how_he_left_until_that_is_settled(line: Line) -> None:
    assert line.kinds() == ["disputed"]
    event = line.fact(status="disputed")
    before = line.post("ceo", "2022-11-20")["predecessor"]
    assert (before["manner"], before["disputed"]) == ("removed", True)
    settled = line.send("dispute.settled", event=event, prevailing="account")
    before = line.post("ceo", "2022-11-20")["predecessor"]
    assert (before["manner"], before["disputed"]) == ("unknown", False)
    assert line.kinds() == []
    line.send("event.retracted", event=settled["id"], public_note="He withdrew that.")
    assert line.kinds() == ["disputed"]
