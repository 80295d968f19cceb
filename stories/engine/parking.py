"""Take up parked tracks again, once what broke them is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from stories.engine import books, load, rows
from stories.engine.fold import fold
from stories.engine.projection import home
from stories.engine.registry import projection as find
from stories.engine.signals import Operation, send_operated
from stories.models import Checkpoint, ParkedTrack


@dataclass(frozen=True, slots=True)
class Retried:
    """Tracks that caught up, and those that failed again."""

    mended: list[str]
    parked: list[str]

    def told(self) -> str:
        return f"{len(self.mended)} caught up, {len(self.parked)} failed again"


def retry(name: str, track: str | None = None) -> Retried:
    """Derive parked tracks (or one) from where they stopped up to the checkpoint.

    Each track is taken in a transaction of its own, so one that fails again keeps none back.
    Raises UnknownProjection.
    """
    find(name)
    generation = books.live_generation(name)
    waiting = ParkedTrack.objects.filter(projection=name, generation=generation)
    if track is not None:
        waiting = waiting.filter(track=track)
    retried = Retried([], [])
    for one in waiting.order_by("track").values_list("track", flat=True):
        mended = _retry(name, generation, one)
        (retried.mended if mended else retried.parked).append(one)
    if retried.mended or retried.parked:
        send_operated(Operation.TRACKS_RETRIED, name, retried.told())
    return retried


def _retry(name: str, generation: int, track: str) -> bool:
    projection = find(name)
    with transaction.atomic():
        checkpoint = _checkpoint(name, generation, track)
        waiting = ParkedTrack.objects.filter(projection=name, generation=generation, track=track)
        place = waiting.first()
        if place is None:
            return True
        history = load.for_track(projection, track, checkpoint.position)
        open_rows = rows.standing_of(projection, generation, track)
        changes = fold(
            projection,
            history,
            [p for p in history.positions() if place.position <= p <= checkpoint.position],
            standing=lambda one: open_rows.get(one, ()),
            accepts=lambda one: track in (one, home(one)),
        )
        rows.write(projection, generation, changes)
        if changes.parked:
            books.park(name, generation, list(changes.parked.values()))
            return False
        waiting.delete()
        return True


def _checkpoint(name: str, generation: int, track: str) -> Checkpoint:
    """The locked checkpoint of the track's slice, so that nothing advances it meanwhile."""
    checkpoints = Checkpoint.objects.filter(projection=name, generation=generation)
    slices = checkpoints.values_list("slices", flat=True)[0]
    number = books.slice_of(track, slices)
    return checkpoints.select_for_update().get(slice=number)
