"""Derive a projection anew into a second generation, and swap it in when it is proven equal.

Blue/green: readers see the live generation throughout. Parts work side by side, each through its
share of the tracks in chunks; a chunk's rows and its bookmark are one transaction, so a rebuild
that was killed goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from events.log import read
from events.log.gc_pause import gc_paused_batch
from stories.engine import checkpoints, parking, rows
from stories.engine.advance import BATCH, advance_once
from stories.engine.chunks import Chunk, Walk
from stories.engine.clearing import clear
from stories.engine.fold import folding
from stories.engine.parity import differences
from stories.engine.projection import home
from stories.engine.registry import projection as find
from stories.engine.registry import projections
from stories.engine.signals import Operation, send_operated
from stories.engine.uptake import take_up
from stories.models import Checkpoint, ProjectionState, Rebuild, RebuildPart

CHUNK = 6000
"""Mentions, or facts, whose tracks are derived in one transaction."""
OTHER_RULES = "begun by other rules"


class AlreadyRebuilding(RuntimeError):
    """A rebuild of the projection is under way."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild has come: homes walked, or events where each fact is one, of how many."""

    done: int
    total: int


def request(name: str, *, accept_differences: bool = False, parts: int | None = None) -> Rebuild:
    """Enter a rebuild, in place of one that was begun by other rules. Raises UnknownProjection,
    AlreadyRebuilding.

    The caller has the parts worked through: by tasks (`build_parts`) or in processes of its own.
    """
    projection = find(name)
    checkpoints.enter_projections()
    number = parts or settings.NEWSROOM_REBUILD_PARTS or os.cpu_count() or 1
    target = read.head()
    try:
        with transaction.atomic():
            other = _building(name)
            if other is not None and not by_present_rules(other):
                _end(other, Rebuild.Status.CANCELLED, OTHER_RULES)
            generation = _next_generation(name)
            rebuild = Rebuild.objects.create(
                projection=name,
                generation=generation,
                version=projection.version,
                target=target,
                accept_differences=accept_differences,
            )
            RebuildPart.objects.bulk_create(
                RebuildPart(
                    rebuild=rebuild,
                    part=part,
                    total=Walk(projection, part, number, target).total(),
                )
                for part in range(number)
            )
    except IntegrityError as error:
        raise AlreadyRebuilding(f"{name} is being rebuilt already") from error
    if other is not None:
        send_operated(Operation.REBUILD_CANCELLED, name, OTHER_RULES)
    detail = "differences accepted" if accept_differences else ""
    send_operated(Operation.REBUILD_STARTED, name, detail)
    return rebuild


def work(part_id: int, on_chunk: Callable[[], None] = lambda: None) -> None:
    """Work through one part to its end, then finish the rebuild if it was the last."""
    while _next_chunk(part_id):
        on_chunk()
    rebuild = Rebuild.objects.get(parts=part_id)
    finish(rebuild.pk)


def cancel(name: str) -> bool:
    """Stop a rebuild under way and clear its rows away; False when there is none."""
    with transaction.atomic():
        rebuild = _building(name)
        if rebuild is None:
            return False
        _end(rebuild, Rebuild.Status.CANCELLED, "cancelled on request")
    send_operated(Operation.REBUILD_CANCELLED, name)
    return True


def by_present_rules(rebuild: Rebuild) -> bool:
    """Whether what it has derived so far is what this code derives. Else it is left alone: half by
    the ones and half by the others it would be swapped in as if it was by the last."""
    rules = projections().get(rebuild.projection)
    return rules is not None and rebuild.version == rules.version


def progress_of(rebuild: Rebuild) -> Progress:
    """One query."""
    parts = rebuild.parts.values_list("done", "total")
    return Progress(sum(done for done, _ in parts), sum(total for _, total in parts))


def finish(rebuild_id: int) -> None:
    """Catch up, compare and swap, once all parts are done. Idempotent, and safe to race."""
    rebuild = Rebuild.objects.get(pk=rebuild_id)
    if not _ready(rebuild):
        return
    checkpoints.open_checkpoints(rebuild.projection, rebuild.generation, rebuild.target)
    for number in checkpoints.positions(rebuild.projection, rebuild.generation):
        while progress := advance_once(rebuild.projection, number, rebuild.generation):
            if progress.events < BATCH:
                break
    with transaction.atomic():
        rebuild = Rebuild.objects.select_for_update().get(pk=rebuild_id)
        if _ready(rebuild):
            _swap(rebuild)


