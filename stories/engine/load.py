"""Bring from the log just the facts that a derivation needs, in a constant number of queries.

A track is found under its key. What bears on it, and what a larger track takes in, is known once
its own facts are: so the loader looks at what it has, loads what that leads to, and looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from events.facts import MERGE
from events.history import History
from events.log import read
from events.log.merged import merges
from events.merges import Merges
from events.recorded import RecordedEvent
from stories.engine.index import Index
from stories.engine.placed import keys_met
from stories.engine.projection import Projection, home


@dataclass(frozen=True, slots=True)
class Touched:
    """What events touch: the facts of all those tracks as they stood before, the positions at which
    any is touched, and the tracks, each with the last of these positions that touches it."""

    index: Index
    positions: Sequence[int]
    tracks: Mapping[str, int]


def for_events(
    projection: Projection,
    events: Sequence[RecordedEvent],
    upto: int,
    accepts: Callable[[str], bool] = lambda track: True,
    known: Merges | None = None,
) -> Touched:
    """The facts of every track that the events touch.

    Of tracks that are not accepted, which another slice derives, only what leads to them is loaded.
    `events` need not be recorded yet: a preview passes what would be. `known` are the merges up to
    the position, where the caller has them.
    """
    loading = _Loading(projection, upto, known)
    history = loading.history
    merging = any(event.type == MERGE or history.knows_merge(event.root) for event in events)
    facts_alone = projection.anchor == "fact" and not merging  # they are the tracks
    events = [event for event in events if _concerns(projection, event, history, accepts)]
    loading.want({event.root for event in events if event.root != event.id})
    loading.load()
    history.add(events)
    positions = [e.position for e in events if _has_places(projection, history.events(e.root))]
    if not positions:
        return Touched(Index(projection, History(), upto), positions, {})
    index = Index(projection, history, positions[0] - 1)
    if facts_alone:
        return Touched(index, positions, {str(event.root): event.position for event in events})
    while True:
        touched = {track: position for position in positions for track in index.step(position)}
        # What would wake a larger track may not be at hand yet.
        found = loading.complete(index, filter(accepts, touched.keys() | index.asleep))
        index.rewind()
        if not found:
            return Touched(index, positions, touched)
        index.take_in(found)


def for_track(projection: Projection, track: str, upto: int) -> History:
    """All facts of a track, or of every track of a home, as recorded up to a position."""
    loading = _Loading(projection, upto)
    if track == home(track):
        loading.want({track})
    else:
        loading.want_tracks({track})
    loading.load()
    while True:
        index = Index(projection, loading.history, 0)
        touched = {one for p in loading.history.positions() for one in index.step(p)}
        if not loading.complete(index, {one for one in touched if track in (one, home(one))}):
            return loading.history


def for_homes(projection: Projection, homes: Collection[str], upto: int) -> History:
    """All facts of all tracks of some entities, as recorded up to a position."""
    loading = _Loading(projection, upto)
    loading.want(homes)
    more = bool(loading.load() and projection.wide)
    while more:
        loading.want_wide(keys_met(projection, loading.history))
        # Only along chains does what bears on a track lead to more.
        more = bool(loading.load() and projection.chained)
    return loading.history


def for_facts(projection: Projection, events: Sequence[RecordedEvent], upto: int) -> History:
    """Originals with what amends them."""
    loading = _Loading(projection, upto)
    loading.history.add(events)
    loading.history.add(read.amendments_of([event.root for event in events], upto))
    return loading.history


class _Loading:
    """A history that is being completed: what is wanted is gathered, then loaded at once.

    Each key is asked for once.
    """

    def __init__(self, projection: Projection, upto: int, known: Merges | None = None) -> None:
        self.projection = projection
        self.upto = upto
        self.history = History(merges=merges(upto) if known is None else known)
        self._asked: set[tuple[str | UUID, str]] = set()
        self._roots: set[UUID] = set()
        self._sought: list[read.Sought] = []

    def complete(self, index: Index, touched: Iterable[str]) -> list[UUID]:
        """Load what an index shows to be missing for these tracks; the roots that were."""
        touched = set(touched)
        sleeping = bool(self.projection.waking)
        awake = {track for track in touched if not sleeping or track in index.woken}
        parts = {part for track in awake for part in index.part_names(track)}
        asleep = {self.projection.key(track) for track in touched if track not in awake}
        self.want_tracks(awake | parts)
        self.want(index.asked_for)
        self.want(asleep, "waking", self.projection.waking - self.projection.wide)
        self.want_wide(index.met_keys)
        return self.load()

    def want_tracks(self, tracks: Collection[str]) -> None:
        """What is found both under the key of a track and under its home.

        A person's key alone would bring all that they were in every other organisation.
        """
        keys = {track: self.projection.key(track) for track in tracks}
        whole = {key for track, key in keys.items() if isinstance(key, UUID) or key == home(track)}
        self.want(whole)
        missing = {
            track: key
            for track, key in keys.items()
            if isinstance(key, str) and key not in whole and (track, "track") not in self._asked
        }
        self._asked |= {(track, "track") for track in missing}
        if missing:
            homes = self.history.every_id(map(home, missing))
            named = self.history.every_id(missing.values())
            self._sought.append(read.Sought(named, self.projection.types, within=homes))

    def want_wide(self, keys: Collection[str]) -> None:
        self.want(keys, "wide", self.projection.wide)

    def want(
        self,
        keys: Collection[str | UUID],
        which: str = "all",
        types: Collection[str] | None = None,
    ) -> None:
        """What is found under the keys: all that has places, or of some types of it."""
        missing = {key for key in keys if not {(key, which), (key, "all")} & self._asked}
        if not missing or (types is not None and not types):
            return
        self._asked |= {(key, which) for key in missing}
        self._roots |= {key for key in missing if isinstance(key, UUID)}
        if named := self.history.every_id(key for key in missing if isinstance(key, str)):
            projection = self.projection
            sought = (
                read.Sought(named, projection.types, projection.amended_by)
                if types is None
                else read.Sought(named, types)
            )
            self._sought.append(sought)

    def load(self) -> list[UUID]:
        """Load what is wanted and not there yet, by two queries at most; the roots loaded."""
        if self._sought:
            self._roots |= read.roots_mentioning(self._sought, self.upto)
        missing = [root for root in self._roots if root not in self.history]
        self._sought, self._roots = [], set()
        if missing:
            self.history.add(read.events_of_roots(missing, self.upto))
        return [root for root in missing if root in self.history]


def _concerns(
    projection: Projection,
    event: RecordedEvent,
    history: History,
    accepts: Callable[[str], bool],
) -> bool:
    """Whether an event can touch a track that is accepted, whatever its homes are ever called.

    A merge, and what amends it, can touch any; those recorded are all that the history has so far.
    """
    if event.type == MERGE or history.knows_merge(event.root):
        return True
    homes = projection.homes_of(event)
    return homes is None or any(map(accepts, history.every_id(homes)))


def _has_places(projection: Projection, events: Sequence[RecordedEvent]) -> bool:
    return (
        projection.types is None
        or events[0].type in projection.types
        or events[0].type == MERGE
        or any(event.type in projection.amended_by for event in events)
    )
