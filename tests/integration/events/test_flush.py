"""Whoever is answered waits for the flush, and only who needs to; the session stays as it was."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection, transaction
from psycopg.errors import Diagnostic

from events.log.append import Idempotency, VersionConflict, append, replay
from events.sql import script
from tests.integration.events.making import new_event

KEY = Idempotency(key="k-1", caller="desk", digest=b"body")
FLUSH = """
CREATE OR REPLACE FUNCTION events_flush() RETURNS void LANGUAGE plpgsql
AS $$ BEGIN RAISE NOTICE 'flushed'; END $$
"""


@pytest.fixture
def flushes(empty_log: None) -> Iterator[list[str]]:
    """A word for every flush that was waited for."""
    told: list[str] = []

    def note(notice: Diagnostic) -> None:
        told.append(str(notice.message_primary))

    connection.ensure_connection()
    connection.connection.add_notice_handler(note)
    with connection.cursor() as cursor:
        cursor.execute(FLUSH)
        yield told
        cursor.execute(script("append.sql"))
    connection.connection.remove_notice_handler(note)


def test_who_is_answered_waits_for_the_flush(flushes: list[str]) -> None:
    append([new_event()], recorded_by="ada", idempotency=KEY)
    assert flushes == ["flushed"]


def test_who_is_answered_again_waits_too(flushes: list[str]) -> None:
    """The first answer may have been committed a moment ago and not be on disk yet."""
    first = append([new_event()], recorded_by="ada", idempotency=KEY)
    flushes.clear()
    assert append([new_event()], recorded_by="ada", idempotency=KEY) == replace(
        first, replayed=True
    )
    assert flushes == ["flushed"]
    replay(KEY)
    assert flushes == ["flushed"] * 2


def test_who_is_refused_does_not(flushes: list[str]) -> None:
    with pytest.raises(VersionConflict):
        append([new_event(expected_version=7)], recorded_by="ada")
    assert flushes == []


def test_a_session_that_does_not_wait_for_its_commits_waits_for_this(empty_log: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SELECT events_flush()")
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_nor_does_it_wait_less_for_an_append_in_a_transaction(empty_log: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        append([new_event()], recorded_by="ada")
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_the_session_goes_on_to_commit_as_it_did(empty_log: None) -> None:
    append([new_event()], recorded_by="ada")
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
