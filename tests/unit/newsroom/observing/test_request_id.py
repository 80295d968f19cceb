"""One id for all that a request caused, and for what nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from celery import signals

from newsroom.observing import request_id


@pytest.fixture
def asked() -> Iterator[str]:
    token = request_id.current.set("desk-4711")
    yield "desk-4711"
    request_id.current.reset(token)


def run(**headers: str) -> str | None:
    """Under which id a task runs that came with these headers."""
    task = SimpleNamespace(request=SimpleNamespace(id="task-0815", **headers))
    signals.task_prerun.send(sender=None, task=task)
    found = request_id.current.get()
    signals.task_postrun.send(sender=None, task=task)
    return found


def published() -> dict[str, Any]:
    headers: dict[str, Any] = {}
    signals.before_task_publish.send(sender="a task", headers=headers)
    return headers


def test_a_task_runs_under_the_id_of_the_request_that_called_for_it(asked: str) -> None:
    assert run(**published()) == asked
    assert run() == "task-0815"
    assert request_id.current.get() == asked


def test_one_that_nobody_asked_for_runs_under_its_own_and_leaves_none_behind() -> None:
    assert published() == {}
    assert run() == "task-0815"
    assert request_id.current.get() is None
