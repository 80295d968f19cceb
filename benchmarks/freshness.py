"""From an event's commit to its being visible in every view, through Celery.

    python benchmarks/freshness.py [--short] [--json FILE]

A worker and beat run as in production. Idle, each event comes when all views have taken up the one
before; under load, a process of its own appends others all the while, by default 200 a second. The
limit is what Celery itself needs: from sending a task that does nothing until it was run, in the
same round. Whoever waits looks every 2 ms, which is counted: looking more often would take most of
a core.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from multiprocessing.synchronize import Event
from typing import Any

from _measuring import Report, finish, options, percentile
from _newsroom import manage, process, servers

WORKER = ("celery", "-A", "newsroom", "--quiet", "worker", "--concurrency", "2")
QUIET = ("--without-gossip", "--without-mingle", "--loglevel", "ERROR")
BEAT = ("celery", "-A", "newsroom", "--quiet", "beat", "--pidfile", "", "--loglevel", "ERROR")
ORGANIZATIONS = 1000  # so that histories stay as short as they mostly are
PATIENCE = 120.0
LOOK_SECONDS = 0.002
OTHERS = 1_000_000  # numbers of the events of others, which are none of those waited for
_fork = multiprocessing.get_context("fork")
Value = Any
"""A number that processes share; its class has no public name."""
ASKED_MS = {"idle": 50, "load": 200}
"""What was asked of the 99th percentile, on a machine of its own."""


def story() -> Iterator[dict[str, object]]:
    for number in range(ORGANIZATIONS):
        yield {
            "type": "organization.introduced",
            "data": {
                "organization": f"house-{number}",
                "name": f"House {number}",
                "kind": "company",
            },
        }
    for number in range(ORGANIZATIONS):
        yield {
            "type": "person.introduced",
            "data": {"person": f"person-{number}", "name": f"Person {number}"},
        }


def seen(number: int) -> dict[str, object]:
    return {
        "type": "person.observed",
        "occurred": f"20{number % 20:02}-0{number % 9 + 1}-{number % 28 + 1:02}",
        "data": {
            "person": f"person-{number % ORGANIZATIONS}",
            "organization": f"house-{number // 7 % ORGANIZATIONS}",
            "post": "director",
        },
        "citations": [{"source": "archive", "locator": f"p. {number}"}],
    }


def reached() -> int:
    """The position that all views have."""
    from events.log.connection import fetch

    statement = (
        "SELECT min(c.position) FROM stories_checkpoint c JOIN stories_projectionstate s"
        " ON s.name = c.projection AND s.generation = c.generation"
    )
    position: int = fetch(statement, [])[0][0]
    return position


def visible(number: int) -> float:
    """Milliseconds from the answer to an append until every view has it."""
    from events.recording.service import record

    position = record([seen(number)], recorded_by="benchmark").position
    return _until(lambda: reached() >= position)


def no_work(number: int) -> float:
    """Milliseconds from sending a task that does nothing until it was run."""
    from django.core.cache import cache

    from newsroom.celery import app

    key = f"benchmark:{number}"
    app.send_task("newsroom.benchmark.mark", args=[key])
    return _until(lambda: cache.get(key) is not None)


def _until(done: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not done():
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit("nothing came through: does the worker run?")
        time.sleep(LOOK_SECONDS)
    return (time.perf_counter() - began) * 1000


@contextmanager
def others(rate: int, numbers: Iterator[int]) -> Iterator[Value]:
    """Somebody else who appends so many events a second; yields how many there were."""
    from django.db import connections

    first = next(numbers) + OTHERS
    done, stop = _fork.Value("i", 0), _fork.Event()
    connections.close_all()  # no two processes may talk over one
    appending = _fork.Process(target=_append_on, args=(rate, first, done, stop), daemon=True)
    appending.start()
    try:
        yield done
    finally:
        stop.set()
        appending.join()


def _append_on(rate: int, first: int, done: Value, stop: Event) -> None:
    from events.recording.service import record

    began = time.perf_counter()
    for number in count(first):
        if stop.is_set():
            break
        while (early := done.value - (time.perf_counter() - began) * rate) > 0:
            time.sleep(early / rate)
        record([seen(number)], recorded_by="benchmark")
        done.value += 1


def main() -> int:
    parser = options(__doc__.splitlines()[0])
    parser.add_argument("--rate", type=int, default=200, help="appends a second under load")
    chosen = parser.parse_args()
    samples, rounds_ = (50, 3) if chosen.short else (200, 5)
    report = Report("freshness", "From commit to visible, through Celery")
    with servers():
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django

        django.setup()
        from events.recording.service import record

        told = story()
        while some := list(islice(told, 1000)):
            record(some, recorded_by="benchmark")
        manage("project")
        with process(*WORKER, *QUIET, "--include", "benchmarks._marking"), process(*BEAT):
            measure(report, samples, rounds_, chosen.rate)
    return finish(report, chosen)


def measure(report: Report, samples: int, count_: int, rate: int) -> None:
    numbers = count()
    visible(next(numbers))  # the worker is there and has opened its connections
    found: dict[str, list[float]] = {}

    def add(name: str, took: list[float]) -> None:
        for told, share in (("p50", 0.5), ("p99", 0.99)):
            found.setdefault(f"{name}, {told}", []).append(percentile(took, share))

    appended: list[float] = []
    for number in range(count_):
        add("idle", [visible(next(numbers)) for _ in range(samples)])
        add("a task that does nothing", [no_work(next(numbers)) for _ in range(samples)])
        began = time.perf_counter()
        with others(rate, numbers) as done:
            add("load", [visible(next(numbers)) for _ in range(samples)])
            appended.append((done.value + samples) / (time.perf_counter() - began))
        visible(next(numbers))  # all that they appended is taken up
        print(f"round {number + 1} of {count_}")
    for told in ("p50", "p99"):
        names = [f"{name}, {told}" for name in ("a task that does nothing", "idle", "load")]
        report.compare(
            {name: found[name] for name in names}, unit="ms", limit=names[0], less_is_better=True
        )
    mean = sum(appended) / len(appended)
    report.notes.append(f"Under load {mean:.0f} events a second were appended.")
    for name, limit in ASKED_MS.items():
        report.notes.append(f"Asked of p99, {name}: under {limit} ms.")


if __name__ == "__main__":
    raise SystemExit(main())
