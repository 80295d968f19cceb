"""Bring a projection up to the log: rows and checkpoint in one transaction.

However often it is called, from however many places, and wherever it is killed, each event takes
effect exactly once. The checkpoint's row lock lets one process at a time advance a slice.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction

from events.log import read
from stories.engine import books, load, rows
from stories.engine.fold import fold
from stories.engine.registry import projection as find
from stories.models import Checkpoint

logger = logging.getLogger(__name__)
BATCH = 1000
"""Events taken up in one transaction: large enough for COPY to pay, small enough to be fresh."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one call did: the checkpoint now, and how many events it took up."""

    position: int
    events: int


def advance(name: str, number: int = 0, *, limit: int = BATCH) -> int:
    """Catch up one slice of the live generation; says how many events were taken up.

    When another process holds the slice it returns at once: that one looks at the head of the
    log again after it has let go, so an event that arrives meanwhile is not left behind.
    """
    books.open_books()
    taken = 0
    generation = books.live_generation(name)
    while True:
        progress = advance_once(name, number, generation, limit=limit)
        if progress is None:
            return taken
        taken += progress.events
        if progress.events < limit and read.head() <= progress.position:
            return taken


def advance_once(
    name: str, number: int, generation: int, *, limit: int = BATCH, upto: int | None = None
) -> Progress | None:
    """Take up at most `limit` events, none after `upto`; None when another process is at it."""
    with transaction.atomic():
        checkpoint = (
            Checkpoint.objects.select_for_update(skip_locked=True)
            .filter(projection=name, generation=generation, slice=number)
            .first()
        )
        if checkpoint is None:
            return None
        events = take_up(checkpoint, limit=limit, upto=upto)
        return Progress(checkpoint.position, events)


def take_up(checkpoint: Checkpoint, *, limit: int = BATCH, upto: int | None = None) -> int:
    """Derive what the next events change and move the checkpoint, which the caller has locked."""
    events = read.read_after(checkpoint.position, limit)
    if upto is not None:
        events = [event for event in events if event.position <= upto]
    if not events:
        return 0
    projection = find(checkpoint.projection)
    last = events[-1].position
    history, touched = load.for_events(projection, events, last)

    def accepts(track: str) -> bool:
        return books.slice_of(track, checkpoint.slices) == checkpoint.slice

    mine = [track for track in touched if accepts(track)]
    before = books.parked(projection.name, checkpoint.generation)
    open_rows = rows.standing(projection, checkpoint.generation, mine)
    changes = fold(
        projection,
        history,
        [event.position for event in events],
        standing=lambda track: open_rows[track],
        accepts=accepts,
        parked=before,
    )
    rows.write(projection, checkpoint.generation, changes)
    newly = [parked for track, parked in changes.parked.items() if track not in before]
    if newly:
        for parked in newly:
            logger.error(
                "parked %s %s at %s: %s",
                projection.name,
                parked.track,
                parked.position,
                parked.error,
            )
        books.park(projection.name, checkpoint.generation, newly)
    checkpoint.position = last
    checkpoint.save(update_fields=["position", "advanced_at"])
    return len(events)
