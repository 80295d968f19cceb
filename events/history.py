"""Facts as they stood at any position, from a set of recorded events held in memory.

Pure. Whoever loads the events sees to it that every root in the set is complete up to the
position asked for: an original without its later amendments would answer wrongly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from events.facts import NOTHING, Fact, effective
from events.recorded import RecordedEvent
from events.types import decode, references

MERGE = "entity.merged"
LONGEST_SLUG = 100


class History:
    """Facts by root and position. A fact is the same object until it changes."""

    def __init__(self, events: Iterable[RecordedEvent] = ()) -> None:
        self._by_root: dict[UUID, list[RecordedEvent]] = {}
        self._positions: dict[UUID, list[int]] = {}
        self._root_at: dict[int, UUID] = {}
        self._by_type: dict[str, list[UUID]] = defaultdict(list)
        self._named: dict[str, set[UUID]] = defaultdict(set)
        self._merge_positions: list[int] = []
        self._mappings: dict[int, Mapping[str, str]] = {}
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
            if event.root not in self._by_root:
                self._by_type[event.type].append(event.root)
            self._by_root.setdefault(event.root, []).append(event)
            for entity in mentions(event):
                self._named[entity].add(event.root)
            if self._by_root[event.root][0].type == MERGE:
                self._merge_positions.append(event.position)
                self._merge_positions.sort()
                self._mappings.clear()

    def __contains__(self, root: UUID) -> bool:
        return root in self._by_root

    def roots(self) -> Iterable[UUID]:
        return self._by_root.keys()

    def type_of(self, root: UUID) -> str:
        return self._by_root[root][0].type

    def names(self) -> set[str]:
        """Every id that anything in the set was recorded with."""
        return set(self._named)

    def roots_of(self, types: Collection[str]) -> list[UUID]:
        """Roots whose original is of one of the types."""
        return [root for type_ in types for root in self._by_type.get(type_, ())]

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
        fact = effective(self._by_root[root][:count], merges)
        self._facts[root, count] = (merges, fact)
        return fact

    def roots_naming(self, entities: Iterable[str]) -> set[UUID]:
        """Roots that ever named one of the entities, under any id it ever had or took over."""
        return {root for name in self.every_id(entities) for root in self._named.get(name, ())}

    def every_id(self, entities: Iterable[str]) -> set[str]:
        """The entities with all that were ever merged with them, in either direction."""
        linked: dict[str, set[str]] = defaultdict(set)
        for events in self._merges():
            said = events[0].content["data"]
            linked[said["entity"]].add(said["into"])
            linked[said["into"]].add(said["entity"])
            for event in events[1:]:
                changed = (event.content["data"].get("changes") or {}).get("data") or {}
                ids = {said["entity"], said["into"], *changed.values()}
                for one in ids:
                    linked[one] |= ids
        found = set(entities)
        frontier = list(found)
        while frontier and linked:
            for other in linked.get(frontier.pop(), ()):
                if other not in found:
                    found.add(other)
                    frontier.append(other)
        return found

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
            known = [event for event in events if event.position <= position]
            if not known:
                continue
            merge = effective(known)
            if merge.status != "retracted":
                said = merge.data.as_json()
                direct[said["entity"]] = said["into"]
        return {entity: _follow(entity, direct) for entity in direct}

    def _merges(self) -> list[list[RecordedEvent]]:
        if not self._merge_positions:
            return []
        return [events for events in self._by_root.values() if events[0].type == MERGE]


def mentions(event: RecordedEvent) -> set[str]:
    """Raw ids under which an event is found: its entities and stories, and an original's own id.

    An amendment adds only the entities that its changes newly name. An event that cannot be
    decoded is found under every text in it, so that whatever it may be about can be held back.
    """
    if event.root != event.id:
        changes = event.content["data"].get("changes") or {}
        return set(_ids_within(changes.get("data") or {}))
    found = {str(event.id), *(event.content.get("stories") or ())}
    try:
        data = decode(event.type, event.schema, event.content["data"])
    except (LookupError, ValueError):
        return found | set(_ids_within(event.content["data"]))
    return found | {ref.id for ref in references(data) if ref.kind != "event"}


def mentions_of(history: History, root: UUID) -> set[str]:
    """Everything that the events of a root, readable or not, may name."""
    return {one for event in history.events(root) for one in mentions(event)}


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
