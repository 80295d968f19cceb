"""Bring a projection up to the log: rows and checkpoint in one transaction.

However often it is called, from however many places, and wherever it is killed, each event takes
effect exactly once. The checkpoint's row lock lets one process at a time advance a slice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from events.log import read
from events.log.gc_pause import gc_paused, gc_paused_batch
from stories.engine import checkpoints, wake
from stories.engine.registry import projections
from stories.engine.signals import advanced
from stories.engine.uptake import take_up

logger = logging.getLogger(__name__)
BATCH = 3000
"""Events taken up in one transaction, for about a second: what their tracks share is loaded once in
each, and a busy organisation has thousands of facts. Who is not far behind never has as many."""
LITTLE = 50
"""Events up to which all views are brought up in one transaction: few enough for no view to wait
long for another's, and a single event, which is what mostly comes, costs little but round trips."""
TURN_SECONDS = 1.0
"""How long one call may keep a worker, where others wait."""


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
    taken = 0
    for progress in _batches(name, number, limit):
        taken += progress.events
        if progress.events < limit and read.head() <= progress.position:
            break
    return taken


def catch_up() -> None:
    """Every slice of every projection, one after another in this process."""
    checkpoints.enter_projections()
    for name in projections():
        for number in checkpoints.positions(name, checkpoints.live_generation(name)):
            advance(name, number)


def take_turn(name: str, number: int = 0, *, limit: int = BATCH) -> bool:
    """Take up what is there, for TURN_SECONDS or a batch at least; says whether there is more.

    Under load there always is: a worker that went on until there was none would never come to the
    other projections.
    """
    deadline = time.monotonic() + TURN_SECONDS
    for progress in _batches(name, number, limit):
        if progress.events < limit or time.monotonic() >= deadline:
            return read.head() > progress.position
    return False


def _batches(name: str, number: int, limit: int) -> Iterator[Progress]:
    """One after another, without end; none as long as another process holds the slice."""
    generation = checkpoints.live_generation(name)
    began = time.monotonic()
    while (progress := advance_once(name, number, generation, limit=limit)) is not None:
        if progress.events:
            _tell(name, number, progress, time.monotonic() - began)
        yield progress
        began = time.monotonic()


def _tell(name: str, number: int, progress: Progress, seconds: float) -> None:
    """Positions have no gaps, so the last one and the count say which events were taken up."""
    positions = [progress.position - progress.events + 1, progress.position]
    logger.info(
        "%s took up positions %s to %s",
        name,
        *positions,
        extra={"projection": name, "slice": number, "positions": positions},
    )
    advanced.send_robust(Progress, name=name, number=number, positions=positions, seconds=seconds)


def take_up_news() -> list[tuple[str, int]]:
    """Take up little as it comes, for TURN_SECONDS at least; gives the slices to take up singly.

    Who appended while it was at it may have called another worker, which left the slices to it.
    What lags a little and could not be held, others are at.
    """
    deadline = time.monotonic() + TURN_SECONDS
    while take_up_little():
        behind = wake.lagging()
        if not behind or time.monotonic() >= deadline:
            return behind
    return wake.lagging(by=LITTLE + 1)


def take_up_little() -> bool:
    """Bring every live slice that lags by LITTLE at most to the end of the log, all at once.

    False where there is none, or others are at all of them. Raises what any of them raises, and
    then none is moved.
    """
    began = time.monotonic()
    with gc_paused(), transaction.atomic():
        held, head = checkpoints.hold_all(LITTLE)
        positions = [checkpoint.position for checkpoint in held]
        if held:
            take_up(held, head)
    seconds = time.monotonic() - began
    for checkpoint, before in zip(held, positions, strict=True):
        progress = Progress(head, head - before)
        _tell(checkpoint.projection, checkpoint.slice, progress, seconds)
    return bool(held)


@gc_paused_batch()
def advance_once(name: str, number: int, generation: int, *, limit: int = BATCH) -> Progress | None:
    """Take up at most `limit` events; None when another process is at it."""
    with transaction.atomic():
        checkpoint = checkpoints.hold(name, generation, number)
        if checkpoint is None:
            return None
        before = checkpoint.position
        upto = min(before + limit, read.head())
        if upto > before:
            take_up([checkpoint], upto)
        return Progress(checkpoint.position, checkpoint.position - before)
