"""Bring from the log just the facts that a derivation needs: a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from events.history import MERGE, History
from events.log import read
from events.recorded import RecordedEvent
from stories.engine.fold import Tracks, anchor
from stories.engine.projection import Projection


def for_events(
    projection: Projection, events: Sequence[RecordedEvent], upto: int
) -> tuple[History, set[str]]:
    """The facts of every track that the events touch, and those tracks.

    `events` need not be recorded yet: a preview passes what would be.
    """
    history = _with_merges(upto)
    _add_roots(history, {event.root for event in events}, upto)
    history.add(events)
    tracks = Tracks(projection, history)
    positions = [event.position for event in events]
    _add_naming(history, {e for p in positions for e in tracks.reaches(p)}, upto)
    touched = {track for position in positions for track in tracks.touched_by(position)}
    _add_tracks(projection, history, touched, upto)
    return history, touched


def for_tracks(projection: Projection, tracks: Collection[str], upto: int) -> History:
    """All facts of the tracks, as recorded up to a position."""
    history = _with_merges(upto)
    if projection.anchor == "fact":
        _add_roots(history, {UUID(track) for track in tracks}, upto)
    _add_tracks(projection, history, tracks, upto)
    return history


def _with_merges(upto: int) -> History:
    merges = read.events_of_types([MERGE], upto)
    history = History()
    _add_roots(history, {event.root for event in merges}, upto)
    return history


def _add_tracks(
    projection: Projection, history: History, tracks: Collection[str], upto: int
) -> None:
    if projection.anchor == "fact":
        return  # the facts are the tracks: they are here already
    _add_naming(history, {anchor(track) for track in tracks}, upto)
    if projection.wide:
        named = history.every_id(history.names())
        wide = read.roots_mentioning(named, upto, types=projection.wide)
        _add_roots(history, wide, upto)


def _add_naming(history: History, entities: Collection[str], upto: int) -> None:
    if entities:
        _add_roots(history, read.roots_mentioning(history.every_id(entities), upto), upto)


def _add_roots(history: History, roots: Iterable[UUID], upto: int) -> None:
    missing = [root for root in roots if root not in history]
    if missing:
        history.add(read.events_of_roots(missing, upto))
