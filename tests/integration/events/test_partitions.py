"""A log in partitions is the same log."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from events.log import partitions, read, verify
from events.log.append import DuplicateEventId, VersionConflict, append
from newsroom.connections import runtime_role
from tests.integration.events.making import new_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(empty_log: None, transactional: None) -> list[str]:
    return [append_one(f"stream-{number % 3}") for number in range(20)]


@pytest.fixture
def transactional(empty_log: None) -> Iterator[None]:
    """What is done to the tables is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def append_one(stream: str) -> str:
    [event] = append([new_event(stream)], recorded_by="tests").events
    return str(event["id"])


def cut_at_20_and_30() -> None:
    assert partitions.cut(20, room=5) is not None
    for number in range(10):
        append_one(f"stream-{number % 3}")
    closed = partitions.cut(5, room=2)
    assert closed is not None
    assert (closed.table, closed.first, closed.end) == ("events_event_26_32", 26, 33)
    append_one("stream-0")


def test_positions_versions_and_hashes_go_on_across_partitions() -> None:
    cut_at_20_and_30()
    assert [(one.first, one.end) for one in partitions.partitions()] == [
        (1, 26),
        (26, 33),
        (33, None),
    ]
    events = list(read.stream_log())
    assert [event.position for event in events] == list(range(1, 32))
    of_stream = [event.version for event in events if event.stream == "stream-0"]
    assert of_stream == list(range(1, len(of_stream) + 1))
    assert verify.verify() is None
    assert read.head() == 31


def test_what_is_appended_next_lies_in_the_partition_with_room_and_then_in_the_tail() -> None:
    cut_at_20_and_30()
    for _ in range(3):
        append_one("stream-1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text, position FROM events_event ORDER BY 2")
        places = {position: table for table, position in cursor.fetchall()}
    assert places[25] == "events_event_1_25"
    assert places[32] == "events_event_26_32"
    assert places[33] == "events_event_tail"


def test_the_limit_of_a_cut_that_was_stopped_half_way_is_forgotten() -> None:
    assert partitions.cut(21) is None
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE events_event_tail ADD CONSTRAINT events_event_1_22_positions"
            " CHECK (position < 23) NOT VALID"
        )
    assert partitions.cut(20, room=8) is not None
    for _ in range(10):
        append_one("stream-0")
    assert read.head() == 30


def test_it_is_forgotten_also_where_there_is_nothing_to_cut_by_now() -> None:
    assert partitions.cut(21) is None
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE events_event_tail ADD CONSTRAINT events_event_1_20_positions"
            " CHECK (position < 21) NOT VALID"
        )
    assert partitions.cut(21) is None
    append_one("stream-0")


@pytest.mark.parametrize("step", ["VALIDATE", "DETACH"])
def test_a_cut_that_is_interrupted_leaves_no_limit_behind(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """It would refuse whatever is appended once the room is used up."""
    run = partitions._run

    def interrupted(statement: str, *parts: Any) -> None:
        if step in statement:
            raise KeyboardInterrupt
        run(statement, *parts)

    with monkeypatch.context() as stopped:
        stopped.setattr(partitions, "_run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            partitions.cut(20, room=1)
    for _ in range(3):
        append_one("stream-0")
    assert read.head() == 23


def test_they_are_told_in_order_whichever_was_attached_last() -> None:
    cut_at_20_and_30()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DETACH PARTITION events_event_1_25")
        cursor.execute(
            "ALTER TABLE events_event ATTACH PARTITION events_event_1_25"
            " FOR VALUES FROM (1) TO (26)"
        )
    assert [one.first for one in partitions.partitions()] == [1, 26, 33]


def test_a_tenth_more_fits_if_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "LEAST_ROOM", 1)
    closed = partitions.cut(20)
    assert closed is not None
    assert (closed.first, closed.end) == (1, 23)


def test_a_cut_that_fails_leaves_the_log_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise DatabaseError("no role may be granted anything")

    assert partitions.cut(21) is None
    with monkeypatch.context() as broken:
        broken.setattr(partitions, "grant", refused)
        with pytest.raises(DatabaseError, match="granted"):
            partitions.cut(20, room=5)
    assert [one.table for one in partitions.partitions()] == ["events_event_tail"]
    append_one("stream-0")
    assert [event.position for event in read.stream_log()] == list(range(1, 22))
    assert partitions.cut(20, room=5) is not None


@pytest.fixture
def dump(transactional: None) -> Iterator[None]:
    """Somebody reads the log for hours, such as a backup."""
    session = connection.copy()
    session.set_autocommit(False)
    with session.cursor() as cursor:
        cursor.execute("LOCK TABLE events_event IN ACCESS SHARE MODE")
    yield
    session.close()


@pytest.mark.usefixtures("dump")
def test_who_reads_for_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that comes after would wait as well, and appends do."""
    monkeypatch.setattr(partitions, "LOCK_TIMEOUT", "10ms")
    with pytest.raises(CommandError, match="try again later") as refused:
        call_command("partition_log", "--every", "20")
    assert refused.value.returncode == 1
    assert partitions.partitions() == []
    append_one("stream-0")


def test_too_few_events_are_not_cut() -> None:
    assert partitions.cut(21) is None
    assert [one.table for one in partitions.partitions()] == ["events_event_tail"]


def test_an_id_is_refused_in_whatever_partition_it_is(told: list[str]) -> None:
    cut_at_20_and_30()
    again = new_event("stream-9")
    again.id = again.root = next(read.stream_log()).id
    with pytest.raises(DuplicateEventId):
        append([again], recorded_by="tests")


def test_an_expected_version_is_that_of_all_partitions() -> None:
    cut_at_20_and_30()
    late = new_event("stream-0")
    late.expected_version = 1
    with pytest.raises(VersionConflict):
        append([late], recorded_by="tests")


@pytest.mark.parametrize("table", ["events_event", "events_event_1_25", "events_event_tail"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET type = 'x'", "DELETE FROM {}", "TRUNCATE {}"],
)
def test_no_partition_can_be_changed(table: str, statement: str) -> None:
    cut_at_20_and_30()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.parametrize("table", ["events_event", "events_event_1_25", "events_event_tail"])
def test_the_runtime_role_only_reads_them(table: str) -> None:
    cut_at_20_and_30()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {runtime_role()}")
        cursor.execute(f"SELECT count(*) FROM {table}")
        insert = f"INSERT INTO {table} SELECT * FROM events_event LIMIT 1"
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(insert)
        append([new_event("stream-7")], recorded_by="tests")


def test_the_runtime_role_goes_on_where_there_was_nothing_to_cut() -> None:
    assert partitions.cut(21) is None
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {runtime_role()}")
        cursor.execute("SELECT count(*) FROM events_event")
        assert cursor.fetchone() == (20,)
    append([new_event("stream-7")], recorded_by="tests")


def test_the_command_says_what_there_is() -> None:
    told = StringIO()
    call_command("partition_log", "--every", "20", stdout=told)
    lines = told.getvalue().splitlines()
    assert lines[0] == "Closed events_event_1_10020."
    assert [line.split("  ")[0] for line in lines[1:]] == [
        "events_event_1_10020",
        "events_event_tail",
    ]
    told = StringIO()
    call_command("partition_log", stdout=told)
    assert told.getvalue().startswith("Nothing to do before 10,000,000 events.")


def test_the_command_says_that_the_log_is_whole() -> None:
    told = StringIO()
    call_command("partition_log", "--list", stdout=told)
    assert told.getvalue() == "The log is one table: there are no partitions.\n"


def test_a_size_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="above 0"):
        call_command("partition_log", "--every", "0")
