"""Tracks that could not be derived: noted, and taken up again once what broke them is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from events.log.connection import fetch
from stories.engine import checkpoints, load, rows
from stories.engine.fold import Parked, fold
from stories.engine.projection import home
from stories.engine.registry import projection as find
from stories.engine.signals import Operation, send_operated
from stories.models import Checkpoint, ParkedTrack

Generation = tuple[str, int]
"""A projection's name, and the number of one of its generations."""
_PARKED = """
    SELECT projection, generation, track, position, error FROM stories_parkedtrack
    WHERE (projection, generation) IN (SELECT * FROM unnest(%s::text[], %s::int[]))
"""


@dataclass(frozen=True, slots=True)
class Retried:
    """Tracks that caught up, and those that failed again."""

    mended: list[str]
    parked: list[str]

    def told(self) -> str:
        return f"{len(self.mended)} caught up, {len(self.parked)} failed again"


def parked(name: str, generation: int) -> dict[str, Parked]:
    """The tracks that wait, by name."""
    return parked_in([(name, generation)])[name, generation]


def parked_in(generations: Iterable[Generation]) -> Mapping[Generation, dict[str, Parked]]:
    """The tracks that wait in some generations, by name: one query."""
    waiting: dict[Generation, dict[str, Parked]] = {one: {} for one in generations}
    names, numbers = zip(*waiting, strict=True)
    for name, number, *track in fetch(_PARKED, [list(names), list(numbers)]):
        waiting[name, number][track[0]] = Parked(*track)
    return waiting


def park(name: str, generation: int, tracks: list[Parked]) -> None:
    """Note that the tracks wait, in place of what was noted of them before."""
    ParkedTrack.objects.bulk_create(
        [
            ParkedTrack(
                projection=name,
                generation=generation,
                track=track.track,
                position=track.position,
                error=track.error,
            )
            for track in tracks
        ],
        update_conflicts=True,
        unique_fields=["projection", "generation", "track"],
        update_fields=["position", "error"],
    )


def retry(name: str, track: str | None = None) -> Retried:
    """Derive parked tracks (or one) from where they stopped up to the checkpoint.

    Each track is taken in a transaction of its own, so one that fails again keeps none back.
    Raises UnknownProjection.
    """
    find(name)
    generation = checkpoints.live_generation(name)
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
            park(name, generation, list(changes.parked.values()))
            return False
        waiting.delete()
        return True


def _checkpoint(name: str, generation: int, track: str) -> Checkpoint:
    """The locked checkpoint of the track's slice, so that nothing advances it meanwhile."""
    own = Checkpoint.objects.filter(projection=name, generation=generation)
    slices = own.values_list("slices", flat=True)[0]
    number = checkpoints.slice_of(track, slices)
    return own.select_for_update().get(slice=number)
