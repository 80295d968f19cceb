"""Django's connections, without Django's cursor: that costs more than the append itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from select import POLLIN, poll
from typing import Any, LiteralString, TypeVar

import orjson
import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.rows import TupleRow
from psycopg.sql import Composed
from psycopg.types.json import set_json_loads

REPLICA = "replica"
_KEPT = "_newsroom_cursor"
Found = TypeVar("Found")

_alias: ContextVar[str] = ContextVar("database", default=DEFAULT_DB_ALIAS)


def database() -> str:
    """Which database the log and the views are read from at present."""
    return _alias.get()


def current() -> BaseDatabaseWrapper:
    """The thread's connection to it."""
    return connections[_alias.get()]


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    token = _alias.set(alias)
    try:
        yield
    finally:
        _alias.reset(token)


@contextmanager
def reading_from_replica() -> Iterator[None]:
    """For what may be as old as a replica is; the same database where there is none."""
    with reading_from(REPLICA if REPLICA in settings.DATABASES else DEFAULT_DB_ALIAS):
        yield


def or_from_primary(look: Callable[[], Found]) -> Found:
    """What is found; what a replica does not have (yet) is looked for at the primary."""
    found = look()
    if found or database() == DEFAULT_DB_ALIAS:
        return found
    with reading_from(DEFAULT_DB_ALIAS):
        return look()


@contextmanager
def plain_cursor() -> Iterator[psycopg.Cursor[TupleRow]]:
    """A cursor on the current thread's connection, and so inside its transaction if there is one.
    Raises Django's database errors."""
    connection = _open()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def fetch(
    statement: LiteralString | Composed, parameters: Sequence[Any] | Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """The rows of a statement that is asked again and again: prepared, for to be read anew each
    time costs a quarter of the server's work and more; and read as binary."""
    connection = _open()
    with connection.wrap_database_errors:
        cursor = _cursor(connection.connection)
        return cursor.execute(statement, parameters, prepare=True, binary=True).fetchall()


def _cursor(made: psycopg.Connection) -> psycopg.Cursor[TupleRow]:
    """One for all statements of a connection, as long as that lives: to make one takes a tenth of
    what asking does."""
    kept: psycopg.Cursor[TupleRow] | None = getattr(made, _KEPT, None)
    if kept is None:
        kept = psycopg.Cursor(made)
        set_json_loads(orjson.loads, kept)
        setattr(made, _KEPT, kept)
    return kept


@contextmanager
def log_cursor() -> Iterator[psycopg.Cursor[TupleRow]]:
    """`plain_cursor` with a fast reader of JSON: worth its own cost where events are read."""
    with plain_cursor() as cursor:
        set_json_loads(orjson.loads, cursor)
        yield cursor


def _open() -> BaseDatabaseWrapper:
    """The thread's connection, made anew where the server ended it while it was idle.

    Django finds that out by a round trip before the first of its own queries. The server's last
    word waits on the socket: a look whether there is any costs nothing, and saves the round trip.
    """
    connection = current()
    made = connection.connection
    idle = made is not None and not connection.in_atomic_block
    if idle and _spoken_to(made) and not connection.is_usable():
        connection.close()
    connection.ensure_connection()
    connection.health_check_done = True  # type: ignore[attr-defined] # the stubs lack it
    return connection


def _spoken_to(connection: psycopg.Connection) -> bool:
    """Whether something came that nobody asked for, an end of the connection perhaps."""
    if connection.closed:
        return True
    waiting = poll()
    waiting.register(connection, POLLIN)
    return bool(waiting.poll(0))


def in_transaction() -> bool:
    connection = current()
    return connection.in_atomic_block or not connection.get_autocommit()
