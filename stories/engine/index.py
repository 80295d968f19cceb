"""Which tracks there are at a position, and which facts each has. Pure.

An index holds the facts of a history as they stood at one position and is moved forward event by
event, so that the work is in proportion to what an event changes and not to what there is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from events.facts import Fact, Undecodable
from events.history import History, mentions_of
from stories.engine.projection import Every, Parts, Place, Projection, Within, section

KEPT_ENTITIES = 20
"""The places of a fact are kept unless it names more: a board of thousands has as many."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A root where it belongs: its fact, or why it cannot be read."""

    fact: Fact | Undecodable
    places: tuple[Place, ...]
    keys: tuple[str, ...]


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
        self._began = position
        self._began_as: dict[UUID, Placed | None] = {}
        self.take_in(history.roots())

    def take_in(self, roots: Iterable[UUID]) -> None:
        """Place roots of the history, as they stood at the position at which the index began."""
        for root in roots:
            self._put(root, _read(self.projection, self.history, root, self._began))

    def rewind(self) -> None:
        """Go back to the position at which the index began: cheaper than to begin anew.

        What must be at hand for a true answer still must.
        """
        for root, placed in self._began_as.items():
            self._take_out(root)
            self._put(root, placed)
        for kept in (self._began_as, self._facts, self.woken, self.asleep):
            kept.clear()

    def step(self, position: int) -> set[str]:
        """Take in the event at a position; the tracks that it touches.

        Those are the tracks of what it is about as that stood before, and as it stands since.
        """
        root = self.history.root_at(position)
        touched: set[str] = set()
        for changed in {*([root] if root else ()), *self._renamed(position)}:
            before = self._placed.get(changed)
            after = _read(self.projection, self.history, changed, position)
            self._began_as.setdefault(changed, before)
            touched |= self._touched(before)
            self._take_out(changed)
            self._put(changed, after)
            touched |= self._touched(after)
        for track in touched:
            self._facts.pop(track, None)
        return touched

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


def keys_met(projection: Projection, history: History) -> set[str]:
    """Every key that a fact of a history has had, apart from what merges made of it."""
    met: set[str] = set()
    for position in history.positions():
        root = history.root_at(position)
        placed = root and _read(projection, history, root, position)
        met.update(placed.keys if placed else ())
    return met


def _read(projection: Projection, history: History, root: UUID, position: int) -> Placed | None:
    try:
        fact = history.at(root, position)
    except Undecodable as error:
        return Placed(error, tuple(_homes(projection, history, root)), ())
    if fact is None or (fact.status == "retracted" and not projection.retracted):
        return None
    few = len(fact.entities) <= KEPT_ENTITIES
    return _kept(projection, fact) if few else _place(projection, fact)


def _homes(projection: Projection, history: History, root: UUID) -> set[str]:
    """All homes that an event may belong to: it cannot be read, so each must wait.

    The same that a slice passes it over by: in any number of slices the same tracks wait.
    """
    if projection.anchor == "fact":
        return {str(root)}
    original, *amendments = history.events(root)
    told = projection.homes_of(original)
    homes = mentions_of([original]) if told is None else set(told)
    return history.every_id(homes | mentions_of(amendments))


def _place(projection: Projection, fact: Fact) -> Placed:
    return Placed(fact, tuple(projection.places(fact)), projection.keys(fact))


# What is loaded is looked at once to find what else is needed, and then gone through.
_kept = lru_cache(8192)(_place)


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
