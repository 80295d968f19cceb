"""What makes a list of facts a view of its own: which types, whose, and what is said besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names


def nothing(row: StoredFact, names: Names) -> Json:
    return {}


def nobody(row: StoredFact) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class FactList:
    """`roles` says by type which field must name the person that the list is about, if any."""

    name: str
    types: Sequence[str] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    more: Callable[[StoredFact, Names], Json] = nothing
    speaks_of: Callable[[StoredFact], Iterable[str]] = nobody
    tells_presence: bool = True


TIMELINE = FactList("timeline", tells_presence=False)
