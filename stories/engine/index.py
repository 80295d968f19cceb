"""Which tracks there are at a position, and which facts each has. Pure.

An index holds the facts of a history as they stood at one position and is moved forward event by
event, so that the work is in proportion to what an event changes and not to what there is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from uuid import UUID

from events.facts import Fact, Undecodable
from events.history import History
from stories.engine.placed import Placed, read
from stories.engine.projection import Every, Parts, Place, Projection, Within, section


class Step(NamedTuple):
    """What an event changes, and the tracks that it touches."""

    changed: list[tuple[UUID, Placed | None]]
    touched: set[str]


class Index:
    """The facts of a history by track, for one projection.

    `woken` are the tracks met that were awake, of those that can sleep, and `asleep` the larger
    ones met that were not; `met_keys` all keys that a fact met had, and `asked_for` the keys of all
    `Every` met: what must be at hand for a true answer.
    """

    def __init__(self, projection: Projection, history: History, position: int) -> None:
        self.projection = projection
        self.history = history
        self.woken: set[str] = set()
        self.asleep: set[str] = set()
        self.met_keys: set[str] = set()
        self.asked_for: set[str] = set()
        self._placed: dict[UUID, Placed] = {}
        self._members: dict[str, dict[UUID, Placed]] = defaultdict(dict)
        self._parts: dict[str, Counter[str]] = defaultdict(Counter)
        self._wholes: dict[str, Counter[str]] = defaultdict(Counter)
        self._bearing: dict[str, dict[UUID, Placed]] = defaultdict(dict)
        self._found: dict[str, dict[UUID, Placed]] = defaultdict(dict)
        self._unreadable: Counter[Place] = Counter()
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._steps: dict[int, Step] = {}
        self._began = position
        self._began_as: dict[UUID, Placed | None] = {}
        self.take_in(history.roots())

    def take_in(self, roots: Iterable[UUID]) -> None:
        """Place roots of the history, as they stood at the position at which the index began."""
        for kept in (self._steps, self.woken, self.asleep):
            kept.clear()
        for root in roots:
            self._put(root, read(self.projection, self.history, root, self._began))

    def rewind(self) -> None:
        """Go back to the position at which the index began: cheaper than to begin anew.

        What must be at hand for a true answer still must. The same steps are to be taken again.
        """
        for root, placed in self._began_as.items():
            self._take_out(root)
            self._put(root, placed)
        for kept in (self._began_as, self._facts):
            kept.clear()

    def step(self, position: int) -> AbstractSet[str]:
        """Take in the event at a position; the tracks that it touches.

        Those are the tracks of what it is about as that stood before, and as it stands since. An
        index that was rewound goes the same way again, and need not look for it.
        """
        known = self._steps.get(position)
        if known is None:
            known = self._steps[position] = self._look(position)
        else:
            for changed, after in known.changed:
                self._change(changed, after)
        for track in known.touched:
            self._facts.pop(track, None)
        return known.touched

    def _look(self, position: int) -> Step:
        root = self.history.root_at(position)
        step = Step([], set())
        for one in {*([root] if root else ()), *self._renamed(position)}:
            after = read(self.projection, self.history, one, position)
            step.changed.append((one, after))
            step.touched.update(self._touched(self._placed.get(one)))
            self._change(one, after)
            step.touched.update(self._touched(after))
        return step

    def _change(self, root: UUID, after: Placed | None) -> None:
        self._began_as.setdefault(root, self._placed.get(root))
        self._take_out(root)
        self._put(root, after)

    def tracks(self) -> set[str]:
        """All that are there and awake."""
        there = {track for track, members in self._members.items() if members}
        there |= {whole for whole, parts in self._parts.items() if parts}
        return {track for track in there if self._awake(track)}

    def facts(self, track: str) -> tuple[Fact, ...]:
        """The facts of a track, in order of position, without those of its parts.

        The same tuple until one of them changes. Raises Undecodable.
        """
        known = self._facts.get(track)
        if known is None:
            found = dict(self._members.get(track, {}))
            self._add_bearing(track, found)
            facts = [_readable(placed) for placed in found.values()]
            known = self._facts[track] = tuple(sorted(facts, key=lambda fact: fact.position))
        return known

    def parts(self, track: str) -> Parts:
        """The tracks that a larger one takes in. Raises Undecodable."""
        return {part: self.facts(part) for part in self.part_names(track)}

    def part_names(self, track: str) -> list[str]:
        return sorted(self._parts.get(track, ()))

    def _add_bearing(self, track: str, found: dict[UUID, Placed]) -> None:
        """What bears on the facts of a track, and on what hands on to them."""
        if not self._bearing:
            return
        of = section(track)
        waiting = {key for placed in found.values() for key in placed.keys}
        looked: set[str] = set()
        while waiting:
            key = waiting.pop()
            looked.add(key)
            for root, placed in self._bearing.get(key, {}).items():
                if any(_reaches(place, key, of) for place in placed.places):
                    found[root] = placed
                    if self._hands_on(placed):
                        waiting.update(one for one in placed.keys if one not in looked)

    def _touched(self, placed: Placed | None) -> set[str]:
        """The tracks of a fact, and the larger ones, if awake, that take these in."""
        if placed is None:
            return set()
        found: set[str] = set()
        for place in placed.places:
            match place:
                case Every():
                    found |= self._reached(place)
                case Within():
                    found.add(place.track)
                case _:
                    found.add(place)
        if not self.projection.waking:
            return found
        larger = {whole for track in found for whole in self._wholes.get(track, ())}
        awake = {track for track in found | larger if self._awake(track)}
        self.woken |= awake
        self.asleep |= larger - awake
        return found | (larger & awake)

    def _reached(self, first: Every) -> set[str]:
        """The tracks that a place stands for, and those that their facts hand on to."""
        found: set[str] = set()
        waiting = [first]
        looked = {first}
        while waiting:
            key = waiting.pop().key
            self.asked_for.add(key)
            for placed in self._found.get(key, {}).values():
                found.update(_tracks(placed))
                if self._hands_on(placed):
                    further = {place for place in placed.places if isinstance(place, Every)}
                    waiting += further - looked
                    looked |= further
        return {track for track in found if first.section in (None, section(track))}

    def _hands_on(self, placed: Placed) -> bool:
        return isinstance(placed.fact, Fact) and placed.fact.type in self.projection.chained

    def _awake(self, track: str) -> bool:
        """What cannot be read may be what wakes a track."""
        own = self._members.get(track, {}).values()
        return bool(self._unreadable.get(track)) or self.projection.awake(
            track, (placed.fact for placed in own if isinstance(placed.fact, Fact))
        )

    def _renamed(self, position: int) -> set[UUID]:
        """What names something that is called otherwise since a merge, or its undoing."""
        renamed = self.history.renamed_at(position)
        self.asked_for |= renamed.keys()
        return {
            root
            for called in set(renamed.values())
            for root, placed in self._found.get(called, {}).items()
            if isinstance(placed.fact, Fact)
            and not renamed.keys().isdisjoint((*placed.fact.entities, *placed.fact.merged))
        }

    def _put(self, root: UUID, placed: Placed | None) -> None:
        if placed is None:
            return
        self._placed[root] = placed
        if isinstance(placed.fact, Undecodable):
            self._unreadable.update(placed.places)
        self.met_keys.update(placed.keys)
        for key in placed.keys:
            self._found[key][root] = placed
        for place in placed.places:
            match place:
                case Every():
                    self._bearing[place.key][root] = placed
                case Within():
                    self._members[place.track][root] = placed
                    self._parts[place.whole][place.track] += 1
                    self._wholes[place.track][place.whole] += 1
                case _:
                    self._members[place][root] = placed

    def _take_out(self, root: UUID) -> None:
        placed = self._placed.pop(root, None)
        if placed is None:
            return
        if isinstance(placed.fact, Undecodable):
            self._unreadable.subtract(placed.places)
        for key in placed.keys:
            self._found[key].pop(root, None)
        for place in placed.places:
            match place:
                case Every():
                    self._bearing[place.key].pop(root, None)
                case Within():
                    self._members[place.track].pop(root, None)
                    _discount(self._parts, place.whole, place.track)
                    _discount(self._wholes, place.track, place.whole)
                case _:
                    self._members[place].pop(root, None)


def _readable(placed: Placed) -> Fact:
    if isinstance(placed.fact, Undecodable):
        raise placed.fact
    return placed.fact


def _tracks(placed: Placed) -> Iterable[str]:
    for place in placed.places:
        if isinstance(place, Within):
            yield place.track
        elif isinstance(place, str):
            yield place


def _reaches(place: Place, key: str, of: str) -> bool:
    return isinstance(place, Every) and place.key == key and place.section in (None, of)


def _discount(counts: dict[str, Counter[str]], of: str, one: str) -> None:
    counts[of][one] -= 1
    if not counts[of][one]:
        del counts[of][one]
