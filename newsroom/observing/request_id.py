"""One id for everything that a request caused: in its answer, log lines, workers' tasks."""

from __future__ import annotations

import re
from contextvars import ContextVar, Token
from typing import Any

from celery import Task, signals
from uuid6 import uuid7

HEADER = "X-Request-ID"
TASK_HEADER = "newsroom_request"
ATTRIBUTE = "newsroom_request"
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}")

current: ContextVar[str | None] = ContextVar("request_id", default=None)
_of_task: ContextVar[Token[str | None] | None] = ContextVar("request_id_of_task", default=None)


def chosen(offered: str | None) -> str:
    """The caller's own id where it is one, else a new one: nobody writes into our logs."""
    return offered if offered and _ACCEPTED.fullmatch(offered) else str(uuid7())


def of(request: object) -> str | None:
    """The id that a request was given, as long as it is in anybody's hands."""
    return getattr(request, ATTRIBUTE, None)


def carry_into_tasks() -> None:
    signals.before_task_publish.connect(_send, dispatch_uid="observing.send")
    signals.task_prerun.connect(_receive, dispatch_uid="observing.receive")
    signals.task_postrun.connect(_forget, dispatch_uid="observing.forget")


def _send(headers: dict[str, Any], **_: Any) -> None:
    if (request := current.get()) is not None:
        headers[TASK_HEADER] = request


def _receive(task: Task[Any, Any], **_: Any) -> None:
    """A task that nobody asked for, as the sweep, has the task's own id."""
    request = getattr(task.request, TASK_HEADER, None) or task.request.id
    _of_task.set(current.set(request))


def _forget(**_: Any) -> None:
    if (token := _of_task.get()) is not None:
        current.reset(token)
        _of_task.set(None)
