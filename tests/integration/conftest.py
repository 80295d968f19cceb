"""What the integration tests share: a log of their own.

The log refuses to be emptied, by trigger and for every role, so tests do what nobody else may: the
owner of the tables switches the triggers off and on again, in one transaction. Django's own `flush`
(`django_db(transaction=True)`) leaves the log alone, whose tables are unmanaged, and makes all
rights anew each time, which takes longer than most tests: whoever records, or works in several
transactions, asks for `empty_log`.
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
# What migrations have filled, and the list of what was done, which is kept by trigger too.
KEPT_TABLES = (
    *("django_migrations", "django_content_type", "access_rightsmark", "audit_entry"),
    *("auth_permission", "auth_group", "auth_group_permissions"),
)
_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
  AND NOT relispartition AND relname <> ALL(%s)
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
    """Empty tables before the test and after it: the log, the views, accounts and keys.

    The test is in no transaction, so events are appended as in production. With the mark
    `django_db` it is in one.
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
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # of what a test's transaction has done
        for table in LOG_TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(filled)} RESTART IDENTITY CASCADE")
        for table in LOG_TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _filled(cursor: CursorWrapper) -> list[str]:
    cursor.execute(_TABLES, [list(KEPT_TABLES)])
    tables = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
    cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT FROM {table})" for table in tables))
    [found] = cursor.fetchall()
    return list(compress(tables, found))
