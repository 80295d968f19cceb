"""Bring from the log just the facts that a derivation needs, in a constant number of queries.

A track is found under its key. What bears on it, and what a larger track takes in, is known once
its own facts are: so the loader looks at what it has, loads what that leads to, and looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from events.history import MERGE, History
from events.log import read
from events.recorded import RecordedEvent
from stories.engine.index import Index
from stories.engine.projection import Projection, home


def for_events(
    projection: Projection,
    events: Sequence[RecordedEvent],
    upto: int,
    accepts: Callable[[str], bool] = lambda track: True,
) -> tuple[History, list[int], set[str]]:
    """The facts of every track that the events touch, which positions do, and those tracks.

    Of tracks that are not accepted, which another slice derives, only what leads to them is loaded.
    `events` need not be recorded yet: a preview passes what would be.
    """
    loading = _Loading(projection, upto)
    history = loading.history
    merging = any(event.type == MERGE or event.root in history for event in events)
    facts_alone = projection.anchor == "fact" and not merging  # they are the tracks
    if facts_alone:
        events = [event for event in events if accepts(str(event.root))]
    loading.add_roots({event.root for event in events if event.root != event.id})
    history.add(events)
    positions = [e.position for e in events if _has_places(projection, history.events(e.root))]
    touched: set[str] = set()
    if facts_alone:
        return history, positions, {str(event.root) for event in events}
    if not positions:
        return history, positions, touched
    while True:
        index = Index(projection, history, positions[0] - 1)
        for position in positions:
            touched |= index.step(position)
        # What would wake a larger track may not be at hand yet.
        if not loading.complete(index, filter(accepts, touched | index.asleep)):
            return history, positions, touched


def for_track(projection: Projection, track: str, upto: int) -> History:
    """All facts of a track, or of every track of a home, as recorded up to a position."""
    loading = _Loading(projection, upto)
    if track == home(track):
        loading.add({track})
    else:
        loading.add_tracks({track})
    while True:
        index = Index(projection, loading.history, 0)
        touched = {one for p in loading.history.positions() for one in index.step(p)}
        if not loading.complete(index, {one for one in touched if track in (one, home(one))}):
            return loading.history


def for_homes(projection: Projection, homes: Collection[str], upto: int) -> History:
    """All facts of all tracks of some entities, as recorded up to a position."""
    loading = _Loading(projection, upto)
    loading.add(homes)
    if projection.wide:
        index = Index(projection, loading.history, 0)
        for position in loading.history.positions():
            index.step(position)
        loading.add_wide(index.met_keys)
    return loading.history


def for_facts(projection: Projection, events: Sequence[RecordedEvent], upto: int) -> History:
    """Originals with what amends them."""
    loading = _Loading(projection, upto)
    loading.history.add(events)
    loading.history.add(read.amendments_of([event.root for event in events], upto))
    return loading.history


class _Loading:
    """A history that is being completed; each key is asked for once."""

    def __init__(self, projection: Projection, upto: int) -> None:
        self.projection = projection
        self.upto = upto
        self.history = History()
        self._asked: set[tuple[str | UUID, str]] = set()
        self.add_roots({event.root for event in read.events_of_types([MERGE], upto)})

    def complete(self, index: Index, touched: Iterable[str]) -> bool:
        """Load what an index shows to be missing for these tracks; False when nothing was."""
        touched = set(touched)
        sleeping = bool(self.projection.waking)
        awake = {track for track in touched if not sleeping or track in index.woken}
        parts = {part for track in awake for part in index.part_names(track)}
        asleep = {self.projection.key(track) for track in touched if track not in awake}
        loaded = [
            self.add_tracks(awake | parts),
            self.add(index.asked_for),
            self.add(asleep, "waking", self.projection.waking - self.projection.wide),
            self.add_wide(index.met_keys),
        ]
        return any(loaded)

    def add_tracks(self, tracks: Collection[str]) -> bool:
        """Load what is found both under the key of a track and under its home.

        A person's key alone would bring all that they were in every other organisation.
        """
        keys = {track: self.projection.key(track) for track in tracks}
        whole = {key for track, key in keys.items() if isinstance(key, UUID) or key == home(track)}
        loaded = self.add(whole)
        missing = {
            track: key
            for track, key in keys.items()
            if isinstance(key, str) and key not in whole and (track, "track") not in self._asked
        }
        if not missing:
            return loaded
        self._asked |= {(track, "track") for track in missing}
        roots = read.roots_mentioning(
            self.history.every_id(missing.values()),
            self.upto,
            types=self.projection.types,
            within=self.history.every_id(map(home, missing)),
        )
        return self.add_roots(roots) or loaded

    def add_wide(self, keys: Collection[str]) -> bool:
        return self.add(keys, "wide", self.projection.wide)

    def add(
        self,
        keys: Collection[str | UUID],
        which: str = "all",
        types: Collection[str] | None = None,
    ) -> bool:
        """Load what is found under the keys: all that has places, or of some types of it."""
        missing = {key for key in keys if not {(key, which), (key, "all")} & self._asked}
        if not missing or (types is not None and not types):
            return False
        self._asked |= {(key, which) for key in missing}
        roots = {key for key in missing if isinstance(key, UUID)}
        named = self.history.every_id(key for key in missing if isinstance(key, str))
        if named:
            roots |= read.roots_mentioning(
                named,
                self.upto,
                types=self.projection.types if types is None else types,
                amended_by=self.projection.amended_by if types is None else (),
            )
        return self.add_roots(roots)

    def add_roots(self, roots: Iterable[UUID]) -> bool:
        missing = [root for root in roots if root not in self.history]
        if missing:
            self.history.add(read.events_of_roots(missing, self.upto))
        return bool(missing)


def _has_places(projection: Projection, events: Sequence[RecordedEvent]) -> bool:
    return (
        projection.types is None
        or events[0].type in projection.types
        or events[0].type == MERGE
        or any(event.type in projection.amended_by for event in events)
    )
