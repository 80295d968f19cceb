from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from events.log import read
from events.log.append import append
from events.log.read import Sought
from events.recorded import RecordedEvent
from tests.integration.events.making import new_event, new_id

pytestmark = pytest.mark.usefixtures("empty_log")


def positions(events: list[RecordedEvent]) -> list[int]:
    return [event.position for event in events]


def test_an_empty_log() -> None:
    assert read.head() == 0
    assert read.read_after(0, 10) == []
    assert list(read.stream_log()) == []
    assert read.event_by_id(new_id()) is None


def test_pages_follow_one_another() -> None:
    append([new_event() for _ in range(5)], recorded_by="ada")

    assert positions(read.read_after(0, 3)) == [1, 2, 3]
    assert positions(read.read_after(3, 3)) == [4, 5]
    assert read.read_after(5, 3) == []


def test_streaming_reads_the_same_as_paging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_READ_AT_ONCE", 3)
    append([new_event(number=n, share=n / 3) for n in range(7)], recorded_by="ada")

    assert list(read.stream_log()) == read.read_after(0, 10)
    assert positions(list(read.stream_log(6, after=1))) == [2, 3, 4, 5, 6]


def test_the_connection_is_free_while_the_log_streams() -> None:
    append([new_event(), new_event()], recorded_by="ada")

    assert [read.head() for _ in read.stream_log()] == [2, 2]


def test_times_are_utc_whatever_the_session_says() -> None:
    append([new_event()], recorded_by="ada")
    with connection.cursor() as cursor:
        cursor.execute("SET timezone = 'Asia/Tokyo'")
        try:
            [paged], [streamed] = read.read_after(0, 1), read.stream_log()
        finally:
            cursor.execute("SET timezone = 'UTC'")

    assert paged.recorded_at.utcoffset() == streamed.recorded_at.utcoffset() == timedelta(0)
    assert paged == streamed


def test_amendments_are_found_by_their_root() -> None:
    original, other = new_event(), new_event()
    append([original, other, new_event("elsewhere", amends=original.id)], recorded_by="ada")

    assert positions(read.events_of_roots([original.id], None)) == [1, 3]
    assert positions(read.events_of_roots([original.id], 2)) == [1]
    assert positions(read.events_by_ids([other.id, original.id])) == [1, 2]
    assert positions(read.amendments_of([original.id, other.id], 3)) == [3]
    assert read.amendments_of([original.id], 2) == []


def test_facts_are_found_by_what_they_mention() -> None:
    original = new_event("openai")
    batch = [original, new_event("tesla"), new_event("microsoft", amends=original.id)]
    append(batch, recorded_by="ada")

    assert read.roots_mentioning([Sought(["microsoft"])], 3) == {original.id}
    assert read.roots_mentioning([Sought(["microsoft"])], 2) == set()
    assert read.roots_mentioning([Sought(["openai", "tesla"])], 3) == {original.id, batch[1].id}
    assert read.roots_mentioning([Sought(["openai"], types=["person.died"])], 3) == set()
    amended = Sought(["openai"], types=["person.died"], amended_by=["event.retracted"])
    assert read.roots_mentioning([amended], 3) == {original.id}
    assert read.roots_mentioning([Sought(["openai"], within=["tesla"])], 3) == set()
    assert read.roots_mentioning([Sought(["openai"], within=["microsoft"])], 3) == {original.id}


def test_several_descriptions_are_one_question() -> None:
    batch = [new_event("openai"), new_event("tesla"), new_event("microsoft")]
    append(batch, recorded_by="ada")

    sought = [Sought(["openai"]), Sought(["microsoft"], types=["person.died"]), Sought(["tesla"])]
    assert read.roots_mentioning(sought, 3) == {batch[0].id, batch[1].id}


def test_events_are_found_by_type_and_by_stream() -> None:
    batch = [new_event(), new_event("tesla", type="entity.merged"), new_event(), new_event()]
    append(batch, recorded_by="ada")

    assert positions(read.events_of_types(["entity.merged"], 4)) == [2]
    assert read.events_of_types(["entity.merged"], 1) == []
    assert positions(read.intervening("organization/openai", 1)) == [3, 4]
    assert positions(read.intervening("organization/openai", 1, 1)) == [3]


def test_rare_types_are_found_without_a_look_at_all_others() -> None:
    """Also by a statement that is planned once for a session, whatever it is asked for."""
    for _ in range(3):
        append([new_event(number=n) for n in range(1000)], recorded_by="ada")
    append([new_event("tesla", type="entity.merged")], recorded_by="ada")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_event, events_mention")
    with transaction.atomic():
        before = looked_at()
        for _ in range(10):
            assert positions(read.events_of_types(["entity.merged"], 3001)) == [3001]
            sought = Sought(["tesla"], ["person.died"], amended_by=["event.disputed"])
            read.roots_mentioning([sought, Sought(["openai"], ["person.departed"])], 3001)
        assert looked_at() - before < 100


def looked_at() -> int:
    """Rows of the log that this session had to look at, in any index too: within a transaction it
    only grows.

    The server takes the counts away between transactions, once a second at most, so that those of
    earlier ones may still be among them or not.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_stat_get_xact_tuples_returned(one)"
            " + pg_stat_get_xact_tuples_fetched(one))"
            " FROM (SELECT CAST('events_event'::regclass AS oid) AS one"
            " UNION SELECT indexrelid FROM pg_index WHERE indrelid = 'events_event'::regclass)"
            " AS those"  # which PostgreSQL 15 wants to have
        )
        return int(cursor.fetchone()[0])


def test_an_instant_is_resolved_to_the_last_position_recorded_by_then() -> None:
    append([new_event() for _ in range(3)], recorded_by="ada")
    times = [read.recorded_at(position) for position in (1, 2, 3)]
    microsecond = timedelta(microseconds=1)

    assert [read.position_at(time) for time in times] == [1, 2, 3]
    assert [read.position_at(time - microsecond) for time in times] == [0, 1, 2]
    assert read.position_at(times[-1] + timedelta(days=1)) == 3


def test_an_instant_waits_for_an_append_that_was_stamped_before_it() -> None:
    """It is not there yet, and will be: else the answer for the instant would change."""
    stamped, go_on = Event(), Event()

    def append_slowly() -> None:
        with transaction.atomic():
            append([new_event()], recorded_by="ada")
            stamped.set()
            go_on.wait(30)
        connection.close()

    def ask() -> int:
        found = read.position_at(datetime.now(UTC) + timedelta(days=1))
        connection.close()
        return found

    with ThreadPoolExecutor() as pool:
        pool.submit(append_slowly)
        assert stamped.wait(30)
        asked = pool.submit(ask)
        while not asked.done() and not somebody_waits():
            pass
        go_on.set()
        assert asked.result(30) == 1


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
        )
        return bool(cursor.fetchall())
