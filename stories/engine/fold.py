"""Derive tracks position by position and keep the differences. Pure.

One function serves catching up, rebuilding, retrying and previews: given the facts that a track
needs, the positions to go through and the rows open before them, it says which rows close, which
open, and which tracks cannot be digested.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
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
    """What going through some positions did."""

    opened: list[Version] = field(default_factory=list)
    closed: list[Version] = field(default_factory=list)
    parked: dict[str, Parked] = field(default_factory=dict)


def fold(
    projection: Projection,
    history: History,
    positions: Sequence[int],
    *,
    standing: Callable[[str], Sequence[Version]],
    accepts: Callable[[str], bool] = lambda track: True,
    parked: Mapping[str, Parked] | None = None,
    index: Index | None = None,
) -> Changes:
    """Go through positions in ascending order and derive the tracks that each touches.

    `standing` gives the rows of a track open before the first position; `accepts` picks the
    tracks to derive; tracks in `parked` wait. A track that fails keeps its last good rows. `index`
    is that of the history before the first position, where the caller has it, and is moved on.
    """
    changes = Changes(parked=dict(parked or {}))
    if not positions:
        return changes
    index = index or Index(projection, history, positions[0] - 1)
    opened: dict[str, dict[bytes, Version]] = {}
    digests: dict[str, dict[Row, bytes]] = {}
    for position in positions:
        for track in sorted(index.step(position)):
            if not accepts(track) or waits(track, changes.parked):
                continue
            if track not in opened:
                opened[track] = {version.digest: version for version in standing(track)}
            try:
                rows = list(projection.derive(track, index.facts(track), index.parts(track)))
                known = digests.get(track, {})
                # A row that is the same object as before has the same digest.
                found = {row: known.get(row) or digest(row) for row in rows}
            except Exception as error:  # noqa: BLE001 - whatever derive raises parks its track alone
                changes.parked[track] = Parked(track, position, told(error))
                continue
            digests[track] = found
            _step(track, position, opened[track], {d: row for row, d in found.items()}, changes)
    return changes


def waits(track: str, parked: Container[str]) -> bool:
    """Whether a track is parked, or everything of its home is."""
    return track in parked or home(track) in parked


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
    for new in [one for one in rows if one not in standing]:  # in the order of `derive`
        version = Version(track, new, position, row=rows[new])
        standing[new] = version
        changes.opened.append(version)


def told(error: Exception) -> str:
    """An error as it is shown to whoever has to mend it."""
    return f"{type(error).__name__}: {error}"
