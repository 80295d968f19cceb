"""Derive what a stretch of the log changes in slices whose checkpoints the caller has locked."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.log import read
from events.log.merged import merges
from events.merges import Merges
from events.recorded import RecordedEvent
from stories.engine import checkpoints, load, parking, rows
from stories.engine.fold import Parked, folding
from stories.engine.registry import projection as find
from stories.models import Checkpoint

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was recorded up to a position, from the first of some checkpoints on.

    `merges` are all up to that position.
    """

    upto: int
    events: Sequence[RecordedEvent]
    merges: Merges

    def after(self, position: int, types: frozenset[str] | None) -> list[RecordedEvent]:
        """Events of these types, and all amendments: of what they amend nothing is known yet."""
        return [
            event
            for event in self.events
            if event.position > position
            and (types is None or event.type in types or event.root != event.id)
        ]


def take_up(held: Sequence[Checkpoint], upto: int) -> None:
    """Write the rows that change up to a position, and move the checkpoints there.

    In the caller's transaction. What the slices have in common is asked for once.
    """
    after = min(checkpoint.position for checkpoint in held)
    events = read.read_between(after, upto, _types_read(held))
    if events:
        stretch = Stretch(upto, events, merges(upto))
        parked = parking.parked_in((one.projection, one.generation) for one in held)
        for one in held:
            _derive(one, stretch, parked[one.projection, one.generation])
    checkpoints.move(held, upto)


def _types_read(held: Sequence[Checkpoint]) -> frozenset[str] | None:
    """What any of them reads; None: everything."""
    types: set[str] = set()
    for checkpoint in held:
        read_by = find(checkpoint.projection).types_read
        if read_by is None:
            return None
        types |= read_by
    return frozenset(types)


def _derive(checkpoint: Checkpoint, stretch: Stretch, parked: Mapping[str, Parked]) -> None:
    projection = find(checkpoint.projection)
    events = stretch.after(checkpoint.position, projection.types_read)

    def accepts(track: str) -> bool:
        return checkpoints.slice_of(track, checkpoint.slices) == checkpoint.slice

    touched = load.for_events(projection, events, stretch.upto, accepts, stretch.merges)
    mine = [track for track in touched.tracks if accepts(track)]
    if not mine:
        return
    open_rows = rows.standing(projection, checkpoint.generation, mine)
    changes = folding(
        projection,
        touched.index.history,
        touched.positions,
        standing=lambda track: open_rows.get(track, ()),
        accepts=accepts,
        parked=parked,
        index=touched.index,
        last=touched.tracks,
    )
    rows.write(projection, checkpoint.generation, changes)
    _park(checkpoint, [one for track, one in changes.parked.items() if track not in parked])


def _park(checkpoint: Checkpoint, newly: list[Parked]) -> None:
    for one in newly:
        logger.error(
            "parked %s %s at %s: %s", checkpoint.projection, one.track, one.position, one.error
        )
    if newly:
        parking.park(checkpoint.projection, checkpoint.generation, newly)
