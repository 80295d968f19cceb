"""What makes a list of facts a view of its own: which types, whose, and what is said besides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from events.when import Window
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names

C = TypeVar("C", bound=NamedTuple)


class Whole(Protocol):
    """All facts of a list that the filters keep, whatever the page."""

    @property
    def span(self) -> Window:
        """What is asked about: up to the moment, or what ends before it."""

    def columns(self, of: type[C]) -> Iterable[C]:
        """Some columns of each."""

    def names_of(self, ids: Collection[str]) -> Names: ...

    def count(self, **tests: object) -> int:
        """How many of them pass, with those that the list's own filters leave out."""


def nothing(row: StoredFact, names: Names) -> Json:
    return {}


def no_more(facts: Whole) -> Json:
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
    whole: Callable[[Whole], Json] = no_more
    tells_presence: bool = True


TIMELINE = FactList("timeline", tells_presence=False)
