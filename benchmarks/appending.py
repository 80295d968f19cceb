"""Appending, one event per commit and durable, against raw INSERT and the `eventsourcing` package.

    python benchmarks/appending.py [--short] [--json FILE]

Each writer is a process with one connection. The limit is a plain INSERT of the same rows into
tables of the same columns and indexes, by psycopg, without order, chain or checks.

The slow disk is PostgreSQL's own `commit_delay`, with `commit_siblings` at 0: whoever flushes waits
2 ms before, for all of them alike. (Commits that come within the wait go with that flush; on a real
disk they would wait for the next.) The background flush is put off throughout, so that nobody finds
the work done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg

from benchmarks import _append_ways as ways
from benchmarks._measuring import Report, finish, options, rounds
from benchmarks._newsroom import servers
from benchmarks._writers import Open, rate

SETTINGS = {"wal_writer_delay": "10s", "wal_writer_flush_after": "1GB", "max_connections": "300"}
FLUSH_MILLISECONDS = 2
BATCH = 100
RAW, OURS = "raw INSERT", "append"
LIBRARY, WITH_FUNCTIONS = "eventsourcing save()", "eventsourcing save(), its functions"
SINGLES: Mapping[str, Open] = {
    RAW: ways.raw,
    OURS: ways.appended,
    LIBRARY: partial(ways.saved, functions=False),
    WITH_FUNCTIONS: partial(ways.saved, functions=True),
}
BATCHES: Mapping[str, Open] = {
    "COPY": partial(ways.copied, BATCH),
    "append, 100 at once": partial(ways.appended, BATCH),
}


def superuser(*statements: str) -> None:
    address = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_URL"]) | {"user": "postgres"}
    with psycopg.connect(**address, autocommit=True) as connection:  # type: ignore[arg-type]
        for statement in statements:
            connection.execute(statement.encode())


def prepare_library() -> None:
    """Its tables, which it makes when it is first used; in a process whose connections end."""
    for functions in (False, True):
        rate(partial(ways.saved, functions=functions, create=True), 1, 0.0)


def slow_flush(milliseconds: int) -> None:
    superuser(
        f"ALTER SYSTEM SET commit_delay = {milliseconds * 1000}",
        "ALTER SYSTEM SET commit_siblings = 0",
        "SELECT pg_reload_conf()",
    )


def race(
    report: Report,
    contenders: Mapping[str, Open],
    told: str,
    connections: int,
    count: int,
    seconds: float,
    bars: Mapping[str, float],
) -> dict[str, list[float]]:
    """Adds what was found to the report; the first contender is the limit."""

    def named(name: str) -> str:
        return f"{name}, {told}"

    runs: dict[str, Callable[[], float]] = {
        named(name): partial(rate, open_, connections, seconds)
        for name, open_ in contenders.items()
    }
    found = rounds(runs, count, say=lambda line: print(f"{told}: {line}"))
    report.compare(
        found,
        unit="events/s",
        limit=next(iter(found)),
        bars={named(name): bar for name, bar in bars.items()},
    )
    return {name: found[named(name)] for name in contenders}


def against_library(report: Report, found: Mapping[str, list[float]], connections: int) -> None:
    report.compare(
        {
            f"save() with {connections} as the limit": found[LIBRARY],
            f"append beside save() with {connections}": found[OURS],
        },
        unit="events/s",
        limit=f"save() with {connections} as the limit",
        bars={f"append beside save() with {connections}": 4.0},
    )


def main() -> int:
    given = options(__doc__.splitlines()[0]).parse_args()
    count, seconds = (2, 0.7) if given.short else (7, 2.0)
    report = Report("appending", "Appending, one event per commit, durable")
    with servers(SETTINGS):
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        django.setup()
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            connection.execute(ways.RAW_TABLES.encode())
            for schema in ("with_functions", "without_functions"):
                connection.execute(f"CREATE SCHEMA {schema}".encode())
        prepare_library()
        for connections in (8,) if given.short else (1, 8, 16):
            told = f"{connections} connection{'s' * (connections > 1)}"
            bars = {} if connections == 1 else {OURS: 0.5}
            found = race(report, SINGLES, told, connections, count, seconds, bars)
            against_library(report, found, connections)
        slow_flush(FLUSH_MILLISECONDS)
        for connections in (8,) if given.short else (1, 8, 16):
            told = f"{connections} connection{'s' * (connections > 1)}, 2 ms a flush"
            bars = {} if connections == 1 else {OURS: 0.8}
            race(report, SINGLES, told, connections, count, seconds, bars)
        slow_flush(0)
        for connections in (1,) if given.short else (1, 8):
            told = f"{connections} connection{'s' * (connections > 1)}"
            race(report, BATCHES, told, connections, count, seconds, {})
    return finish(report, given)


if __name__ == "__main__":
    sys.exit(main())
