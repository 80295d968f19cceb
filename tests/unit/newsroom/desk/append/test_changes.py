"""Rows that would open and close, told as changes of one state."""

from typing import Any
from zoneinfo import ZoneInfo

from newsroom.desk.append.changes import changes, entities_in
from stories.views.shapes import Names

NAMES = Names({"ada": "Ada Lee", "acme": "Acme", "apex": "Apex"})
DAY = {"earliest": "2020-01-01T00:00:00Z", "latest": "2020-01-01T23:59:59.999999Z"}
LATER = {"earliest": "2023-11-17T20:00:00Z", "latest": "2023-11-17T20:00:59.999999Z"}


def tenure(end: Any = None, body: str = "management", **more: Any) -> dict[str, Any]:
    row = {"projection": "tenures", "organization": "acme", "person": "ada", "post": "ceo"}
    return row | {"title": "CEO", "body": body, "start": DAY, "end": end, **more}


def hold(end: Any = None, **more: Any) -> dict[str, Any]:
    row = {"projection": "control", "controller": "apex", "controlled": "acme", "kind": "full"}
    return row | {"start": None, "end": end, **more}


def test_what_closes_and_opens_of_one_post_is_one_change() -> None:
    [change] = changes([tenure(LATER, manner="removed")], [tenure()], NAMES, ZoneInfo("UTC"))
    assert (change.area, change.what) == ("Leadership", "Ada Lee, CEO of Acme")
    assert change.before == ["from 1 January 2020, goes on"]
    assert change.after == ["from 1 January 2020 until 17 November 2023, 20:00 (removed)"]


def test_what_only_other_facts_say_stays() -> None:
    was, more = tenure(LATER, events=["a"]), tenure(LATER, events=["a", "b"])
    [change] = changes([more], [was], NAMES, ZoneInfo("UTC"))
    assert (change.before, change.after) == ([], [])
    state = "from 1 January 2020 until 17 November 2023, 20:00"
    assert change.stays == [f"{state} – as before but for the facts behind it"]
    surer = tenure(LATER, confidence="official", title="Chief")
    [change] = changes([surer], [was], NAMES, ZoneInfo("UTC"))
    assert change.stays == [f"{state} – as before but for the title, the confidence"]


def test_the_board_comes_first_and_control_last() -> None:
    rows = [hold(disputed=True), tenure(acting=True), tenure(body="board", post="director")]
    told = changes(rows, [], NAMES, ZoneInfo("UTC"))
    assert [one.area for one in told] == ["Board", "Leadership", "Control"]
    assert told[1].after == ["interim, from 1 January 2020, goes on"]
    assert told[2].what == "Apex over Acme"
    assert told[2].after == ["full, from an unknown time, goes on – disputed"]


def test_rows_of_other_projections_are_told_elsewhere() -> None:
    other = {"projection": "contradictions", "organization": "acme"}
    assert changes([other], [], NAMES, ZoneInfo("UTC")) == []
    assert entities_in([hold(), tenure()]) == {"apex", "acme", "ada"}
