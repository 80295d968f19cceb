"""A real Celery worker, killed in mid-batch again and again while Redis is emptied."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from redis import Redis

from events.log import read
from stories.engine import rebuild
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, Rebuild, row_model
from tests.integration.stories.engine.conftest import appointment, departure, fact, introduction

CHECKOUT = Path(__file__).resolve().parents[4]
KILLED_WRITING_TO = ("stories_facts", "stories_tenures", "stories_names", "stories_checkpoint")
"""The last comes when all rows of a batch are written and only its checkpoint is still to move."""
PATIENCE = 120
WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = %s::regclass AND NOT granted)"
SESSIONS = """
SELECT pid, state, wait_event_type, wait_event, left(query, 100) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def until(true: Callable[[], bool], what: str, worker: subprocess.Popen[bytes]) -> None:
    """Looks until something is true; a worker that ended, or two minutes, is a failure."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert worker.poll() is None, "the worker ended by itself"
        assert time.monotonic() < deadline, f"not in {PATIENCE} s: {what}\n{state()}"
        time.sleep(0.002)


def state() -> str:
    with connection.cursor() as cursor:
        cursor.execute(SESSIONS)
        told = [f"head {read.head()}", *map(str, Checkpoint.objects.values()), *cursor.fetchall()]
    return "\n".join(map(str, told))


@contextmanager
def celery_worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker with its beat in a process group of its own, which is killed at the end."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "newsroom",
            "worker",
            "-B",
            "-c",
            "2",
            "-l",
            "ERROR",
        ],
        cwd=CHECKOUT,
        env=environment,
        start_new_session=True,
    )
    try:
        yield worker
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@contextmanager
def no_writes_to(table: str) -> Iterator[Callable[[], bool]]:
    """Holds whoever writes to a table where they are; says whether anybody is held there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")

        def somebody_waits() -> bool:
            cursor.execute(WAITING, [table])
            return bool(cursor.fetchone()[0])

        yield somebody_waits


def caught_up() -> bool:
    return not Checkpoint.objects.exclude(position=read.head()).exists()


def a_year(number: int) -> list[dict[str, Any]]:
    year = 1990 + number
    return [
        introduction("person", f"chief-{number}"),
        appointment(f"chief-{number}", f"{year}-02-01"),
        departure(f"chief-{number}", f"{year}-11-30"),
        *(
            fact("happening.recorded", f"{year}-{month:02}", headline="News", about=["openai"])
            for month in range(1, 13)
        ),
    ]


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_doubled(
    tell: Callable[..., int], own_database: None, redis_url: str
) -> None:
    redis = Redis.from_url(redis_url)
    for kill, table in enumerate(KILLED_WRITING_TO):
        tell(*(event for number in range(5) for event in a_year(kill * 5 + number)))
        with no_writes_to(table) as somebody_waits, celery_worker() as worker:
            until(somebody_waits, f"somebody writes to {table}", worker)
        redis.flushdb()
    with celery_worker() as worker:
        tell(*a_year(90))
        until(caught_up, "all is taken up", worker)

    assert not ParkedTrack.objects.exists()
    facts = row_model("facts")._default_manager
    assert facts.count() == facts.values("event").distinct().count() == read.head()
    for name in projections():
        requested = rebuild.request(name, parts=1)
        rebuild.work(requested.parts.get().pk)
        requested.refresh_from_db()
        assert requested.status == Rebuild.Status.SWAPPED, requested.detail
        assert requested.detail == "equal to the generation before"
