"""What the broker and the workers say, asked so that a page never waits long for it."""

from __future__ import annotations

from dataclasses import dataclass

from kombu import Connection
from kombu.exceptions import OperationalError

from newsroom.celery import app
from newsroom.observing.broker import waiting

CONNECT_SECONDS = 1
ANSWER_SECONDS = 0.7
"""Nobody says how many workers there are, so this is always waited for whole."""


@dataclass(frozen=True, slots=True)
class Broker:
    error: str = ""
    """Why it cannot be asked; then the rest is empty."""
    waiting: int = 0
    """Wake-up calls that no worker has taken up yet."""
    workers: tuple[str, ...] = ()


def broker() -> Broker:
    try:
        with _connection() as connection:
            connection.ensure_connection(max_retries=1, timeout=CONNECT_SECONDS)
            answers = app.control.ping(timeout=ANSWER_SECONDS, connection=connection) or []
            names = sorted(name for answer in answers for name in answer)
            return Broker(waiting=waiting(connection), workers=tuple(names))
    except (OperationalError, OSError) as error:
        return Broker(error=str(error) or type(error).__name__)


def _connection() -> Connection:
    bounds = {"socket_connect_timeout": CONNECT_SECONDS, "socket_timeout": 2 * CONNECT_SECONDS}
    return app.connection_for_read(
        connect_timeout=CONNECT_SECONDS,
        transport_options={**app.conf.broker_transport_options, **bounds},
    )
