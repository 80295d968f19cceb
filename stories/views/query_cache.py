"""A cache of what each process asks for most: what the views say of a position is said for good."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, LiteralString
from uuid import UUID

from events.log.connection import fetch
from stories.engine.reading import Known

MOST_CACHED = 4096
"""Answers in each process: of names, so some hundred bytes each."""

Rows = list[tuple[Any, ...]]


def fetch_cached(
    known: Known, projection: str, statement: LiteralString, asked: dict[str, Any]
) -> Rows:
    """The rows of a projection that a statement finds as known; nobody may change them.

    No query where this process has asked the same of the same position before. Arrays are given as
    tuples. Where a track waits for a retry nothing is settled, and nothing kept.
    """
    asked |= {"generation": known.generations[projection], "position": known.position}
    if known.log is None or not known.is_settled(projection):
        return _fetch(statement, asked)
    return _cached(known.log, statement, tuple(asked.items()))


@lru_cache(maxsize=MOST_CACHED)
def _cached(log: UUID, statement: LiteralString, asked: tuple[tuple[str, Any], ...]) -> Rows:
    """By the log too: positions alone are the same in a log restored or begun anew."""
    return _fetch(statement, dict(asked))


def _fetch(statement: LiteralString, asked: dict[str, Any]) -> Rows:
    arrays = {name: list(value) for name, value in asked.items() if isinstance(value, tuple)}
    return fetch(statement, asked | arrays)
