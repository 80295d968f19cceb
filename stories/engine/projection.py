"""What a projection is: the two functions it supplies, and the rows it derives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar, Literal

import orjson

from events.facts import Fact
from events.when import Window


@dataclass(frozen=True, slots=True)
class Every:
    """Stands for every track that has a fact naming the entity."""

    entity: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """Base of projected rows: a state that begins within `start` and ends within `end`.

    `end` None: it goes on. `end.latest` None with an `end.earliest`: it may have ended since.
    Subclasses add typed columns: str, int, bool, datetime (each optional), lists of str, and
    JSON (dict, or lists of dict).
    """

    start: Window
    end: Window | None = None


# Within a projection `Row` is the name of its own kind.
AnyRow = Row


class Projection(ABC):
    """A pure function from the facts of a track to rows.

    Subclasses in `stories/projections/` are found by walking the package. `version` goes up with
    any change of what is derived, and a rebuild then brings the rows in step.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    Row: ClassVar[type[AnyRow]]
    anchor: ClassVar[Literal["entity", "fact"]] = "entity"
    """What names a track: an entity's id, or a fact's own id."""
    wide: ClassVar[frozenset[str]] = frozenset()
    """Types whose tracks are `Every`, such as a death, which concerns all posts of a person."""
    retracted: ClassVar[bool] = False
    """Whether derive sees retracted facts too, to show them as such."""
    preview: ClassVar[str | None] = "opens"
    """Under what a dry run lists rows that would open; None: they only repeat what is appended."""
    indexes: ClassVar[Sequence[tuple[str, ...]]] = ()
    """Columns to index together, each after `generation`; a list column alone gets a GIN index."""

    @abstractmethod
    def tracks(self, fact: Fact) -> Iterable[str | Every]:
        """The tracks that a fact touches."""

    @abstractmethod
    def derive(self, track: str, facts: Sequence[Fact]) -> Iterable[AnyRow]:
        """Rows of a track from all its facts, given in order of position."""


def digest(row: Row) -> bytes:
    """16 bytes that two rows share just when all their columns are equal."""
    return blake2b(orjson.dumps(row, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()
