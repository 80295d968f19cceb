"""Rows that meet, taken together: whoever holds in another way since has held on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from events.when import Window
from events.when.window import LAST


class Joined(Protocol):
    @property
    def start(self) -> Window: ...
    @property
    def ends_first(self) -> datetime: ...
    @property
    def before(self) -> object | None:
        """The row that this one meets."""


J = TypeVar("J", bound=Joined)


def joined(rows: Iterable[J]) -> Iterator[Sequence[J]]:
    """Each row with those that it changed into, in the order in which they are given."""
    given = {id(row): row for row in rows}
    following = {id(row.before): row for row in given.values()}
    for row in given.values():
        if id(row.before) not in given:
            chain = [row]
            while (after := following.get(id(chain[-1]))) is not None:
                chain.append(after)
            yield chain


def certain_from(rows: Iterable[Joined]) -> datetime:
    """Who certainly holds in another way by then had come, however vaguely that is told."""
    return min(row.start.latest or LAST for row in rows)


def certain_until(rows: Iterable[Joined]) -> datetime:
    return max(row.ends_first for row in rows)
