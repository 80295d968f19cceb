"""A worker's connections from task to task."""

import pytest
from django.db import connection

from newsroom.celery import drop_broken_connections
from tests.integration.sessions import end


def session() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("empty_log")
def test_a_connection_is_kept_as_long_as_it_answers() -> None:
    before = session()
    drop_broken_connections()
    assert session() == before


@pytest.mark.usefixtures("empty_log")
def test_one_that_was_broken_off_is_not_used_again() -> None:
    before = session()
    end(before)
    drop_broken_connections()
    assert session() != before
