"""The log's own way to Django's connections."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import OperationalError, close_old_connections, transaction

from events.log.connection import fetch, plain_cursor
from events.models import Entity
from tests.integration.sessions import end
from tests.integration.statements import noted

SESSION = "SELECT pg_backend_pid()"


def by_fetch() -> int:
    return int(fetch(SESSION, [])[0][0])


def by_cursor() -> int:
    with plain_cursor() as cursor:
        return int(cursor.execute(SESSION).fetchall()[0][0])


@pytest.mark.parametrize("session", [by_fetch, by_cursor])
def test_a_connection_that_the_server_ended_is_made_anew(
    empty_log: None, session: Callable[[], int]
) -> None:
    before = session()
    assert session() == before
    end(before)
    assert session() != before


def test_within_a_transaction_it_is_not(empty_log: None) -> None:
    """What was done in it is gone, and whoever did it must be told."""

    @transaction.atomic
    def in_the_middle() -> None:
        end(by_fetch())
        by_fetch()

    with pytest.raises(OperationalError):
        in_the_middle()
    assert by_fetch()


def test_what_was_looked_at_django_need_not_ask_about_again(empty_log: None) -> None:
    by_fetch()
    for look, asked in ((by_fetch, [SESSION]), (lambda: 0, ["SELECT 1"])):
        close_old_connections()  # as at the beginning of a request
        with noted() as statements:
            look()
            assert not Entity.objects.exists()
        assert statements[:-1] == asked
