from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction

from events.log.append import (
    Appended,
    Idempotency,
    KeyInFlight,
    KeyMismatch,
    VersionConflict,
    append,
    replay,
)
from events.log.read import APPEND_LOCK, head
from tests.integration.events.conftest import Connect
from tests.integration.events.making import new_event

pytestmark = pytest.mark.usefixtures("empty_log")
KEY = Idempotency(key="k-1", caller="desk", digest=b"body")


def test_the_same_request_gets_the_first_answer() -> None:
    first = append([new_event(), new_event()], recorded_by="ada", idempotency=KEY)
    append([new_event()], recorded_by="ada")
    again = append([new_event(), new_event()], recorded_by="ada", idempotency=KEY)

    assert again == replace(first, replayed=True)
    assert replay(KEY) == again
    assert head() == 3
    for answer in (again, replay(KEY)):
        assert answer is not None
        assert [list(event) for event in answer.events] == [list(event) for event in first.events]


def test_another_body_under_the_key_is_refused() -> None:
    append([new_event()], recorded_by="ada", idempotency=KEY)
    other = replace(KEY, digest=b"another body")

    with pytest.raises(KeyMismatch):
        append([new_event()], recorded_by="ada", idempotency=other)
    with pytest.raises(KeyMismatch):
        replay(other)
    assert head() == 1


def test_a_key_belongs_to_its_caller() -> None:
    append([new_event()], recorded_by="ada", idempotency=KEY)
    other = replace(KEY, caller="wire")

    assert replay(other) is None
    assert append([new_event()], recorded_by="bob", idempotency=other).position == 2


def test_a_refused_request_leaves_its_key_free() -> None:
    with pytest.raises(VersionConflict):
        append([new_event(expected_version=3)], recorded_by="ada", idempotency=KEY)

    assert replay(KEY) is None
    assert not append([new_event()], recorded_by="ada", idempotency=KEY).replayed


def test_while_the_first_request_is_under_way_the_key_is_in_flight(
    other_connection: Connect,
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with other_connection() as holder:
            holder.execute(f"SELECT pg_advisory_xact_lock({APPEND_LOCK})")
            under_way = pool.submit(append_elsewhere, KEY)
            wait_for_a_waiting_append()
            with pytest.raises(KeyInFlight):
                append([new_event()], recorded_by="ada", idempotency=KEY)
        answer = under_way.result(timeout=60)

    assert answer.position == 1
    assert append([new_event()], recorded_by="ada", idempotency=KEY) == replace(
        answer, replayed=True
    )


def test_another_caller_s_key_in_flight_is_none_of_ours() -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            append([new_event()], recorded_by="ada", idempotency=KEY)
            theirs = pool.submit(append_elsewhere, replace(KEY, caller="wire"))
            wait_for_a_waiting_append()
        assert theirs.result(timeout=60).position == 2


def append_elsewhere(key: Idempotency) -> Appended:
    try:
        return append([new_event()], recorded_by="ada", idempotency=key)
    finally:
        connection.close()


def wait_for_a_waiting_append() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '60s'")
        cursor.execute(
            """
            DO $$ BEGIN
                WHILE NOT EXISTS (
                    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
                    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
                ) LOOP
                    PERFORM pg_sleep(0.01);
                END LOOP;
            END $$
            """
        )
        cursor.execute("RESET statement_timeout")
