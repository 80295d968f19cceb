"""Facts as they stood at any position, from a set of recorded events held in memory.

Pure. Whoever loads the events sees to it that every root in the set is complete up to the
position asked for: an original without its later amendments would answer wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from events.facts import MERGE, NOTHING, Fact, named
from events.merges import Merges
from events.recorded import RecordedEvent
from events.roots import Roots
from events.types import LONGEST_SLUG, decode, keys


class History:
    """Facts by root and position. A fact is the same object until it changes."""

    def __init__(self, events: Iterable[RecordedEvent] = ()) -> None:
        self._roots = Roots()
        self._root_at: dict[int, UUID] = {}
        self._merges = Merges(self._roots)
        self._facts: dict[tuple[UUID, int], tuple[Mapping[str, str], Fact]] = {}
        self.add(events)

    def add(self, events: Iterable[RecordedEvent]) -> None:
        """Add whole roots, or later events of known ones. What is known already is passed over."""
        for event in sorted(events, key=lambda event: event.position):
            if self._roots.add(event):
                self._root_at[event.position] = event.root
                if self.type_of(event.root) == MERGE:
                    self._merges.add(event)

    def __contains__(self, root: UUID) -> bool:
        return root in self._roots

    def roots(self) -> Iterable[UUID]:
        return self._roots.all()

    def type_of(self, root: UUID) -> str:
        return self._roots.events(root)[0].type

    def positions(self) -> list[int]:
        return sorted(self._root_at)

    def events(self, root: UUID) -> list[RecordedEvent]:
        return self._roots.events(root)

    def root_at(self, position: int) -> UUID | None:
        """The root that the event recorded at a position belongs to, if it is in the set."""
        return self._root_at.get(position)

    def at(self, root: UUID, position: int) -> Fact | None:
        """The fact as it stood once `position` was recorded; None before it was. Undecodable."""
        count = self._roots.count(root, position)
        if not count:
            return None
        told = self._roots.told(root, count)
        names = self._merges.names_at(told.entities, position)
        if not names:
            return told
        known = self._facts.get((root, count))
        if known is None or known[0] != names:
            known = self._facts[root, count] = (names, named(told, names))
        return known[1]

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
        """What counts as another since a merge, or what amends one, at a position; and what it
        counted as before.
        """
        root = self._root_at.get(position)
        if root is None or self.type_of(root) != MERGE:
            return NOTHING
        return self._merges.renamed_by(root, position)


def mentions_of(events: Iterable[RecordedEvent]) -> set[str]:
    """Every id that the events of a root, readable or not, may name.

    Of an event that cannot be decoded it is every text in it, so that whatever it may be about can
    be held back.
    """
    return {one for event in events for one in _mentions(event)}


def _mentions(event: RecordedEvent) -> Iterable[str]:
    said = event.content["data"]
    if event.root != event.id:
        return _ids_within((said.get("changes") or {}).get("data") or {})
    try:
        return keys(decode(event.type, event.schema, said))
    except (LookupError, ValueError):
        return _ids_within(said)


def _ids_within(value: object) -> Iterable[str]:
    """Every text that could be an id: a superset of the ids named."""
    if isinstance(value, str):
        if len(value) <= LONGEST_SLUG and " " not in value:
            yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _ids_within(item)
    elif isinstance(value, list):
        for item in value:
            yield from _ids_within(item)
