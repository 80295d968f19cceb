"""What a projection is: the functions it supplies, and the rows it derives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar, Literal
from uuid import UUID

import orjson

from events.facts import MERGE, Fact
from events.recorded import RecordedEvent
from events.when import Window


@dataclass(frozen=True, slots=True)
class Every:
    """Stands for every track (of one section, if it says which) that has a fact with the key.

    The fact bears on these tracks; it does not make one.
    """

    key: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A track of the fact, and a larger one that takes in all facts of that track."""

    track: str
    whole: str


Place = str | Every | Within
"""Where a fact belongs; a text is a track."""
Parts = Mapping[str, tuple[Fact, ...]]
"""The tracks that a larger one takes in, in order of name, each with its facts."""
NO_PARTS: Parts = {}


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

    A track is named by its home, an entity or a fact, and after slashes by a section and what it
    is about: `openai/person/sam-altman`.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    Row: ClassVar[type[AnyRow]]
    anchor: ClassVar[Literal["entity", "fact"]] = "entity"
    """What the home of a track is: an entity's id, or a fact's own id."""
    types: ClassVar[frozenset[str] | None] = None
    """The types of facts that have places; None: all. Others are not even read."""
    amended_by: ClassVar[frozenset[str]] = frozenset()
    """Amendments that give facts of any other type a place too."""
    homes: ClassVar[str] = ""
    """The type that introduces what alone can be home to the tracks of facts of the types `homed`:
    a rebuild does not go through what else these name."""
    homed: ClassVar[frozenset[str]] = frozenset()
    wide: ClassVar[frozenset[str]] = frozenset()
    """Types with a place `Every`, such as a death, which concerns all posts of a person."""
    chained: ClassVar[frozenset[str]] = frozenset()
    """Those of them that hand on what bears on them: a holding's owner is above all it owns."""
    waking: ClassVar[frozenset[str]] = frozenset()
    """Types of the facts by which `awake` decides; without any every track is always awake."""
    retracted: ClassVar[bool] = False
    """Whether derive sees retracted facts too, to show them as such."""
    preview: ClassVar[str | None] = "opens"
    """Under what a dry run lists rows that would open; None: they only repeat what is appended."""
    indexes: ClassVar[Sequence[tuple[str, ...]]] = ()
    """Columns to index together, each after `generation`; a list column alone gets a GIN index."""
    searched: ClassVar[str] = ""
    """A text column that is searched by its words."""
    at_a_moment: ClassVar[Sequence[str]] = ()
    """Columns by which rows are asked for at a moment in the world and in the record."""

    @property
    def types_read(self) -> frozenset[str] | None:
        """The types of originals that can matter: a merge moves facts from track to track."""
        return None if self.types is None else self.types | {MERGE}

    @abstractmethod
    def places(self, fact: Fact) -> Iterable[Place]:
        """The tracks that a fact belongs to or bears on."""

    @abstractmethod
    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[AnyRow]:
        """Rows of a track from all its facts, given in order of position.

        The same facts are the same objects, and the facts of a part that did not change the same
        tuple: what is derived from them may be kept.
        """

    def keys(self, fact: Fact) -> tuple[str, ...]:
        """By what `Every` finds a fact."""
        return fact.entities

    def key(self, track: str) -> str | UUID:
        """The key under which the log finds all facts of a track, or the one fact that it has."""
        return home(track)

    def homes_of(self, event: RecordedEvent) -> Collection[str] | None:
        """The homes of all tracks that an event can touch, as far as it says so undecoded.

        By that a slice passes over what belongs to others. None: it may be any.
        """
        return (str(event.root),) if self.anchor == "fact" else None

    def awake(self, track: str, own: Iterable[Fact]) -> bool:
        """Whether a larger track has any rows to derive, by the facts that are its own.

        While it sleeps nothing is loaded for it.
        """
        return True


def home(track: str) -> str:
    return track.split("/", 1)[0]


def section(track: str) -> str:
    """What stands after a track's home; empty for the one track of it."""
    return track.split("/", 2)[1] if "/" in track else ""


def digest(row: Row) -> bytes:
    """16 bytes that two rows share just when all their columns are equal."""
    return blake2b(orjson.dumps(row, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()
