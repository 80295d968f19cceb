"""What was acknowledged is there after PostgreSQL was stopped at once, with nothing flushed.

The server's own background flush is put off, so that an append that did not wait for its own would
be lost; the second case takes that wait away and sees to it that the first can fail.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from django.db import OperationalError, connection
from pytest_django import DjangoDbBlocker

from events.log.append import append
from events.log.privileges import grant
from events.log.read import stream_log
from events.log.verify import verify
from events.sql import script
from newsroom.development.servers import EmbeddedServers
from tests.integration.events.crowd import crowd
from tests.integration.events.making import new_event

PROCESSES = 4
ENOUGH = 300  # acknowledged appends
NO_FLUSH = "CREATE OR REPLACE FUNCTION events_flush() RETURNS void LANGUAGE sql AS ''"
Acknowledged = dict[int, str]


@pytest.fixture
def server() -> Iterator[EmbeddedServers]:
    """Not in pytest's folders: as root, another pytest would close them to PostgreSQL again."""
    settings = {"wal_writer_delay": "10s", "wal_writer_flush_after": "1GB"}
    with (
        TemporaryDirectory(prefix="newsroom-durability-") as folder,
        EmbeddedServers(Path(folder), valkey=False, settings=settings) as started,
    ):
        yield started


@pytest.fixture
def log_on_server(
    server: EmbeddedServers,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Django's connection leads to a log on that server."""
    address = psycopg.conninfo.conninfo_to_dict(server.addresses.database_url)
    with django_db_blocker.unblock():
        connection.close()
        for name, key in (("NAME", "dbname"), ("USER", "user"), ("HOST", "host")):
            monkeypatch.setitem(connection.settings_dict, name, str(address[key]))
        monkeypatch.setitem(connection.settings_dict, "PORT", "")
        with connection.cursor() as cursor:
            for name in ("tables.sql", "immutable.sql", "mentions.sql", "append.sql"):
                cursor.execute(script(name))
        grant()
        yield
        connection.close()


def append_until_cut_off(number: int, report: Connection) -> None:
    try:
        while True:
            [event] = append([new_event(f"stream-{number}")], recorded_by=str(number)).events
            report.send((event["position"], event["id"]))
    except OperationalError:
        return


def receive(reports: list[Connection], on_enough: Callable[[], None]) -> Acknowledged:
    acknowledged: Acknowledged = {}
    waiting = list(reports)
    enough = False
    while waiting:
        ready = wait(waiting)
        for report in [report for report in waiting if report in ready]:
            try:
                position, event = report.recv()
            except EOFError:
                waiting.remove(report)
                continue
            acknowledged[position] = event
        if len(acknowledged) >= ENOUGH and not enough:
            enough = True
            on_enough()
    return acknowledged


def append_and_crash(server: EmbeddedServers) -> Acknowledged:
    def stop_at_once() -> None:
        assert server.postgres.child is not None
        server.postgres.child.send_signal(signal.SIGQUIT)

    with crowd(PROCESSES, append_until_cut_off) as reports:
        acknowledged = receive(reports, stop_at_once)
    assert server.postgres.child is not None
    server.postgres.child.wait(60)
    server.postgres.start()
    return acknowledged


@pytest.mark.slow
@pytest.mark.usefixtures("log_on_server")
def test_a_crash_loses_nothing_that_was_acknowledged(server: EmbeddedServers) -> None:
    acknowledged: Acknowledged = {}
    for _ in range(3):
        acknowledged |= append_and_crash(server)
        kept = {event.position: str(event.id) for event in stream_log()}
        assert acknowledged.items() <= kept.items()
        assert verify() is None


@pytest.mark.slow
@pytest.mark.usefixtures("log_on_server")
def test_without_the_flush_it_would(server: EmbeddedServers) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute(NO_FLUSH)
    # Once at least: now and then the server has just flushed by itself.
    assert any(loses_something(server) for _ in range(3))


def loses_something(server: EmbeddedServers) -> bool:
    acknowledged = append_and_crash(server)
    kept = {event.position: str(event.id) for event in stream_log()}
    assert verify() is None
    return not acknowledged.items() <= kept.items()
