"""Django's connection, without Django's cursor: that costs more than the append itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import orjson
import psycopg
from django.db import connection
from psycopg.rows import TupleRow
from psycopg.types.json import set_json_loads


@contextmanager
def log_cursor() -> Iterator[psycopg.Cursor[TupleRow]]:
    """A cursor on the current thread's connection, and so inside its transaction if there is one.
    Raises Django's database errors."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        set_json_loads(orjson.loads, cursor)
        yield cursor


def in_transaction() -> bool:
    return connection.in_atomic_block or not connection.get_autocommit()
