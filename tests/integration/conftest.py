"""What the integration tests share: a log of their own.

The log refuses to be emptied, by trigger and for every role, so tests do what nobody else may: the
owner of the tables switches the triggers off and on again, in one transaction. The log's tables are
unmanaged, so Django's own `flush` (`transactional_db`) leaves them alone; whoever appends outside
of a transaction asks for `empty_log`.
"""

from collections.abc import Iterator
from itertools import compress

import pytest
from django.db import connection, transaction
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.backends.utils import CursorWrapper
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

LOG_TABLES = ("events_event", "events_mention", "events_entity")
_TABLES = r"""
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
  AND (relname LIKE 'stories\_%%' OR relname = 'events_idempotencykey' OR relname = ANY(%s))
"""


@pytest.fixture(scope="session")
def log_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, which pytest-django makes only when a test asks for it in its own way."""
    with django_db_blocker.unblock():
        made = (
            []
            if _in_test_database()
            else setup_databases(verbosity=0, interactive=False, aliases={"default": None})
        )
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def empty_log(log_database: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An empty log and empty views, before the test and after it; nothing else is touched.

    The test is in no transaction, so events are appended as in production. With the mark
    `django_db` it is in one, and with `django_db(transaction=True)` the other tables are emptied
    too.
    """
    with django_db_blocker.unblock():
        empty()
        yield
        empty()


def _in_test_database() -> bool:
    return str(connection.settings_dict["NAME"]).startswith(TEST_DATABASE_PREFIX)


def empty() -> None:
    assert _in_test_database(), "only a test's log is ever emptied"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '60s'")
        filled = _filled(cursor)
        if not filled:
            return
        for table in LOG_TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(filled)} RESTART IDENTITY")
        for table in LOG_TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _filled(cursor: CursorWrapper) -> list[str]:
    cursor.execute(_TABLES, [list(LOG_TABLES)])
    tables = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
    cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT FROM {table})" for table in tables))
    [found] = cursor.fetchall()
    return list(compress(tables, found))
