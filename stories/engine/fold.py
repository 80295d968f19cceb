"""Derive tracks position by position and keep the differences. Pure.

One function serves catching up, rebuilding, retrying and previews: given the facts that a track
needs, the positions to go through and the rows open before them, it says which rows close, which
open, and which tracks cannot be digested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from events.facts import Fact, Undecodable
from events.history import MERGE, History, mentions_of
from stories.engine.projection import Every, Projection, Row, digest


@dataclass(slots=True)
class Version:
    """A row as it was known from one position to another (half-open; None: still)."""

    track: str
    digest: bytes
    known_from: int
    known_to: int | None = None
    row: Row | None = None
    """The columns; None for a row that is in the database already, and then `id` is set."""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """A track that could not be derived at a position."""

    track: str
    position: int
    error: str


@dataclass(slots=True)
class Changes:
    """What going through some positions did."""

    opened: list[Version] = field(default_factory=list)
    closed: list[Version] = field(default_factory=list)
    parked: dict[str, Parked] = field(default_factory=dict)


class Tracks:
    """Which tracks there are in a history, and which facts each has, for one projection."""

    def __init__(self, projection: Projection, history: History) -> None:
        self.projection = projection
        self.history = history
        self._known: dict[UUID, tuple[Fact, list[str | Every]]] = {}

    def touched_by(self, position: int) -> set[str]:
        """Tracks that the event at a position touches, by what it said before or says since.

        A root that cannot be decoded touches every track that it may name.
        """
        root = self.history.root_at(position)
        if root is None:
            return set()
        found: set[str] = set()
        for moment in (position - 1, position):
            for track in self._of(root, moment):
                found |= (
                    self.of_entity(track.entity, position) if isinstance(track, Every) else {track}
                )
        for entity in self.moved_by(position):
            found |= self.of_entity(entity, position)
        return found

    def reaches(self, position: int) -> set[str]:
        """Entities all of whose facts must be at hand before `touched_by` can answer."""
        root = self.history.root_at(position)
        if root is None:
            return set()
        wide = {
            track.entity
            for moment in (position - 1, position)
            for track in self._of(root, moment)
            if isinstance(track, Every)
        }
        return wide | self.moved_by(position)

    def moved_by(self, position: int) -> set[str]:
        """Entities that stand for something else since a merge, or its undoing, at a position."""
        root = self.history.root_at(position)
        if root is None or self.history.type_of(root) != MERGE:
            return set()
        before, after = (self.history.merges_at(p) for p in (position - 1, position))
        moved = {e for e in {*before, *after} if before.get(e, e) != after.get(e, e)}
        return moved | {m.get(e, e) for e in moved for m in (before, after)}

    def of_entity(self, entity: str, position: int) -> set[str]:
        """Tracks with a fact naming the entity, as known just before or at a position."""
        found: set[str] = set()
        for root in self.history.roots_naming([entity]):
            for moment in (position - 1, position):
                found |= {t for t in self._of(root, moment) if isinstance(t, str)}
        return found

    def facts(self, track: str, position: int) -> list[Fact]:
        """The facts of a track at a position, in order of position. Raises Undecodable."""
        direct: dict[UUID, Fact] = {}
        for root in self.history.roots_naming([anchor(track)]):
            fact = self.history.at(root, position)
            if fact and track in self._tracks(fact):
                direct[root] = fact
        if self.projection.wide:
            self._add_wide(direct, position)
        chosen = (
            f for f in direct.values() if self.projection.retracted or f.status != "retracted"
        )
        return sorted(chosen, key=lambda fact: fact.position)

    def _add_wide(self, direct: dict[UUID, Fact], position: int) -> None:
        named = {entity for fact in direct.values() for entity in fact.entities}
        for root in self.history.roots_of(self.projection.wide):
            fact = self.history.at(root, position)
            if fact and any(Every(entity) in self._tracks(fact) for entity in named):
                direct[root] = fact

    def _of(self, root: UUID, position: int) -> list[str | Every]:
        try:
            fact = self.history.at(root, position)
        except Undecodable:
            if self.projection.anchor == "fact":
                return [str(root)]
            return list[str | Every](mentions_of(self.history, root) - {str(root)})
        return self._tracks(fact) if fact else []

    def _tracks(self, fact: Fact) -> list[str | Every]:
        """A fact stays the same object until it changes, and its tracks with it."""
        known = self._known.get(fact.id)
        if known is None or known[0] is not fact:
            known = self._known[fact.id] = fact, list(self.projection.tracks(fact))
        return known[1]


def fold(
    projection: Projection,
    history: History,
    positions: Iterable[int],
    *,
    standing: Callable[[str], Sequence[Version]],
    accepts: Callable[[str], bool] = lambda track: True,
    parked: Mapping[str, Parked] | None = None,
) -> Changes:
    """Go through positions in ascending order and derive the tracks that each touches.

    `standing` gives the rows of a track open before the first position; `accepts` picks the
    tracks to derive; tracks in `parked` wait. A track that fails keeps its last good rows.
    """
    tracks = Tracks(projection, history)
    changes = Changes(parked=dict(parked or {}))
    opened: dict[str, dict[bytes, Version]] = {}
    for position in positions:
        for track in sorted(tracks.touched_by(position)):
            if not accepts(track) or track in changes.parked:
                continue
            if track not in opened:
                opened[track] = {version.digest: version for version in standing(track)}
            try:
                rows = {
                    digest(r): r for r in projection.derive(track, tracks.facts(track, position))
                }
            except Exception as error:  # noqa: BLE001 - whatever derive raises parks its track alone
                changes.parked[track] = Parked(track, position, told(error))
                continue
            _step(track, position, opened[track], rows, changes)
    _forget_momentary(changes)
    return changes


def _step(
    track: str,
    position: int,
    standing: dict[bytes, Version],
    rows: Mapping[bytes, Row],
    changes: Changes,
) -> None:
    for gone in standing.keys() - rows.keys():
        version = standing.pop(gone)
        version.known_to = position
        if version.id is not None:
            changes.closed.append(version)
    for new in rows.keys() - standing.keys():
        version = Version(track, new, position, row=rows[new])
        standing[new] = version
        changes.opened.append(version)


def _forget_momentary(changes: Changes) -> None:
    changes.opened = [v for v in changes.opened if v.known_to is None or v.known_to > v.known_from]


def told(error: Exception) -> str:
    """An error as it is shown to whoever has to mend it."""
    return f"{type(error).__name__}: {error}"


def anchor(track: str) -> str:
    """The entity or fact that a track is named by: what stands before its first slash."""
    return track.split("/", 1)[0]