@gc_paused_batch()
def _next_chunk(part_id: int) -> bool:
    """Derive the next tracks of a part; False at its end, or when it is not ours to work on."""
    with transaction.atomic():
        part = (
            RebuildPart.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("rebuild")
            .filter(pk=part_id, finished=False, rebuild__status=Rebuild.Status.BUILDING)
            .first()
        )
        if part is None or not by_present_rules(part.rebuild):
            return False
        rebuild = part.rebuild
        projection = find(rebuild.projection)
        parts = rebuild.parts.count()
        walk = Walk(projection, part.part, parts, rebuild.target)
        chunk = walk.next(part.bookmark, CHUNK)
        if chunk is None:
            part.finished = True
        else:
            _derive(rebuild, chunk)
            part.bookmark = chunk.bookmark
            part.done += chunk.walked
        part.save(update_fields=["bookmark", "done", "finished"])
        # Locked only now, for parts work side by side: who cancels waits for what is kept here.
        if _building(rebuild.projection) != rebuild:
            transaction.set_rollback(True)
            return False
        return not part.finished


def _building(name: str) -> Rebuild | None:
    """The rebuild of a projection that is under way, locked until the transaction ends."""
    under_way = Rebuild.objects.filter(projection=name, status=Rebuild.Status.BUILDING)
    return under_way.select_for_update().first()


def _derive(rebuild: Rebuild, chunk: Chunk) -> None:
    projection = find(rebuild.projection)
    changes = folding(
        projection,
        chunk.history,
        chunk.history.positions(),
        standing=lambda track: (),
        accepts=lambda track: home(track) in chunk.homes,
    )
    rows.write(projection, rebuild.generation, changes)
    parking.park(projection.name, rebuild.generation, list(changes.parked.values()))


def _ready(rebuild: Rebuild) -> bool:
    unfinished = rebuild.parts.filter(finished=False).exists()
    building = rebuild.status == Rebuild.Status.BUILDING
    return building and not unfinished and by_present_rules(rebuild)


def _swap(rebuild: Rebuild) -> None:
    """Bring both generations to one position, compare them there, and let readers over.

    The live checkpoints stay locked meanwhile: the views stand still for as long as it takes.
    """
    projection = find(rebuild.projection)
    state = ProjectionState.objects.select_for_update().get(name=rebuild.projection)
    held = [
        checkpoint
        for generation in (state.generation, rebuild.generation)
        for checkpoint in Checkpoint.objects.select_for_update()
        .filter(projection=rebuild.projection, generation=generation)
        .order_by("slice")
    ]
    # Looked up sooner, it may be behind what a worker has taken up into the live generation.
    target = read.head()
    for checkpoint in held:
        while checkpoint.position < target:
            take_up([checkpoint], min(checkpoint.position + BATCH, target))
    found = differences(projection, state.generation, rebuild.generation)
    if found.count and state.version == projection.version and not rebuild.accept_differences:
        _end(rebuild, Rebuild.Status.REFUSED, found.told())
        return
    ProjectionState.objects.filter(pk=state.pk).update(
        generation=rebuild.generation, version=projection.version
    )
    _end(rebuild, Rebuild.Status.SWAPPED, found.told())


def _end(rebuild: Rebuild, status: Rebuild.Status, detail: str) -> None:
    rebuild.status = status
    rebuild.detail = detail
    rebuild.finished_at = timezone.now()
    rebuild.save(update_fields=["status", "detail", "finished_at"])
    if status is not Rebuild.Status.SWAPPED:
        clear(rebuild.projection, Q(generation=rebuild.generation))


def _next_generation(name: str) -> int:
    """A number never used before, also not by rows that wait to be cleared away."""
    live = ProjectionState.objects.select_for_update().get(name=name).generation
    tried = Rebuild.objects.filter(projection=name).order_by("-generation").first()
    return max(live, tried.generation if tried else 0) + 1
