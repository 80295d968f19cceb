"""A worker that hangs in the middle of a statement does not hold its slice for good."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from newsroom.connections import runtime_role
from stories import tasks
from stories.engine import checkpoints, hung
from stories.engine.advance import advance, advance_once
from tests.integration.stories.engine.conftest import appointment

PATIENCE = 60
LOCK = "SELECT FROM stories_checkpoint WHERE projection = 'tenures' FOR UPDATE"

WAITING = """
SELECT pid FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Client'
AND query_start < clock_timestamp() - interval '1 millisecond'
"""


@pytest.fixture
def worker(empty_log: None) -> Iterator[psycopg.Connection]:
    """Another session of the same user, in a transaction that holds the slice of tenures."""
    checkpoints.enter_projections()
    with another_session() as other:
        other.execute(LOCK)
        yield other
        other.close()


@pytest.fixture(autouse=True)
def as_in_production(worker: psycopg.Connection) -> Iterator[None]:
    """In the restricted role, which may not end a session by itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(runtime_role())}")
        yield
        cursor.execute("RESET ROLE")


def another_session() -> psycopg.Connection:
    known = {"dbname", "user", "password", "host", "port"}
    parameters = connection.get_connection_params()
    return psycopg.connect(**{name: parameters[name] for name in known & parameters.keys()})


def patience(seconds: float) -> override_settings:
    return override_settings(NEWSROOM_TRANSACTION_IDLE_SECONDS=seconds)


def held() -> bool:
    return advance_once("tenures", 0, checkpoints.live_generation("tenures")) is None


def hang_in_a_copy(worker: psycopg.Connection) -> None:
    """PostgreSQL waits for rows that do not come, and has for longer than a millisecond."""
    worker.pgconn.exec_(b"COPY stories_parkedtrack (projection) FROM STDIN")
    deadline = time.monotonic() + PATIENCE
    with another_session() as observer:
        while not observer.execute(WAITING, [worker.info.backend_pid]).fetchone():
            assert time.monotonic() < deadline, "it does not wait"
            observer.rollback()  # what is seen of sessions stays the same within a transaction


def test_whoever_hangs_in_a_copy_is_ended(worker: psycopg.Connection) -> None:
    hang_in_a_copy(worker)
    assert held()
    with patience(0.001):
        tasks.tidy()
    until_free()
    assert not held()


def test_who_hangs_for_a_shorter_time_than_the_patience_is_left(worker: psycopg.Connection) -> None:
    hang_in_a_copy(worker)
    with patience(3600):
        assert hung.end_hung_sessions() == 0
    assert held()


def test_without_a_patience_nobody_is_ended(worker: psycopg.Connection) -> None:
    hang_in_a_copy(worker)
    with patience(0):
        assert hung.end_hung_sessions() == 0
    assert held()


def test_who_copies_but_holds_no_slice_is_left(worker: psycopg.Connection) -> None:
    worker.rollback()
    hang_in_a_copy(worker)
    with patience(0.001):
        assert hung.end_hung_sessions() == 0


def test_what_the_hung_one_held_is_taken_up(
    tell: Callable[..., int], worker: psycopg.Connection
) -> None:
    hang_in_a_copy(worker)
    position = tell(appointment("sam-altman", "2019-03"))
    assert advance("tenures") == 0
    with patience(0.001):
        assert hung.end_hung_sessions() == 1
    until_free()
    assert advance("tenures") == position


def until_free() -> None:
    """Waits for the lock, which the ended session lets go of when its process is gone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
        cursor.execute(LOCK)
        cursor.execute("RESET lock_timeout")
