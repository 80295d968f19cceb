"""A board at a moment: the query, and the whole answer over REST.

    python benchmarks/boards.py [--short] [--json FILE]

The query runs on a million rows of tenures (100,000 organisations), against the best statement that
could be written by hand, with PostgreSQL's buffers warm and empty, and for organisations with 10 to
50,000 rows. The answer is asked for by 1 to 32 clients, against a Django view that does nothing
behind the same middleware and server, and against a WSGI application that does nothing.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import psycopg
from _clients import Client
from _measuring import Report, finish, options, percentile, rounds
from _newsroom import database, manage, servers, web

if TYPE_CHECKING:
    from newsroom.development.servers import EmbeddedServers

COLUMNS = """generation, track, known_from, known_to, digest, start_earliest, start_latest,
    end_earliest, end_latest, organization, person, post, title, body, exclusive, acting,
    start_known, inferred, confidence, disputed, events, start_events, end_events"""
# Tenures of one to four years that follow one another; every fifth was known otherwise before.
FILL = f"""
INSERT INTO stories_tenures ({COLUMNS})
SELECT 1, o, 1, CASE WHEN n %% 5 = 0 THEN 150 END, sha256((o || n)::bytea), b, b,
       b + span, b + span, o, 'person-' || n, 'director', 'Director', 'board', false, false,
       true, false, 'reported', false, ARRAY[md5(o || n)], ARRAY[md5(o || n)], ARRAY[md5(o || n)]
FROM (SELECT '{{prefix}}' || (g / %(each)s) AS o, g %% %(each)s AS n
      FROM generate_series(0, %(rows)s - 1) g) r,
     LATERAL (SELECT timestamptz '1990-01-01' + n * interval '35 years' / %(each)s AS b,
                     interval '4 years' * least(1, 10.0 / %(each)s) AS span) w
"""
# What somebody who knows the data and the index would write: no parameter that could be left out.
BY_HAND = """
SELECT person, post, title, start_earliest, start_latest, end_earliest, end_latest, acting,
       disputed, confidence, events
FROM stories_tenures
WHERE generation = 1 AND organization = %s AND body = 'board'
  AND tstzrange(start_earliest, CASE WHEN end_latest < start_earliest THEN start_earliest
                                     ELSE end_latest END, '[]') @> %s::timestamptz
  AND int8range(known_from, known_to) @> %s::bigint
"""
BOARD = "/api/v1/organizations/openai/board/?as_of="
DAY = "2023-11-17"
AT = datetime(2010, 6, 1, tzinfo=UTC)
POSITION = 100
BAR = ("warm", "p50")


def fill(connection: psycopg.Connection, prefix: str, rows: int, each: int) -> None:
    statement = FILL.replace("{prefix}", prefix)
    connection.execute(statement, {"rows": rows, "each": each})  # type: ignore[call-overload]


class Queries:
    """The same questions asked in two ways; each gives the milliseconds that answers took."""

    def __init__(self, connection: psycopg.Connection, count: int) -> None:
        self.connection = connection
        self.count = count
        self.chance = random.Random(1)

    def by_hand(self, organization: Callable[[], str]) -> list[float]:
        def ask() -> None:
            asked = (organization(), AT, POSITION)
            self.connection.execute(BY_HAND, asked, prepare=True, binary=True).fetchall()

        return self._timed(ask)

    def product(self, organization: Callable[[], str]) -> list[float]:
        from stories.engine.reading import Known
        from stories.views.queries import board_seats

        known = Known(POSITION, AT, {"tenures": 1})
        return self._timed(lambda: board_seats(known, organization(), AT, AT))

    def _timed(self, ask: Callable[[], object]) -> list[float]:
        took = []
        for _ in range(self.count):
            began = time.perf_counter()
            ask()
            took.append((time.perf_counter() - began) * 1000)
        return took


def query(report: Report, embedded: EmbeddedServers, *, rows: int, asked: int, count: int) -> None:
    """Warm, then each time after PostgreSQL was started anew, with its buffers empty."""
    sizes = [size for size in (10, 1_000, 50_000) if size <= rows]
    with connected() as connection:
        fill(connection, "house-", rows, 10)
        for size in sizes:
            fill(connection, f"history-{size}-", size, size)
        connection.execute("VACUUM ANALYZE stories_tenures")
        ways = Queries(connection, asked)
        compare(report, "warm", [taken(ways, rows) for _ in range(count + 1)][1:])
        growth = {
            f"board of an organisation with {size:,} rows": [
                median(ways.product(partial("history-{}-0".format, size))) for _ in range(count)
            ]
            for size in sizes
        }
    cold = []
    for _ in range(count):
        embedded.postgres.stop()
        embedded.postgres.start()
        with connected() as connection:
            cold.append(taken(Queries(connection, asked), rows))
    compare(report, "empty buffers", cold)
    report.compare(growth, unit="ms", limit=next(iter(growth)), less_is_better=True)
    report.curves["median of the query"] = [
        (size, median(values)) for size, values in zip(sizes, growth.values(), strict=True)
    ]
    report.axes = ("rows of the organisation", "ms")


@contextmanager
def connected() -> Iterator[psycopg.Connection]:
    """A connection, and Django's own made anew, since the server may be another."""
    from django.db import connection as ours

    ours.close()
    with psycopg.connect(database(), autocommit=True) as connection:
        yield connection


