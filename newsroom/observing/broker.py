"""Whether the broker answers, whichever it is: kombu speaks to all of them alike."""

from __future__ import annotations

import logging
from typing import Any

from kombu import Connection
from kombu.exceptions import OperationalError

from newsroom.celery import app

TIMEOUT = 2
"""Seconds to connect in."""

logger = logging.getLogger(__name__)


def queue_length() -> int | None:
    """Messages that no worker has taken; None where the broker does not answer."""
    connection = app.connection_for_read(connect_timeout=TIMEOUT)
    faults: tuple[type[BaseException], ...] = (OperationalError, *connection.connection_errors)
    try:
        with connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=TIMEOUT)
            return waiting(connection)
    except faults as fault:
        logger.warning("the broker does not answer: %s", fault)
        return None


def waiting(connection: Connection) -> int:
    """Messages that no worker has taken, over a connection that is open.

    The queue is declared as the workers do it, so that it is there or made alike. Only asking
    whether it is there fails on Redis, where kombu then forgets the prefix of the keys.
    """
    queue = app.amqp.queues[app.conf.task_default_queue]
    declared: Any = queue(connection.default_channel).queue_declare()
    return int(declared.message_count)
