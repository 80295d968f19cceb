"""The engine's own books: which generation is live, and how far each slice has come."""

from __future__ import annotations

from hashlib import blake2b

from django.conf import settings
from django.db import transaction

from stories.engine.fold import Parked
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, ProjectionState


def slices_of(name: str) -> int:
    """Into how many slices new generations of a projection are cut (setting NEWSROOM_SLICES)."""
    wanted: dict[str, int] = getattr(settings, "NEWSROOM_SLICES", {})
    return wanted.get(name, 1)


def slice_of(track: str, slices: int) -> int:
    """The slice of a track: stable across processes and machines."""
    if slices == 1:
        return 0
    return int.from_bytes(blake2b(track.encode(), digest_size=8).digest()) % slices


def open_books() -> None:
    """Enter every projection that has no books yet, at the beginning of the log. Idempotent."""
    known = set(ProjectionState.objects.values_list("name", flat=True))
    for name, projection in projections().items():
        if name not in known:
            with transaction.atomic():
                ProjectionState.objects.get_or_create(
                    name=name, defaults={"version": projection.version}
                )
                open_checkpoints(name, 1, 0)


def open_checkpoints(name: str, generation: int, position: int) -> None:
    """One checkpoint a slice for a generation. Idempotent."""
    slices = slices_of(name)
    Checkpoint.objects.bulk_create(
        [
            Checkpoint(
                projection=name,
                generation=generation,
                slice=number,
                slices=slices,
                position=position,
            )
            for number in range(slices)
        ],
        ignore_conflicts=True,
    )


def live_generation(name: str) -> int:
    return ProjectionState.objects.values_list("generation", flat=True).get(name=name)


def parked(name: str, generation: int) -> dict[str, Parked]:
    """The tracks that wait, by name."""
    found = ParkedTrack.objects.filter(projection=name, generation=generation)
    return {p.track: Parked(p.track, p.position, p.error) for p in found}


def park(name: str, generation: int, tracks: list[Parked]) -> None:
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
