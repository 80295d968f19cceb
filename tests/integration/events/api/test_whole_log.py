"""GET events/: all that is asked for, however it is read, and as it was known."""

import csv
import hashlib
import io
import json
from typing import Any

import pytest
import rfc8785
from rest_framework.test import APIClient

from events.api import log_query

from .conftest import amend, append, appointed, get


@pytest.fixture
def log(introduced: APIClient, monkeypatch: pytest.MonkeyPatch) -> APIClient:
    """Six events, of which the fourth is retracted, read two at a time."""
    monkeypatch.setattr(log_query, "READ_AT_ONCE", 2)
    fact = append(introduced, appointed())
    append(introduced, appointed("greg-brockman", confidence="official"))
    append(introduced, amend("event.retracted", fact))
    return introduced


def positions(response: Any) -> list[int]:
    assert response.status_code == 200, response.content
    return [event["position"] for event in response.json()["results"]]


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("?order=desc", [6, 5, 4, 3, 2, 1]),
        ("?limit=3", [1, 2, 3]),
        ("?order=desc&limit=5", [6, 5, 4, 3, 2]),
        ("?status=retracted", [4]),
        ("?status=standing&limit=4", [1, 2, 3, 5]),
    ],
)
def test_as_lines_all_is_told_that_is_asked_for(
    log: APIClient, query: str, found: list[int]
) -> None:
    lines = body(log.get(f"/api/v1/events.ndjson{query}")).splitlines()
    assert [json.loads(line)["position"] for line in lines] == found


def test_a_page_goes_on_until_it_is_full(log: APIClient) -> None:
    assert positions(get(log, "events/", status="retracted", limit="1")) == [4]
    first = get(log, "events/", status="standing", limit="3")
    assert positions(first) == [1, 2, 3]
    assert positions(log.get(first.json()["next"])) == [5, 6]


def test_what_was_recorded_from_one_moment_to_another(log: APIClient) -> None:
    times = [event["recorded_at"] for event in get(log, "events/").json()["results"]]
    assert positions(get(log, "events/", **{"from": times[2]})) == [3, 4, 5, 6]
    assert positions(get(log, "events/", **{"from": times[2], "to": times[4]})) == [3, 4, 5]


def test_a_log_without_events(editor: APIClient) -> None:
    for query in ({}, {"known_at": "@0"}, {"known_at": "2023-11-17"}):
        told = get(editor, "events/", **query).json()
        assert (told["results"], told["next"], told["known_at"]["position"]) == ([], None, 0)
    assert body(editor.get("/api/v1/events.ndjson")) == ""


def test_what_is_known_now_is_what_was_recorded_last(log: APIClient) -> None:
    told = get(log, "events/").json()
    instant = told["results"][-1]["recorded_at"]
    assert told["known_at"] == {
        "requested": None,
        "instant": instant,
        "position": 6,
        "timezone": told["known_at"]["timezone"],
    }
    assert get(log, "events/", known_at="@4").json()["known_at"]["requested"] == "@4"


def test_a_table_has_the_columns_of_what_it_tells(log: APIClient) -> None:
    table = csv.reader(io.StringIO(body(log.get("/api/v1/events.csv?type=person.appointed"))))
    data = [name for name in next(table) if name.startswith("data.")]
    assert sorted(data) == ["data.organization", "data.person", "data.post"]


def test_a_table_tells_all_that_the_events_tell_in_the_same_order(log: APIClient) -> None:
    events = get(log, "events/").json()["results"]
    [*names] = events[0]
    at = names.index("data")
    table = csv.DictReader(io.StringIO(body(log.get("/api/v1/events.csv"))))
    columns = list(table.fieldnames or ())
    data = [name for name in columns if name.startswith("data.")]
    assert columns == [*names[:at], *data, *names[at + 1 :]]
    rows = [(row["position"], row["hash"], row["amends"]) for row in table]
    assert rows == [(str(one["position"]), one["hash"], one["amends"] or "") for one in events]


def test_lines_say_what_they_are(log: APIClient) -> None:
    lines = log.get("/api/v1/events.ndjson")
    assert lines["Content-Type"] == "application/x-ndjson"


def test_a_fact_of_which_nothing_was_said_is_reported(log: APIClient) -> None:
    assert positions(get(log, "events/", confidence="reported")) == [4]


def test_a_pinned_list_stays_whatever_is_said_of_an_event_later(log: APIClient) -> None:
    fact = get(log, "events/").json()["results"][4]["id"]
    asked = ({"entity": "greg-brockman"}, {"entity": "sam-altman"}, {"story": "aftermath"})
    before = [positions(get(log, "events/", known_at="@6", **query)) for query in asked]
    assert before == [[3, 5], [2, 4, 6], []]
    story = {"story": "aftermath", "title": "The aftermath", "follows": ["openai"]}
    append(log, {"type": "story.opened", "data": story})
    append(log, amend("event.corrected", fact, changes={"data": {"person": "sam-altman"}}))
    append(log, {"type": "event.filed", "data": {"event": fact, "story": "aftermath"}})
    assert [positions(get(log, "events/", known_at="@6", **query)) for query in asked] == before
    assert positions(get(log, "events/", story="aftermath")) == [5, 7, 8, 9]


def test_the_chain_can_be_checked_by_whoever_reads_the_log(log: APIClient) -> None:
    """The hash of each event covers all that is told of it, and that of the event before."""
    before = bytes(32)
    for line in body(log.get("/api/v1/events.ndjson")).splitlines():
        told = {name: value for name, value in json.loads(line).items() if value is not None}
        follows, expected = told.pop("amends", None), told.pop("hash")
        assert follows == told["data"].get("event")
        before = hashlib.sha256(before + rfc8785.dumps(told)).digest()
        assert before.hex() == expected
