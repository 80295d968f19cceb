"""Writers of events, each a process with one connection, started beforehand and let go at once."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

Write = Callable[[], int]
"""Commits once; says how many events that were."""
Open = Callable[[], Write]
"""Opens a connection in the process that calls it."""

WARM_UP = 5
_fork = multiprocessing.get_context("fork")


def rate(open_: Open, connections: int, seconds: float) -> float:
    """Events a second of so many connections at once.

    Forked, so that a writer starts with all modules imported; whoever calls it has no connection.
    """
    together = _fork.Barrier(connections + 1)
    counts = _fork.SimpleQueue()
    writers = [
        _fork.Process(target=_write, args=(open_, together, seconds, counts), daemon=True)
        for _ in range(connections)
    ]
    for writer in writers:
        writer.start()
    together.wait(60)
    found = [counts.get() for _ in writers]
    for writer in writers:
        writer.join()
    return sum(events / took for events, took in found)


def _write(
    open_: Open, together: Barrier, seconds: float, counts: multiprocessing.SimpleQueue
) -> None:
    try:
        write = open_()
        for _ in range(WARM_UP):
            write()
    except BaseException:
        together.abort()  # nobody waits for one that failed
        raise
    together.wait(60)
    began = time.perf_counter()
    events = 0
    while (took := time.perf_counter() - began) < seconds:
        events += write()
    counts.put((events, took))
