"""What is asked of the database, by Django's connections or past them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest


class Statements(list[str]):
    """In their order."""

    def about(self, *names: str) -> list[str]:
        return [said for said in self if any(name in said for name in names)]


@contextmanager
def noted() -> Iterator[Statements]:
    """`CaptureQueriesContext` sees only those of Django's own cursor."""
    found = Statements()
    execute = psycopg.Cursor.execute

    def noting(cursor: Any, query: Any, *given: Any, **named: Any) -> Any:
        found.append(str(query))
        return execute(cursor, query, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", noting)
        yield found
