"""Sessions of PostgreSQL beside Django's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def another_session() -> Iterator[psycopg.Connection]:
    """On the same database, with the same role; committing at once."""
    address = connection.get_connection_params()
    names = {key: address[key] for key in ("dbname", "host", "port", "user") if key in address}
    with psycopg.connect(**names, autocommit=True) as other:
        yield other


def end(session: int) -> None:
    """Beneath whoever uses it, as a restart of the server does; returns once it has ended."""
    with another_session() as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [session])
