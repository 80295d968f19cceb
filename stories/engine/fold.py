"""Derive tracks position by position and keep the differences. Pure.

One function serves catching up, rebuilding, retrying and previews: given the facts that a track
needs, the positions to go through and the rows open before them, it says which rows close, which
open, and which tracks cannot be digested.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from events.history import History
from stories.engine.index import Index
from stories.engine.projection import Projection, Row, digest, home


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
    """What going through some positions did; of `folding`, once `opened` has been gone through."""

    opened: Iterable[Version] = ()
    closed: list[Version] = field(default_factory=list)
    parked: dict[str, Parked] = field(default_factory=dict)


def fold(
    projection: Projection,
    history: History,
    positions: Sequence[int],
    *,
    standing: Callable[[str], Sequence[Version]],
    accepts: Callable[[str], bool] = lambda track: True,
) -> Changes:
    """What `folding` does, gone through."""
    changes = folding(projection, history, positions, standing=standing, accepts=accepts)
    changes.opened = list(changes.opened)
    return changes


def folding(
    projection: Projection,
    history: History,
    positions: Sequence[int],
    *,
    standing: Callable[[str], Sequence[Version]],
    accepts: Callable[[str], bool] = lambda track: True,
    parked: Mapping[str, Parked] | None = None,
    index: Index | None = None,
    last: Mapping[str, int] | None = None,
) -> Changes:
    """Go through positions in ascending order and derive the tracks that each touches.

    `standing` gives the rows of a track open before the first position; `accepts` picks the
    tracks to derive; tracks in `parked` wait. A track that fails keeps its last good rows. `index`
    is that of the history before the first position, where the caller has it, and is moved on.

    It goes as far as the rows that open are asked for. Those of a track come together, as soon as
    the position is passed that `last` gives for it, so that they can be on their way meanwhile;
    of other tracks at the end.
    """
    changes = Changes(parked=dict(parked or {}))
    if positions:
        index = index or Index(projection, history, positions[0] - 1)
        changes.opened = _opened(index, positions, standing, accepts, changes, last or {})
    return changes


def _opened(
    index: Index,
    positions: Sequence[int],
    standing: Callable[[str], Sequence[Version]],
    accepts: Callable[[str], bool],
    changes: Changes,
    last: Mapping[str, int],
) -> Iterator[Version]:
    derived: dict[str, _Track] = {}
    for position in positions:
        for track in sorted(index.step(position)):
            if accepts(track) and not waits(track, changes.parked):
                if track not in derived:
                    derived[track] = _Track(track, standing(track))
                derived[track].step(position, index, changes)
            if last.get(track) == position and track in derived:
                yield from derived.pop(track).opened
    for one in derived.values():
        yield from one.opened


class _Track:
    """The rows of a track that are open, and all that have been opened."""

    __slots__ = ("_digests", "_open", "name", "opened")

    def __init__(self, name: str, standing: Iterable[Version]) -> None:
        self.name = name
        self.opened: list[Version] = []
        self._open = {version.digest: version for version in standing}
        self._digests: Mapping[Row, bytes] = {}

    def step(self, position: int, index: Index, changes: Changes) -> None:
        """Derive it as it is known from a position on; it is parked if that fails."""
        track = self.name
        try:
            rows = index.projection.derive(track, index.facts(track), index.parts(track))
            # A row that is the same object as before has the same digest.
            found = {row: self._digests.get(row) or digest(row) for row in rows}
        except Exception as error:  # noqa: BLE001 - whatever derive raises parks its track alone
            changes.parked[track] = Parked(track, position, told(error))
            return
        self._digests = found
        present = set(found.values())
        for gone in self._open.keys() - present:
            version = self._open.pop(gone)
            version.known_to = position
            if version.id is not None:
                changes.closed.append(version)
        for row, new in found.items():  # in the order of `derive`
            if new not in self._open:
                version = self._open[new] = Version(track, new, position, row=row)
                self.opened.append(version)


def waits(track: str, parked: Container[str]) -> bool:
    """Whether a track is parked, or everything of its home is."""
    return track in parked or home(track) in parked


def told(error: Exception) -> str:
    """An error as it is shown to whoever has to mend it."""
    return f"{type(error).__name__}: {error}"
