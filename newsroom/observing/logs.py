"""Log lines for people, or one JSON object a line for machines (setting LOG_FORMAT)."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from events.one_line import one_line
from newsroom.observing import request_id

FORMATS = ("line", "json")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class OneLine(logging.Formatter):
    """Whatever a message quotes, such as an address, begins no line and commands no terminal. The
    lines of a traceback follow as they are."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        return one_line(super().formatMessage(record))


FORMATTERS: dict[str, dict[str, Any]] = {
    "line": {
        "()": "newsroom.observing.logs.OneLine",
        "fmt": "%(levelname)s %(name)s: %(message)s",
    },
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": "{levelname}{name}{message}",
        "style": "{",
        "rename_fields": {"levelname": "level", "name": "logger"},
        "timestamp": "time",
    },
}
# Every task received, done and sent, some a second; what a task did it tells itself.
REPETITIVE = ("celery.worker.strategy", "celery.app.trace", "celery.beat")


class AboutRequest(logging.Filter):
    """Adds the id of the request that a line is about.

    Django hands over the request itself, for some lines when it has been answered already.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.__dict__.pop("request", None)
        if (request := request_id.current.get() or request_id.of(told)) is not None:
            record.request = request
        return True


def configuration(form: str, level: str) -> dict[str, Any]:
    """For `LOGGING`. Raises ImproperlyConfigured for a form or a level that is none."""
    if form not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT is {' or '.join(FORMATS)}, not {form!r}.")
    if level.upper() not in LEVELS:
        accepted = f"{', '.join(LEVELS[:-1])} or {LEVELS[-1]}"
        raise ImproperlyConfigured(f"LOG_LEVEL is {accepted}, not {level!r}.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {form: FORMATTERS[form]},
        "filters": {"request": {"()": "newsroom.observing.logs.AboutRequest"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["request"],
            }
        },
        "loggers": {name: {"level": "WARNING"} for name in REPETITIVE},
        "root": {"handlers": ["stderr"], "level": level.upper()},
    }
