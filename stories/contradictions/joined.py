"""Rows that meet, taken together: whoever holds in another way since has held on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class Joined(Protocol):
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
