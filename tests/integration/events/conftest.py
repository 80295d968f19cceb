from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest
from django.db import connection, transaction

Connect = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def other_connection(empty_log: None) -> Connect:
    """Opens further connections to the test's database, each in a transaction until it is left."""

    @contextmanager
    def connect() -> Iterator[psycopg.Connection]:
        with psycopg.connect(**connection.get_connection_params()) as other:
            yield other

    return connect


@pytest.fixture
def tamper(empty_log: None) -> Callable[..., None]:
    """Runs a statement on the log with its triggers off, as only the tables' owner could."""

    def run(statement: str, *parameters: str | int | bytes) -> None:
        tables = ("events_event", "events_mention", "events_entity")
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, parameters)
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    return run