def taken(ways: Queries, rows: int) -> dict[str, list[float]]:
    def any_house() -> str:
        return f"house-{ways.chance.randrange(rows // 10)}"

    return {"by hand": ways.by_hand(any_house), "product": ways.product(any_house)}


def compare(report: Report, state: str, times: list[dict[str, list[float]]]) -> None:
    for told, share in (("p50", 0.5), ("p99", 0.99)):
        asked = {f"query, product, {state}, {told}": 1 / 1.2} if (state, told) == BAR else None
        report.compare(
            {
                f"query, {name}, {state}, {told}": [percentile(one[name], share) for one in times]
                for name in ("by hand", "product")
            },
            unit="ms",
            limit=f"query, by hand, {state}, {told}",
            bars=asked,
            less_is_better=True,
        )


def answers(report: Report, *, seconds: float, clients: tuple[int, ...], count: int) -> None:
    key = manage("create_api_key", "--group", "reader", "--name", "benchmark").split()[-1]
    with (
        web("benchmarks._bare:wsgi") as wsgi,
        web("benchmarks._bare:django()") as bare,
        web() as us,
    ):
        ours = Client(us, {"Authorization": f"Bearer {key}"})
        etag = {"If-None-Match": header(ours.ask(ours.request(BOARD + DAY)), "etag")}
        moments = [ours.request(BOARD + moment) for moment in every_moment()]

        def fresh(number: int) -> float:
            """Each question a new one: those asked in another round are few and long forgotten."""
            return ours.rate(random.sample(moments, len(moments)), number, seconds, 200)

        again = {
            "bare Django view": (Client(bare), "/bare", {}, 200),
            "bare WSGI application": (Client(wsgi), "/", {}, 200),
            "board, asked again": (ours, BOARD + DAY, {}, 200),
            "board, 304": (ours, BOARD + DAY, etag, 304),
            "board, pinned": (ours, f"{BOARD}{DAY}&known_at=@200", {}, 200),
        }
        for number in clients:
            ways: dict[str, Callable[[], float]] = {
                f"{name}, {number} clients": partial(
                    client.rate, [client.request(path, more)], number, seconds, status
                )
                for name, (client, path, more, status) in again.items()
            }
            report.compare(
                rounds(ways | {f"board, fresh, {number} clients": partial(fresh, number)}, count),
                unit="requests/s",
                limit=f"bare Django view, {number} clients",
                bars={
                    f"board, fresh, {number} clients": 0.3,
                    f"board, 304, {number} clients": 0.6,
                    f"board, pinned, {number} clients": 0.6,
                },
            )


def every_moment() -> Iterator[str]:
    """Of the five days of the example's crisis, to ten seconds: far more than a process keeps
    answers of."""
    first = datetime(2023, 11, 17, tzinfo=UTC)
    for step in range(5 * 8640):
        yield f"{first + step * timedelta(seconds=10):%Y-%m-%dT%H:%M:%SZ}"


def header(answer: bytes, name: str) -> str:
    lines = answer.partition(b"\r\n\r\n")[0].decode().splitlines()
    return next(line.split(": ", 1)[1] for line in lines if line.lower().startswith(f"{name}:"))


def main() -> int:
    parser = options(__doc__.splitlines()[0])
    chosen = parser.parse_args()
    report = Report("boards", "A board at a moment")
    short = chosen.short
    with servers() as embedded:
        manage("load_story", "examples/openai-leadership.yaml")
        manage("project")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        import django

        django.setup()
        count = 3 if short else 5
        answers(
            report,
            seconds=1 if short else 3,
            clients=(8,) if short else (1, 8, 32),
            count=count,
        )
        query(
            report,
            embedded,
            rows=20_000 if short else 1_000_000,
            asked=200 if short else 1000,
            count=count,
        )
    report.notes.append(
        "Whoever asks over HTTP runs on the same machine as the server; ratios are so nearer to 1"
        " than with clients of their own machine."
    )
    return finish(report, chosen)


if __name__ == "__main__":
    raise SystemExit(main())
