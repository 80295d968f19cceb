"""Appending over HTTP, as a program with keys of its own does it from the first word on."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from django.core.cache import cache
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from tests.integration.conftest import empty_log, log_database

__all__ = ["empty_log", "log_database"]

CITATION = {"source": "the-paper", "locator": "¶1", "published": "2023-11-18"}
INTRODUCTIONS: list[dict[str, Any]] = [
    {
        "type": "organization.introduced",
        "data": {"organization": "acme", "name": "Acme", "kind": "company"},
    },
    {"type": "person.introduced", "data": {"person": "ada", "name": "Ada"}},
    {"type": "person.introduced", "data": {"person": "bob", "name": "Bob"}},
]


@pytest.fixture
def connect(live_server: LiveServer, empty_log: None) -> Iterator[Any]:
    """Opens a client with a key made by the command line, for a group."""
    cache.clear()
    clients: list[httpx.Client] = []

    def open_client(group: str) -> httpx.Client:
        out = io.StringIO()
        arguments = ("--group", group, "--name", f"the-{group}")
        call_command("create_api_key", *arguments, stdout=out, stderr=io.StringIO())
        headers = {"Authorization": f"Bearer {out.getvalue().strip()}"}
        address = f"{live_server.url}/api/v1/"
        clients.append(httpx.Client(base_url=address, headers=headers, timeout=60))
        return clients[-1]

    yield open_client
    for client in clients:
        client.close()


def departed(person: str, occurred: str, **more: Any) -> dict[str, Any]:
    data = {"person": person, "organization": "acme", "post": "ceo", "manner": "removed"}
    event = {"type": "person.departed", "occurred": occurred, "data": data}
    return {**event, "citations": [CITATION], **more}


def test_from_the_first_event_to_its_correction(connect: Any) -> None:
    reporter, editor = connect("reporter"), connect("editor")
    fact = departed("ada", "2023-11-17", timezone="America/Los_Angeles")

    tried = reporter.post("events/", params={"dry_run": "true"}, json=departed("adda", "2023-11"))
    assert tried.status_code == 422
    first = reporter.post("events/", json={"events": [fact, *INTRODUCTIONS]})
    assert first.status_code == 201
    event, position = first.json()["events"][0]["id"], first.json()["position"]

    changes = {"occurred": "2023-11-17T12:19", "data": {"manner": "asked_to_leave"}}
    said = {"event": event, "reason": "the minutes", "public_note": "The time was wrong."}
    correction = {"type": "event.corrected", "data": {**said, "changes": changes}}
    assert reporter.post("events/", json=correction).status_code == 403
    assert editor.post("events/", json=correction).status_code == 201

    now = editor.get(f"events/{event}/").json()
    assert now["data"]["manner"] == "removed"
    assert now["effective"]["data"]["manner"] == "asked_to_leave"
    assert now["effective"]["occurred"]["earliest"] == "2023-11-17T20:19:00.000000Z"
    assert now["effective"]["occurred"]["latest"] == "2023-11-17T20:19:59.999999Z"
    assert [each["recorded_by"] for each in now["amendments"]] == ["the-editor"]

    before = editor.get(f"events/{event}/", params={"known_at": f"@{position}"}).json()
    assert before["effective"]["data"]["manner"] == "removed"
    assert before["amendments"] == []


def test_many_at_once_leave_one_line_of_positions(connect: Any) -> None:
    editor = connect("editor")
    assert editor.post("events/", json={"events": INTRODUCTIONS}).status_code == 201

    def send(day: int) -> int:
        response = editor.post("events/", json=departed("bob", f"2023-11-{day:02}"))
        assert response.status_code == 201, response.text
        position: int = response.json()["position"]
        return position

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(1, 21))) == list(range(4, 24))

    listed = editor.get("events/", params={"stream": "organization/acme"}).json()["results"]
    assert [each["version"] for each in listed] == list(range(1, 22))


def test_one_key_sent_by_many_at_once_records_once(connect: Any) -> None:
    editor = connect("editor")
    assert editor.post("events/", json={"events": INTRODUCTIONS}).status_code == 201
    headers = {"Idempotency-Key": "the-same"}

    def send(_: int) -> tuple[int, int | None]:
        response = editor.post("events/", json=departed("ada", "2023-11-17"), headers=headers)
        return response.status_code, response.json().get("position")

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(send, range(8)))
    assert (201, 4) in answers
    assert answers <= {(201, 4), (409, None)}
    assert editor.get("events/").json()["known_at"]["position"] == 4
