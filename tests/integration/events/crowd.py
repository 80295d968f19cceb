"""Processes that append at once, forked so that they share the test's settings and nothing else."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from django.db import connections

Work = Callable[[int, Connection], None]
_fork = multiprocessing.get_context("fork")


def _run(work: Work, number: int, start: Connection, report: Connection) -> None:
    start.poll(None)
    try:
        work(number, report)
    finally:
        connections.close_all()


@contextmanager
def crowd(size: int, work: Work) -> Iterator[list[Connection]]:
    """Starts `work(number, report)` in so many processes at the same moment, and yields the other
    ends of their reports; each is closed when its process ends."""
    connections.close_all()  # or the children would speak through ours
    gate, opener = _fork.Pipe(duplex=False)
    reports: list[Connection] = []
    processes = []
    for number in range(size):
        reading, writing = _fork.Pipe(duplex=False)
        process = _fork.Process(target=_run, args=(work, number, gate, writing), daemon=True)
        process.start()
        writing.close()
        reports.append(reading)
        processes.append(process)
    opener.send("go")  # never taken out of the pipe, so that everybody sees it
    try:
        yield reports
    finally:
        for process in processes:
            process.join(30)
            if process.is_alive():
                process.kill()
                process.join()
        for end in (gate, opener, *reports):
            end.close()
