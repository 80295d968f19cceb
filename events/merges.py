"""Which entity counts as which other, by the merges of a history and what became of them. Pure.

Nothing is worked out before it is asked for: what a fact is about depends on the merges of those
that it names, however many others there are.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from events.facts import MERGE, NOTHING, Undecodable
from events.recorded import RecordedEvent
from events.roots import Roots


@dataclass(frozen=True, slots=True)
class _Named:
    """What a merge ever told to be one: `entities` and what they give way to, `into`."""

    entities: set[str] = field(default_factory=set)
    into: set[str] = field(default_factory=set)


class Merges:
    def __init__(self, events: Iterable[RecordedEvent] = ()) -> None:
        self.roots = Roots()
        self._root_at: dict[int, UUID] = {}
        self._positions: list[int] = []
        self._named: dict[UUID, _Named] = defaultdict(_Named)
        self._of: dict[str, list[tuple[int, UUID]]] = defaultdict(list)
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._ever_one: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[int, dict[str, str | None]] = defaultdict(dict)
        for event in events:
            self.add(event)

    def __contains__(self, root: UUID) -> bool:
        return root in self.roots

    def root_at(self, position: int) -> UUID | None:
        return self._root_at.get(position)

    def positions(self) -> list[int]:
        """Of the merges and of what amends them, in order."""
        return self._positions

    def extended(self, events: Iterable[RecordedEvent]) -> Merges:
        """With the merges among some events, in order, and what of them amends one; itself where
        there are none, or all are known."""
        found = self
        for event in events:
            merging = event.type == MERGE or event.root in found
            if merging and event.position not in found._root_at:
                found = Merges(self._all()) if found is self else found
                found.add(event)
        return found

    def until(self, position: int) -> Merges:
        """As they were at a position; itself where nothing came since."""
        if not self._positions or self._positions[-1] <= position:
            return self
        return Merges(event for event in self._all() if event.position <= position)

    def _all(self) -> Iterable[RecordedEvent]:
        for position in self._positions:
            root = self._root_at[position]
            yield self.roots.events(root)[self.roots.count(root, position) - 1]

    def add(self, event: RecordedEvent) -> None:
        """Take in a merge, or what amends one that is known; not what is known already."""
        if not self.roots.add(event):
            return
        self._root_at[event.position] = event.root
        insort(self._positions, event.position)
        self._ends.clear()
        named, said = self._named[event.root], _told_by(event)
        named.entities.update(_text(said, "entity"))
        named.into.update(_text(said, "into"))
        place = (self.roots.events(event.root)[0].position, event.root)
        for entity in named.entities:
            if place not in self._of[entity]:
                insort(self._of[entity], place)
        for into in named.into:
            self._followers[into] |= named.entities
        together = named.entities | named.into
        for one in together:
            self._ever_one[one] |= together

    def ever_one(self, entity: str) -> set[str]:
        """The entity with all that was ever merged with it, in either direction."""
        return _reached([entity], self._ever_one)

    def same_at(self, entity: str, position: int) -> set[str]:
        """The entity with all that count as the same at a position."""
        called = self._called(entity, position)
        ever = self.ever_one(entity)
        return {entity, *(one for one in ever if self._called(one, position) == called)}

    def names_at(self, entities: Iterable[str], position: int) -> Mapping[str, str]:
        """What each counts as, of those that were merged, chains followed to their end.

        Raises Undecodable.
        """
        if not self._of:
            return NOTHING
        ends = ((one, self._end(one, position)) for one in entities if one in self._of)
        return {one: end for one, end in ends if end is not None}

    def renamed_at(self, position: int) -> Mapping[str, str]:
        """What counts as another since a merge, or what amends one, at a position; and what it
        counted as before.
        """
        root = self._root_at.get(position)
        if root is None:
            return NOTHING
        found: dict[str, str] = {}
        for one in _reached(self._named[root].entities, self._followers):
            before, after = (self._called(one, at) for at in (position - 1, position))
            if before != after:
                found[one] = before if isinstance(before, str) else one
        return found

    def _called(self, entity: str, position: int) -> str | UUID:
        """What it counts as, or the merge by which that cannot be told."""
        try:
            return self._end(entity, position) or entity
        except Undecodable as unreadable:
            return unreadable.root

    def _end(self, entity: str, position: int) -> str | None:
        """None if it was not merged; of a circle, which nobody may make, the last that is new."""
        ends = self._ends[bisect_right(self._positions, position)]
        way, met = [entity], {entity}
        while way[-1] not in ends:
            into = self._into(way[-1], position)
            if into is None:
                ends[way[-1]] = None
            elif into in met:
                return way[-1]
            else:
                way.append(into)
                met.add(into)
        end = ends[way[-1]] or way[-1]
        ends |= dict.fromkeys(way[:-1], end)
        return ends[entity]

    def _into(self, entity: str, position: int) -> str | None:
        """What it was merged into by the latest of its merges that stands."""
        for _, root in reversed(self._of.get(entity, ())):
            count = self.roots.count(root, position)
            merge = self.roots.told(root, count) if count else None
            if merge is not None and merge.status != "retracted":
                said: Any = merge.data
                if said.entity == entity:
                    return str(said.into)
        return None


def _told_by(event: RecordedEvent) -> Mapping[str, Any]:
    said: Mapping[str, Any] = event.content["data"]
    return said if event.type == MERGE else (said.get("changes") or {}).get("data") or {}


def _text(said: Mapping[str, Any], name: str) -> set[str]:
    """Nothing of what is no text, in a merge that cannot be read."""
    return {said[name]} if isinstance(said.get(name), str) else set()


def _reached(first: Iterable[str], linked: Mapping[str, set[str]]) -> set[str]:
    met = set(first)
    frontier = list(met)
    while frontier:
        fresh = linked.get(frontier.pop(), set()) - met
        met |= fresh
        frontier += fresh
    return met
