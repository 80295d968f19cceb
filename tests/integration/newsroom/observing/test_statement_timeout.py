"""Who watches waits for so long and no longer; what the process reads besides may take its time."""

import pytest
from django.db import connections

from newsroom.observing.statement_timeout import STATEMENT_TIMEOUT, bounded

pytestmark = pytest.mark.usefixtures("empty_log")


def timeout() -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        [(told,)] = cursor.fetchall()
    return str(told)


def test_only_what_is_read_within_is_bounded() -> None:
    before = timeout()
    with bounded("default"):
        assert timeout() == STATEMENT_TIMEOUT
    assert timeout() == before != STATEMENT_TIMEOUT
