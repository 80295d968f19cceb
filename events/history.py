"""Facts as they stood at any position, from a set of recorded events held in memory.

Pure. Whoever loads the events sees to it that every root in the set is complete up to the
position asked for: an original without its later amendments would answer wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from events.facts import Fact, named
from events.merges import Merges
from events.recorded import RecordedEvent
from events.roots import Roots
from events.types import LONGEST_SLUG, decode, keys


class History:
    """Facts by root and position. A fact is the same object until it changes.

    `merges` are those by which things are named, however few of them it tells of itself; they may
    be shared, and are not changed.
    """

    def __init__(
        self, events: Iterable[RecordedEvent] = (), *, merges: Merges | None = None
    ) -> None:
        self._told: dict[UUID, None] = {}
        self._others = Roots()
        self._other_at: dict[int, UUID] = {}
        self._merges = merges or Merges()
        self._facts: dict[tuple[UUID, int], tuple[Mapping[str, str], Fact]] = {}
        self.add(events)

    def add(self, events: Iterable[RecordedEvent]) -> None:
        """Add whole roots, or later events of known ones. What is known already is passed over."""
        coming = sorted(events, key=lambda event: event.position)
        self._merges = self._merges.extended(coming)
        for event in coming:
            self._told[event.root] = None
            if event.root not in self._merges and self._others.add(event):
                self._other_at[event.position] = event.root

    def __contains__(self, root: UUID) -> bool:
        return root in self._told

    def knows_merge(self, root: UUID) -> bool:
        """Whether it goes by a merge, told of or not."""
        return root in self._merges

    def roots(self) -> Iterable[UUID]:
        return self._told.keys()

    def positions(self) -> list[int]:
        """At which anything that it tells of may change."""
        return sorted({*self._other_at, *self._merges.positions()})

    def events(self, root: UUID) -> list[RecordedEvent]:
        return self._of(root).events(root)

    def root_at(self, position: int) -> UUID | None:
        """The root that the event recorded at a position belongs to, if it is in the set."""
        root = self._other_at.get(position) or self._merges.root_at(position)
        return root if root in self._told else None

    def at(self, root: UUID, position: int) -> Fact | None:
        """The fact as it stood once `position` was recorded; None before it was. Undecodable."""
        roots = self._of(root)
        count = roots.count(root, position)
        if not count:
            return None
        told = roots.told(root, count)
        names = self._merges.names_at(told.entities, position)
        if not names:
            return told
        known = self._facts.get((root, count))
        if known is None or known[0] != names:
            known = self._facts[root, count] = (names, named(told, names))
        return known[1]

    def _of(self, root: UUID) -> Roots:
        return self._merges.roots if root in self._merges else self._others

    def every_id(self, keys: Iterable[str]) -> set[str]:
        """The keys with those of all that was ever merged with their entity, in either direction.

        A key is an entity's id, alone or before a slash.
        """
        found: set[str] = set()
        for key in keys:
            if key not in found:  # or it came with another that it was merged with
                entity, slash, rest = key.partition("/")
                found |= {one + slash + rest for one in self._merges.ever_one(entity)}
        return found

    def renamed_at(self, position: int) -> Mapping[str, str]:
        """As `Merges.renamed_at`."""
        return self._merges.renamed_at(position)


def mentions_of(events: Iterable[RecordedEvent]) -> set[str]:
    """Every id that the events of a root, readable or not, may name.

    Of an event that cannot be decoded it is every text in it, so that whatever it may be about can
    be held back.
    """
    return {one for event in events for one in _mentions(event)}


def _mentions(event: RecordedEvent) -> Iterable[str]:
    said = event.content["data"]
    if event.root != event.id:
        return ids_within((said.get("changes") or {}).get("data") or {})
    try:
        return keys(decode(event.type, event.schema, said))
    except (LookupError, ValueError):
        return ids_within(said)


def ids_within(value: object) -> Iterable[str]:
    """Every text that could be an id: a superset of the ids named."""
    if isinstance(value, str):
        if len(value) <= LONGEST_SLUG and " " not in value:
            yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from ids_within(item)
    elif isinstance(value, list):
        for item in value:
            yield from ids_within(item)
