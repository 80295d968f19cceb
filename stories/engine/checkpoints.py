"""Which generation of a projection is live, and the checkpoints: how far each slice has come."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.db import transaction

from events.log.connection import fetch
from stories.engine.projection import home
from stories.engine.registry import projection as find
from stories.engine.registry import projections
from stories.models import Checkpoint, ProjectionState

# Asked with every event, where Django's own would cost more than all the rest.
_LIVE = "SELECT generation FROM stories_projectionstate WHERE name = %s"
_CHECKPOINT = ("id", "projection", "generation", "slice", "slices", "position", "advanced_at")
_HOLD: Final = f"""
    SELECT {", ".join(_CHECKPOINT)} FROM stories_checkpoint
    WHERE projection = %s AND generation = %s AND slice = %s FOR UPDATE SKIP LOCKED
"""  # noqa: S608 - made of constants
_HOLD_ALL: Final = f"""
    SELECT {", ".join(f"c.{column}" for column in _CHECKPOINT)}, log.head
    FROM stories_checkpoint AS c
    JOIN stories_projectionstate AS s ON s.name = c.projection AND s.generation = c.generation
    CROSS JOIN (SELECT max(position) AS head FROM events_event) AS log
    WHERE c.projection = ANY(%s) AND c.position < log.head AND c.position >= log.head - %s
    ORDER BY c.projection, c.slice FOR UPDATE OF c SKIP LOCKED
"""  # noqa: S608 - made of constants
_MOVE = """
    UPDATE stories_checkpoint SET position = %s, advanced_at = clock_timestamp()
    WHERE id = ANY(%s) RETURNING id
"""


def slices_of(name: str) -> int:
    """Into how many slices new generations of a projection are cut (setting NEWSROOM_SLICES)."""
    wanted: dict[str, int] = settings.NEWSROOM_SLICES
    return wanted.get(name, 1)


def slice_of(track: str, slices: int) -> int:
    """The slice of a track, one for all tracks of a home: stable across processes and machines."""
    if slices == 1:
        return 0
    return int.from_bytes(blake2b(home(track).encode(), digest_size=8).digest()) % slices


def enter_projections() -> None:
    """Give every projection that has none its state and checkpoints, at the beginning of the log.

    Idempotent.
    """
    known = set(ProjectionState.objects.values_list("name", flat=True))
    for name, projection in projections().items():
        if name not in known:
            with transaction.atomic():
                ProjectionState.objects.get_or_create(
                    name=name, defaults={"version": projection.version}
                )
                open_checkpoints(name, 1, 0)


def open_checkpoints(name: str, generation: int, position: int) -> None:
    """One checkpoint a slice for a generation. Idempotent, whatever NEWSROOM_SLICES said before."""
    if positions(name, generation):
        return
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


def positions(name: str, generation: int) -> dict[int, int]:
    """How far each slice of a generation has come, whatever NEWSROOM_SLICES says by now."""
    checkpoints = Checkpoint.objects.filter(projection=name, generation=generation)
    return dict(checkpoints.order_by("slice").values_list("slice", "position"))


def live_generation(name: str) -> int:
    """The one that readers see; a projection that is not there yet is entered. One query.

    Raises UnknownProjection.
    """
    found = fetch(_LIVE, [name])
    if not found:
        find(name)
        enter_projections()
        found = fetch(_LIVE, [name])
    generation: int = found[0][0]
    return generation


def hold(name: str, generation: int, number: int) -> Checkpoint | None:
    """A slice's checkpoint, locked until the transaction ends; None while another has it."""
    found = fetch(_HOLD, [name, generation, number])
    return Checkpoint.from_db(None, _CHECKPOINT, found[0]) if found else None


def hold_all(within: int) -> tuple[list[Checkpoint], int]:
    """The checkpoints of live generations that lag by `within` events at most, and the log's head.

    Locked like those of `hold`, without those that another has.
    """
    found = fetch(_HOLD_ALL, [list(projections()), within])
    held = [Checkpoint.from_db(None, _CHECKPOINT, row[:-1]) for row in found]
    return held, max((row[-1] for row in found), default=0)


def move(checkpoints: Sequence[Checkpoint], position: int) -> None:
    """Enter that slices, which the caller holds, were derived up to a position."""
    fetch(_MOVE, [position, [checkpoint.pk for checkpoint in checkpoints]])
    for checkpoint in checkpoints:
        checkpoint.position = position
