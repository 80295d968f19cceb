"""Facts as they stood at any position, from a set of recorded events held in memory.

Pure. Whoever loads the events sees to it that every root in the set is complete up to the
position asked for: an original without its later amendments would answer wrongly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from events.facts import MERGE, NOTHING, Fact, Unfolding, named
from events.recorded import RecordedEvent
from events.types import LONGEST_SLUG, decode, keys


class History:
    """Facts by root and position. A fact is the same object until it changes."""

    def __init__(self, events: Iterable[RecordedEvent] = ()) -> None:
        self._by_root: dict[UUID, list[RecordedEvent]] = {}
        self._positions: dict[UUID, list[int]] = {}
        self._root_at: dict[int, UUID] = {}
        self._merge_positions: list[int] = []
        self._mappings: dict[int, Mapping[str, str]] = {}
        self._ever_one: Mapping[str, set[str]] | None = None
        self._unfoldings: dict[UUID, Unfolding] = defaultdict(Unfolding)
        self._as_told: dict[tuple[UUID, int], Fact] = {}
        self._facts: dict[tuple[UUID, int], tuple[Mapping[str, str], Fact]] = {}
        self.add(events)

    def add(self, events: Iterable[RecordedEvent]) -> None:
        """Add whole roots, or later events of known ones. What is known already is passed over."""
        for event in sorted(events, key=lambda event: event.position):
            positions = self._positions.setdefault(event.root, [])
            if positions and positions[-1] >= event.position:
                continue
            positions.append(event.position)
            self._root_at[event.position] = event.root
            self._by_root.setdefault(event.root, []).append(event)
            if self._by_root[event.root][0].type == MERGE:
                self._merge_positions.append(event.position)
                self._merge_positions.sort()
                self._mappings.clear()
                self._ever_one = None

    def __contains__(self, root: UUID) -> bool:
        return root in self._by_root

    def roots(self) -> Iterable[UUID]:
        return self._by_root.keys()

    def type_of(self, root: UUID) -> str:
        return self._by_root[root][0].type

    def positions(self, roots: Iterable[UUID] | None = None) -> list[int]:
        chosen = self._positions if roots is None else {r: self._positions[r] for r in roots}
        return sorted({position for positions in chosen.values() for position in positions})

    def events(self, root: UUID) -> list[RecordedEvent]:
        return self._by_root[root]

    def root_at(self, position: int) -> UUID | None:
        """The root that the event recorded at a position belongs to, if it is in the set."""
        return self._root_at.get(position)

    def at(self, root: UUID, position: int) -> Fact | None:
        """The fact as it stood once `position` was recorded; None before it was. Undecodable."""
        count = bisect_right(self._positions.get(root, ()), position)
        if not count:
            return None
        merges = self.merges_at(position)
        cached = self._facts.get((root, count))
        if cached and (cached[0] is merges or _same_names(cached[1], cached[0], merges)):
            return cached[1]
        fact = named(self._told(root, count), merges)
        self._facts[root, count] = (merges, fact)
        return fact

    def _told(self, root: UUID, count: int) -> Fact:
        """What the first so many events of a root amount to, by the ids that they were told of."""
        if (root, count) not in self._as_told:
            fact = self._unfoldings[root].fact(self._by_root[root][:count])
            self._as_told[root, count] = fact
        return self._as_told[root, count]

    def every_id(self, keys: Iterable[str]) -> set[str]:
        """The keys with those of all that was ever merged with their entity, in either direction.

        A key is an entity's id, alone or before a slash.
        """
        linked = self._linked()
        found: set[str] = set()
        for key in keys:
            entity, slash, rest = key.partition("/")
            met, frontier = {entity}, [entity]
            while frontier and linked:
                fresh = linked.get(frontier.pop(), set()) - met
                met |= fresh
                frontier += fresh
            found |= {one + slash + rest for one in met}
        return found

    def _linked(self) -> Mapping[str, set[str]]:
        """Entity → what some event ever told to be one with it."""
        if self._ever_one is None:
            self._ever_one = self._links()
        return self._ever_one

    def _links(self) -> Mapping[str, set[str]]:
        linked: dict[str, set[str]] = defaultdict(set)
        for events in self._merges():
            said = events[0].content["data"]
            together = {said["entity"], said["into"]}
            for event in events[1:]:
                together |= set(
                    ((event.content["data"].get("changes") or {}).get("data") or {}).values()
                )
            for one in together:
                linked[one] |= together
        return linked

    def merges_at(self, position: int) -> Mapping[str, str]:
        """Entity → the entity that it counts as, chains followed to their end."""
        epoch = bisect_right(self._merge_positions, position)
        if not epoch:
            return NOTHING
        if epoch not in self._mappings:
            self._mappings[epoch] = self._mapping(self._merge_positions[epoch - 1])
        return self._mappings[epoch]

    def _mapping(self, position: int) -> Mapping[str, str]:
        direct: dict[str, str] = {}
        for events in sorted(self._merges(), key=lambda events: events[0].position):
            root = events[0].id
            count = bisect_right(self._positions[root], position)
            if not count:
                continue
            merge = self._told(root, count)
            if merge.status != "retracted":
                said = merge.data.as_json()
                direct[said["entity"]] = said["into"]
        return {entity: _follow(entity, direct) for entity in direct}

    def _merges(self) -> list[list[RecordedEvent]]:
        if not self._merge_positions:
            return []
        return [events for events in self._by_root.values() if events[0].type == MERGE]


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


def _follow(entity: str, direct: Mapping[str, str]) -> str:
    seen = {entity}
    while (entity_next := direct.get(entity)) and entity_next not in seen:
        seen.add(entity_next)
        entity = entity_next
    return entity


def _same_names(fact: Fact, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    raw = {*fact.entities, *fact.merged}
    return all(before.get(one, one) == after.get(one, one) for one in raw)
