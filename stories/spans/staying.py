"""Who stays longest, of those that hold one thing: to find two who hold it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar


class Held(Protocol):
    """A row with a holder; `in_time` orders rows."""

    @property
    def holder(self) -> str: ...
    @property
    def in_time(self) -> tuple[Any, ...]: ...
    @property
    def ends_first(self) -> datetime: ...


H = TypeVar("H", bound=Held)


def other(rows: Sequence[H], row: H) -> H | None:
    """The first that is another's."""
    return next((one for one in rows if one.holder != row.holder), None)


def with_longest(staying: list[H], row: H) -> list[H]:
    """The latest ending row of each of the two holders whose end latest."""
    if len(staying) > 1 and row.ends_first < staying[-1].ends_first:
        return staying
    best: dict[str, H] = {}
    for one in sorted([*staying, row], key=lambda r: (r.ends_first, r.in_time), reverse=True):
        best.setdefault(one.holder, one)
    return list(best.values())[:2]
