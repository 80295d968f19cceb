"""Originals with what amends them, and what each amounts to at any position, as told. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from uuid import UUID

from events.effective import AmendmentFold
from events.facts import Fact
from events.recorded import RecordedEvent


class Roots:
    """Facts are about the entities that they were told of, whatever these were merged into."""

    def __init__(self) -> None:
        self._events: dict[UUID, list[RecordedEvent]] = {}
        self._positions: dict[UUID, list[int]] = {}
        self._folds: dict[UUID, AmendmentFold] = defaultdict(AmendmentFold)
        self._told: dict[tuple[UUID, int], Fact] = {}

    def add(self, event: RecordedEvent) -> bool:
        """Whether it is new; those of a root come in order."""
        positions = self._positions.setdefault(event.root, [])
        if positions and positions[-1] >= event.position:
            return False
        positions.append(event.position)
        self._events.setdefault(event.root, []).append(event)
        return True

    def __contains__(self, root: UUID) -> bool:
        return root in self._events

    def events(self, root: UUID) -> list[RecordedEvent]:
        return self._events[root]

    def count(self, root: UUID, position: int) -> int:
        """How many of its events were recorded at a position."""
        return bisect_right(self._positions.get(root, ()), position)

    def told(self, root: UUID, count: int) -> Fact:
        """What the first so many events of a root amount to. Raises Undecodable."""
        if (root, count) not in self._told:
            fact = self._folds[root].fact(self._events[root][:count])
            self._told[root, count] = fact
        return self._told[root, count]
