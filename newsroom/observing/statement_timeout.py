"""Reading that waits so long and no longer: who watches must not hang with what it watches."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from events.log.connection import reading_from

STATEMENT_TIMEOUT = "2s"
"""For the database to answer in; connecting to it is bounded by its URL's `connect_timeout`."""


@contextmanager
def bounded(alias: str) -> Iterator[None]:
    """Reading from a database that may take so long for an answer and no longer."""
    with reading_from(alias), transaction.atomic(alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [STATEMENT_TIMEOUT])
        yield
