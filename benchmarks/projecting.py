"""Catching up and rebuilding, against what limits them and against the `eventsourcing` package.

    python benchmarks/projecting.py [--events N] [--runner N] [--rounds N] [--short] [--json FILE]

In each round, in turn: the log is read and every event decoded; the rows of `facts` are folded in
memory and copied into a table, without checkpoints or transactions of their own; each projection
catches up from nothing, in one process and, cut into slices, in a process a core; each is rebuilt,
in a process a core; and the projection runner of `eventsourcing` works through a log of its own,
which is shorter because it is so much slower. It has one process: it knows no slices.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from _measuring import Report, finish, options, rounds
from _newsroom import manage, servers
from growth import PROJECTIONS, story

BATCH = 1000
CORES = max(os.cpu_count() or 1, 2)
QUOTE = "Exactly what was said there, word for word, as the source has it. " * 8
"""Brings an event to about the kilobyte of an ordinary one."""
READING, FOLDING, RUNNER = "reading and decoding", "folding facts in memory", "eventsourcing runner"


def main() -> int:
    parser = options(__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, help="events in the log")
    parser.add_argument("--runner", type=int, help="events for the package's runner")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    events = chosen.events or (3_000 if chosen.short else 20_000)
    # Enough for its start, of half a second, not to count against it.
    of_runner = chosen.runner or (300 if chosen.short else 10_000)
    with servers() as embedded:
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django

        django.setup()
        from _runner import Package

        package = Package(embedded.addresses.database_url, of_runner)
        fill(events)
        ways: dict[str, Callable[[], float]] = {
            READING: partial(rate, events, reading),
            FOLDING: partial(rate, events, folding),
            RUNNER: package.rate,
        }
        for name in PROJECTIONS:
            for processes in (1, CORES):
                told = f"catch-up of {name}, {processes} process{'es' * (processes > 1)}"
                ways[told] = partial(catching_up, events, name, processes)
            ways[f"rebuild of {name}"] = partial(rate, events, partial(rebuilding, name))
        measured = rounds(ways, chosen.rounds)
    return finish(report(measured, events, of_runner), chosen)


def report(measured: dict[str, list[float]], events: int, of_runner: int) -> Report:
    found = Report("projecting", f"Projecting {events:,} events of a kilobyte")
    catching = [name for name in measured if name.startswith("catch-up")]
    for limit in (RUNNER, READING):
        found.compare(
            {name: measured[name] for name in (limit, *catching)},
            unit="events/s",
            limit=limit,
            bars=dict.fromkeys(catching, 5) if limit == RUNNER else None,
        )
    others = [name for name in measured if name.startswith("rebuild") or name == FOLDING]
    found.compare(
        {name: measured[name] for name in (READING, *others)}, unit="events/s", limit=READING
    )
    found.notes.append(f"rebuilds in {CORES} processes; {RUNNER} over {of_runner:,} events")
    return found


def fill(events: int) -> None:
    from events.log.read import head
    from events.recording.service import record

    told = map(_longer, story(random.Random(1)))
    while head() < events:
        record(list(islice(told, min(BATCH, events - head()))), recorded_by="benchmark")


def _longer(event: dict[str, Any]) -> dict[str, Any]:
    cited = event.get("citations")
    return event | {"citations": [one | {"quote": QUOTE} for one in cited]} if cited else event


def rate(events: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return events / (time.perf_counter() - began)


def reading() -> None:
    from events.log.gc_pause import gc_paused
    from events.log.read import stream_log
    from events.types import decode

    with gc_paused():
        for event in stream_log():
            decode(event.type, event.schema, event.content["data"])


def folding() -> None:
    """What the facts come to, without the engine: read, applied, derived, copied."""
    from django.db import connection, transaction

    from events.effective import effective
    from events.log import read
    from events.log.gc_pause import gc_paused
    from stories.engine import rows
    from stories.engine.fold import Changes, Version
    from stories.engine.projection import digest
    from stories.engine.registry import projection

    facts = projection("facts")
    with transaction.atomic():
        for start in range(0, read.head(), BATCH):
            with gc_paused():
                events = read.read_between(start, start + BATCH)
                told = [(str(one.id), effective([one]), one.position) for one in events]
                derived = [
                    Version(track, digest(row), position, row=row)
                    for track, fact, position in told
                    for row in facts.derive(track, [fact])
                ]
                rows.write(facts, 0, Changes(opened=derived))
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM stories_facts WHERE generation = 0")


def catching_up(events: int, name: str, processes: int) -> float:
    """From an empty projection; each process has a slice of its own."""
    from django.test import override_settings

    from stories.engine.checkpoints import (
        enter_projections,
        live_generation,
        open_checkpoints,
    )
    from stories.models import Checkpoint, row_model

    enter_projections()
    row_model(name)._default_manager.all().delete()
    Checkpoint.objects.filter(projection=name).delete()
    with override_settings(NEWSROOM_SLICES={name: processes}):
        open_checkpoints(name, live_generation(name), 0)
    return rate(events, partial(_at_once, name, processes))


def _at_once(name: str, processes: int) -> None:
    from django.db import connections

    from stories.engine.advance import advance

    if processes == 1:
        advance(name)
        return
    connections.close_all()  # no two processes may talk over one
    fork = multiprocessing.get_context("fork")
    started = [fork.Process(target=advance, args=(name, one)) for one in range(processes)]
    for one in started:
        one.start()
    for one in started:
        one.join()
        if one.exitcode:
            raise SystemExit(f"a process that caught {name} up failed")


def rebuilding(name: str) -> None:
    manage("rebuild_projection", name)


if __name__ == "__main__":
    raise SystemExit(main())
