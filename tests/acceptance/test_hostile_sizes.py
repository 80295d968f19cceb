"""Sizes that nobody needs, sent all the same: refused or served, in bounded time."""

import time

import httpx
import pytest

from newsroom.development.private import Newsroom
from tests.acceptance.conftest import client_of
from tests.acceptance.desk import CITATION, Desk, Json

MEMBERS = 10_000
BATCH = 1_000
MOST_SECONDS = 120.0  # of a machine that others use as well


@pytest.mark.slow
def test_a_board_of_ten_thousand(desk: Desk) -> None:
    desk.known()
    people = [f"member-{number}" for number in range(MEMBERS)]
    for first in range(0, MEMBERS, BATCH):
        desk.send(*(desk.person(name) for name in people[first : first + BATCH]))
    members = [{"person": desk.slug(name)} for name in people]
    report = desk.fact(
        "board.reported", "2024-01-01", organization="acme", members=members, complete=True
    )
    began = time.monotonic()
    answer = desk.post(report)
    if answer.status_code == 422:  # a bound that is told is an answer, too
        assert answer.json()["errors"][0]["pointer"].startswith("/data/members")
        return
    assert answer.status_code == 201, answer.text[:500]
    position = answer.json()["position"]
    board = f"organizations/{desk.slug('acme')}/board/"
    desk.position = position
    found = served(desk, board)
    assert found.json()["size"]["certain"] == MEMBERS
    assert time.monotonic() - began < MOST_SECONDS


def served(desk: Desk, path: str, as_of: str | None = None) -> httpx.Response:
    """Once the views have got there: until then it is told that they have not."""
    deadline = time.monotonic() + MOST_SECONDS
    while (answer := desk.get(path, as_of=as_of)).status_code == 503:
        assert time.monotonic() < deadline, answer.text
    assert answer.status_code == 200, answer.text[:500]
    return answer


def test_a_thousand_events_and_one_more(desk: Desk) -> None:
    people = [desk.person(f"one-of-many-{number}") for number in range(BATCH + 1)]
    assert desk.post(*people).status_code == 422
    began = time.monotonic()
    assert desk.post(*people[:BATCH]).status_code == 201
    assert time.monotonic() - began < MOST_SECONDS


@pytest.mark.parametrize(
    ("key", "size", "status"), [(None, 11 * 2**20, 413), ("no.key", 2**20, 401)]
)
def test_the_request_after_a_body_that_nobody_read(
    newsroom: Newsroom, key: str | None, size: int, status: int
) -> None:
    """It used to fail on the same connection, which the answer before had said to keep."""
    content = {"Content-Type": "application/json"}
    with client_of(newsroom, key or newsroom.api_key) as client:
        for _ in range(8):
            answer = client.post("events/", content=b" " * size, headers=content)
            assert answer.status_code == status
            assert answer.headers["connection"] == "close"
            assert client.get("event-types/").status_code in (200, status)


@pytest.mark.parametrize(
    "occurred",
    ["0001", "0001-01-01T00:00:00Z", "9999", "9999-12-31T23:59:59Z", "[..0001]", "[0001..9999]"],
)
def test_first_and_last_year(desk: Desk, occurred: str) -> None:
    """Recorded and answered, or refused with its field named."""
    desk.known("ada")
    event = desk.fact(
        "person.appointed", occurred, person="ada", organization="acme", post="director"
    )
    answer = desk.post(event)
    if answer.status_code == 422:
        assert {error["pointer"] for error in answer.json()["errors"]} == {"/occurred"}
        return
    assert answer.status_code == 201, answer.text
    desk.position = answer.json()["position"]
    for as_of in (None, "0001-01-01", "2024-01-01", "9999-12-31"):
        served(desk, f"organizations/{desk.slug('acme')}/board/", as_of)


@pytest.mark.parametrize(
    "number", ["1" * 400, "-1", "1e999999999", "NaN", "0." + "0" * 5_000 + "1", "１２"]
)
def test_amounts(desk: Desk, editor: httpx.Client, number: str) -> None:
    desk.send(desk.organization("giver"), desk.organization("taker"))
    data: Json = {
        "investor": desk.slug("giver"),
        "recipient": desk.slug("taker"),
        "amount": {"value": number, "currency": "USD", "qualifier": "exact"},
    }
    event = {"type": "investment.made", "occurred": "2020", "data": data, "citations": [CITATION]}
    answer = editor.post("events/", params={"dry_run": "true"}, json=event)
    assert answer.status_code == 422, answer.text[:300]
    assert answer.json()["errors"][0]["pointer"] == "/data/amount/value"
