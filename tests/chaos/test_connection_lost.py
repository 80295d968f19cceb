"""The connection lost while an append commits. Sent again with its key, it is recorded once."""

import time
from itertools import count

import httpx
import pytest

from tests.chaos.load import under_load
from tests.chaos.newsroom import Json, UnderTest, until
from tests.chaos.whole import assert_whole

CUTS = 40
# Web processes' connections, in mid-statement or between two.
APPENDING = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'
"""


def test_database_connections_cut_in_mid_statement(newsroom: UnderTest) -> None:
    """Before, during and after commits, as it comes: those that run are ended all the time."""
    cut = 0
    with under_load(newsroom) as load, newsroom.connect_as_superuser() as superuser:

        def cut_off() -> bool:
            nonlocal cut
            time.sleep(newsroom.chance.uniform(0.0, 0.05))
            cut += len(superuser.execute(APPENDING).fetchall())
            return cut >= CUTS and load.retries > 0

        until(cut_off, f"{CUTS} are cut off, and an append is among them")
        load.until_more(20)
    assert_whole(newsroom)


def test_clients_that_hang_up(newsroom: UnderTest) -> None:
    """The answer never arrives, mostly though the events are recorded."""
    numbers = count(1)
    for _ in range(10):
        number = next(numbers)
        key = f"{newsroom.chance.random()}-{number}"
        event: Json = {
            "type": "organization.introduced",
            "data": {"organization": f"hung-up-{key[2:]}", "name": "Hung Up", "kind": "company"},
            "note": key,
        }
        headers = {"Idempotency-Key": key}
        with pytest.raises(httpx.TimeoutException):
            hastily(newsroom, event, headers)
        newsroom.acknowledged[key] = patiently(newsroom, event, headers)
    assert_whole(newsroom)


def hastily(newsroom: UnderTest, event: Json, headers: dict[str, str]) -> None:
    """Asks again and again, each time with half the patience."""
    patience = newsroom.chance.uniform(0.001, 0.05)
    with newsroom.client() as client:
        for _ in range(1000):
            client.post("events/", json=event, headers=headers, timeout=patience)
            patience /= 2


def patiently(newsroom: UnderTest, event: Json, headers: dict[str, str]) -> Json:
    answers: list[httpx.Response] = []

    def answered() -> bool:
        answers.append(client.post("events/", json=event, headers=headers))
        return answers[-1].status_code != 409  # the one that was hung up on is still under way

    with newsroom.client() as client:
        until(answered, "the event that was hung up on is recorded")
    assert answers[-1].status_code == 201, answers[-1].text
    kept: Json = answers[-1].json()["events"][0]
    return kept
