"""The same catching up by one worker process and by several, which share it by slices of tracks.

    python benchmarks/workers.py [--events N] [--short] [--json FILE]

Real Celery workers of one process each, over a real broker; they could as well be on other hosts.
Every projection is emptied, one sweep wakes the workers, and the time runs until all views have
reached the end of the log. One worker is the limit; the cores of the machine are what can be had.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from _measuring import Report, finish, options, rounds
from _newsroom import process, servers
from freshness import QUIET, reached
from growth import PROJECTIONS
from projecting import fill

SLICES = 4
PATIENCE = 600.0
STARTING = 60.0


@contextmanager
def workers(number: int) -> Iterator[None]:
    """So many, each with one process, once they answer."""
    from newsroom.celery import app

    with ExitStack() as stack:
        for one in range(number):
            name = f"worker-{number}-{one}@%h"
            command = ("celery", "-A", "newsroom", "--quiet", "worker", "--concurrency", "1")
            stack.enter_context(process(*command, "-n", name, *QUIET))
        deadline = time.monotonic() + STARTING
        while len(app.control.ping(timeout=1.0) or ()) < number:
            if time.monotonic() > deadline:
                raise SystemExit("the workers did not start")
        yield


def empty() -> None:
    """Every projection back at the beginning."""
    from django.db import transaction

    from stories.models import Checkpoint, row_model

    with transaction.atomic():
        # First: it waits for the workers, who are at it as soon as they start, and keeps them off.
        Checkpoint.objects.update(position=0)
        for name in PROJECTIONS:
            row_model(name)._default_manager.all().delete()


def catching_up(number: int, events: int) -> float:
    """Events a second, each counted once however many projections take it up."""
    from stories.tasks import sweep

    with workers(number):
        empty()
        began = time.perf_counter()
        sweep()
        while reached() < events:
            if time.perf_counter() - began > PATIENCE:
                raise SystemExit("the workers did not catch up")
            time.sleep(0.02)
        return events / (time.perf_counter() - began)


def main() -> int:
    parser = options(__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, help="events in the log")
    chosen = parser.parse_args()
    events = chosen.events or (2_000 if chosen.short else 20_000)
    cores = os.cpu_count() or 1
    os.environ["NEWSROOM_SLICES"] = ",".join(f"{name}={SLICES}" for name in PROJECTIONS)
    with servers():
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django

        django.setup()
        from stories.engine.checkpoints import enter_projections

        random.seed(1)
        enter_projections()
        fill(events)
        ways = {
            f"{number} worker process{'es' * (number > 1)}": (
                lambda number=number: catching_up(number, events)
            )
            for number in (1, *range(2, max(cores, 2) + 1, 2))
        }
        report = Report("workers", f"Catching up {events:,} events in {SLICES} slices")
        report.compare(
            rounds(ways, 2 if chosen.short else 3), unit="events/s", limit="1 worker process"
        )
        report.notes.append(f"{cores} cores, which PostgreSQL, Valkey and the workers share")
    return finish(report, chosen)


if __name__ == "__main__":
    raise SystemExit(main())
