import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError

from events.log.append import Idempotency, append, replay
from events.log.privileges import grant
from events.log.read import head, position_at, read_after, stream_log
from events.log.verify import verify
from tests.integration.events.making import new_event
from tests.settings import EMBEDDED_POSTGRES

pytestmark = pytest.mark.usefixtures("empty_log")

CHANGES = [
    statement.format(table)
    for table in ("events_event", "events_mention", "events_entity")
    for statement in (
        "UPDATE {} SET position = position + 1",
        "UPDATE {} SET position = 1 WHERE false",
        "DELETE FROM {}",
        "TRUNCATE {}",
    )
]


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def recorded(empty_log: None) -> Iterator[None]:
    append([new_event(introduces=("organization", "openai"))], recorded_by="ada")
    yield
    assert verify() is None


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("recorded")
def test_the_owner_cannot_change_the_log(change: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(change)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("recorded")
def test_the_runtime_role_cannot_change_the_log(change: str) -> None:
    with (
        acting_as(settings.NEWSROOM_RUNTIME_ROLE),
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        run(change)


@pytest.mark.skipif(
    EMBEDDED_POSTGRES not in os.environ,
    reason="only the embedded server lets us in as its superuser",
)
@pytest.mark.usefixtures("recorded")
def test_a_superuser_cannot_change_the_log() -> None:
    name = connection.settings_dict["NAME"]
    with psycopg.connect(
        host=connection.settings_dict["HOST"], dbname=name, user="postgres", autocommit=True
    ) as superuser:
        for change in CHANGES:
            with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
                superuser.execute(change)


@pytest.mark.usefixtures("recorded")
def test_the_runtime_role_inserts_through_the_function_only() -> None:
    with acting_as(settings.NEWSROOM_RUNTIME_ROLE):
        for statement in (
            "INSERT INTO events_event SELECT * FROM events_event",
            "INSERT INTO events_mention SELECT * FROM events_mention",
            "INSERT INTO events_entity SELECT * FROM events_entity",
            "INSERT INTO events_idempotencykey VALUES ('a', 'b', '', '{}')",
            "ALTER TABLE events_event DISABLE TRIGGER USER",
            "SELECT * FROM events_event FOR UPDATE",
        ):
            with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
                run(statement)


@pytest.mark.usefixtures("recorded")
def test_the_runtime_role_appends_and_reads() -> None:
    key = Idempotency("k", "desk", b"body")
    with acting_as(settings.NEWSROOM_RUNTIME_ROLE):
        answer = append([new_event()], recorded_by="ada", idempotency=key)
        with transaction.atomic():
            append([new_event()], recorded_by="ada")
        [_, second, third] = read_after(0, 10)
        assert (replay(key) or answer).position == answer.position == second.position
        assert position_at(third.recorded_at) == head() == 3
        assert len(list(stream_log())) == 3
        assert verify() is None


def test_nobody_else_may_append() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_function_privilege('public', f.oid, 'EXECUTE') FROM pg_proc f"
            " WHERE proname IN ('events_append', 'events_append_batch')"
        )
        assert cursor.fetchall() == [(False,), (False,)]


def test_the_function_finds_no_table_but_its_own(tamper: Callable[..., None]) -> None:
    """A temporary table of the caller's must not be taken for the log's."""
    run("CREATE TEMPORARY TABLE events_event (LIKE events_event)")
    try:
        append([new_event()], recorded_by="ada")
    finally:
        run("DROP TABLE pg_temp.events_event")
    assert head() == 1


def test_the_runtime_role_works_with_every_other_table() -> None:
    with acting_as(settings.NEWSROOM_RUNTIME_ROLE):
        group = Group.objects.create(name="testers")
        Group.objects.filter(pk=group.pk).update(name="former testers")
        assert group.delete()[0] == 1


def test_the_runtime_role_works_with_tables_still_to_come() -> None:
    run("CREATE TABLE later (id bigserial PRIMARY KEY, name text)")
    try:
        with acting_as(settings.NEWSROOM_RUNTIME_ROLE):
            run("INSERT INTO later (name) VALUES ('a'); UPDATE later SET name = 'b'")
            run("DELETE FROM later")
    finally:
        run("DROP TABLE later")


def test_granting_twice_changes_nothing() -> None:
    privileges = "SELECT relname, relacl::text FROM pg_class WHERE relacl IS NOT NULL ORDER BY 1"
    with connection.cursor() as cursor:
        cursor.execute(privileges)
        before = cursor.fetchall()
        grant()
        cursor.execute(privileges)
        assert cursor.fetchall() == before


def test_a_role_that_cannot_be_made_is_named(settings: pytest.MonkeyPatch) -> None:
    runtime = settings.NEWSROOM_RUNTIME_ROLE  # type: ignore[attr-defined]
    settings.NEWSROOM_RUNTIME_ROLE = "nobody_made_this"  # type: ignore[attr-defined]
    with acting_as(runtime), pytest.raises(DatabaseError, match="may not create it"):
        grant()
