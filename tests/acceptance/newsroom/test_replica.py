"""A newsroom whose views are read from a streaming replica, which a test holds back at will."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from events.log.snapshot import SNAPSHOT
from newsroom.development.private import Newsroom, private_newsroom
from newsroom.development.servers import EmbeddedServers
from newsroom.development.servers.postgres import Postgres
from tests.acceptance.conftest import client_of
from tests.clusters import as_superuser, base_backup, beside
from tests.newsrooms import OURS, UNHURRIED

pytestmark = pytest.mark.slow
PATIENCE = 60
WAIT = 5.0
"""Of which a tenth goes by until the replica is let go: the rest is for a machine that stalls."""
Json = dict[str, Any]


class Pair:
    """Primary, replica, and the newsroom on both."""

    def __init__(self, primary: Postgres, replica: Postgres, newsroom: Newsroom) -> None:
        self.primary, self.replica, self.newsroom = primary, replica, newsroom
        self.client = client_of(newsroom, newsroom.api_key)

    @contextmanager
    def held_back(self) -> Iterator[Callable[[], None]]:
        """The replica takes up nothing more until it is let go."""
        as_superuser(self.replica, "SELECT pg_wal_replay_pause()")
        deadline = time.monotonic() + PATIENCE
        state = "SELECT pg_get_wal_replay_pause_state()"
        while as_superuser(self.replica, state) != [("paused",)]:
            assert time.monotonic() < deadline, "the replica does not pause"
            time.sleep(0.05)

        def let_go() -> None:
            as_superuser(self.replica, "SELECT pg_wal_replay_resume()")

        try:
            yield let_go
        finally:
            let_go()

    def introduce(self, slug: str) -> int:
        data = {"organization": slug, "name": slug.title(), "kind": "company"}
        event = {"type": "organization.introduced", "data": data}
        answer = self.client.post("events/", json=event)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["position"])

    def until_projected(self, position: int) -> None:
        """On the primary, where the workers write."""
        reached = "SELECT min(position) FROM stories_checkpoint"
        deadline = time.monotonic() + PATIENCE
        while int(str(as_superuser(self.primary, reached)[0][0])) < position:
            assert time.monotonic() < deadline, self.newsroom.said()
            time.sleep(0.05)

    def ask(self, slug: str, **parameters: Any) -> httpx.Response:
        return self.client.get(
            f"organizations/{slug}/", params={"as_of": "2024-01-01", **parameters}
        )


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with ExitStack() as stack:
        place = Path(tempfile.mkdtemp(prefix="newsroom-replica-"))
        stack.callback(shutil.rmtree, place)
        servers = stack.enter_context(EmbeddedServers(place / "one", settings={"fsync": "off"}))
        standby = base_backup(
            *(servers.postgres, place / "standby"),
            *("--checkpoint=fast", "--write-recovery-conf", "--wal-method=stream"),
        )
        replica = stack.enter_context(beside(standby, {"fsync": "off"}))
        addresses = {
            "DATABASE_URL": servers.addresses.database_url,
            "REDIS_URL": servers.addresses.redis_url,
            "DATABASE_REPLICA_URL": replica.url,
            "NEWSROOM_READ_WAIT_SECONDS": str(WAIT),
        }
        with pytest.MonkeyPatch.context() as environment:
            for name in OURS:
                environment.delenv(name, raising=False)
            newsroom = stack.enter_context(
                private_newsroom({**UNHURRIED, **addresses}, own_servers=False)
            )
        made = Pair(servers.postgres, replica, newsroom)
        stack.callback(made.client.close)
        yield made


def test_it_is_a_replica(pair: Pair) -> None:
    assert as_superuser(pair.replica, "SELECT pg_is_in_recovery()") == [(True,)]
    assert "DATABASE_REPLICA_URL" not in os.environ


def test_views_are_read_from_it_and_at_least_waits_for_it(pair: Pair) -> None:
    with pair.held_back() as let_go:
        position = pair.introduce("acme")
        pair.until_projected(position)
        old = pair.ask("acme")
        assert (old.status_code, old.json()["known"]) == (200, False)
        assert old.json()["known_at"]["position"] < position

        start = time.monotonic()
        behind = pair.ask("acme", at_least=position)
        assert behind.status_code == 503
        assert int(behind.headers["Retry-After"]) >= 1
        assert time.monotonic() - start >= WAIT

        threading.Timer(WAIT / 10, let_go).start()
        fresh = pair.ask("acme", at_least=position)
    assert fresh.status_code == 200
    assert fresh.json()["organization"]["name"] == "Acme"
    assert fresh.json()["known_at"]["position"] >= position


def test_a_pinned_position_waits_too_and_one_that_is_none_is_still_refused(pair: Pair) -> None:
    with pair.held_back() as let_go:
        position = pair.introduce("initech")
        pair.until_projected(position)
        assert pair.ask("initech", known_at=f"@{position}").status_code == 503
        refused = pair.ask("initech", known_at=f"@{position + 1000}")
        assert refused.status_code == 400
        assert f"@{position}" in refused.text, "it tells where the log ends, not the replica"
        threading.Timer(WAIT / 10, let_go).start()
        answer = pair.ask("initech", known_at=f"@{position}")
    assert answer.status_code == 200
    assert answer.json()["known_at"]["position"] == position
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_answer_for_an_instant_never_changes(pair: Pair) -> None:
    """A replica does not know what was recorded by then and has not come yet: nobody is told less
    than was known."""
    with pair.held_back() as let_go:
        position = pair.introduce("globex")
        pair.until_projected(position)
        [(instant,)] = as_superuser(
            pair.primary,
            "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', "
            '\'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')',
        )
        assert pair.ask("globex", known_at=instant).status_code == 503
        let_go()
        first = pair.ask("globex", known_at=instant, at_least=position)
    pair.until_projected(pair.introduce("later"))
    again = pair.ask("globex", known_at=instant)
    assert first.json()["known_at"]["position"] == position
    assert again.json() == first.json()


def test_who_was_never_introduced_is_still_404(pair: Pair) -> None:
    with pair.held_back():
        assert pair.ask("nobody-of-this-name").status_code == 404


def test_a_list_is_read_from_it_also_while_it_is_sent(pair: Pair) -> None:
    with pair.held_back():
        position = pair.introduce("hooli")
        pair.until_projected(position)
        assert "hooli" not in pair.client.get("organizations.csv").text
    answer = pair.client.get("organizations.csv", params={"at_least": position})
    assert "hooli" in answer.text


def test_a_revoked_key_is_refused_at_once(pair: Pair) -> None:
    """Keys and rights are read from the primary alone, those of whom is known again, too."""
    assert pair.ask("acme").status_code == 200
    with pair.held_back():
        as_superuser(pair.primary, "UPDATE access_apikey SET revoked = true")
        assert pair.ask("acme").status_code == 401
        as_superuser(pair.primary, "UPDATE access_apikey SET revoked = false")


def test_events_are_appended_and_read_at_the_primary(pair: Pair) -> None:
    with pair.held_back():
        position = pair.introduce("umbrella")
        listed = pair.client.get("events/", params={"order": "desc", "limit": 1}).json()
        assert listed["results"][0]["position"] == position


def test_readiness_counts_the_replicas_delay(pair: Pair) -> None:
    answer = httpx.get(f"{pair.newsroom.url}/readyz", timeout=PATIENCE)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_that_a_standby_says_the_same_twice_is_not_told_by_its_snapshot(pair: Pair) -> None:
    """It does not list what is under way; so where the views are is read anew each time there."""
    [[on_primary]], [[on_replica]] = (
        as_superuser(server, f"SELECT {SNAPSHOT}") for server in (pair.primary, pair.replica)
    )
    assert on_primary
    assert on_replica is None
