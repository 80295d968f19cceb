"""Wake-up calls: the log is the queue, a task only says that there is something to read.

Calls are coalesced: while one waits in the broker no second is sent for the same slice. A call
that is lost costs at most the time until the next sweep, for the mark that it left expires.
"""

from __future__ import annotations

import logging

from django.core.cache import cache
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from events.log import read
from stories.engine import books
from stories.engine.registry import projections
from stories.models import Checkpoint, ProjectionState, Rebuild, RebuildPart

logger = logging.getLogger(__name__)
MARK_SECONDS = 5


def wake_all() -> None:
    """Call workers to every slice of every projection. Never fails: the sweep makes up for it."""
    from stories import tasks  # tasks call the engine; importing it here closes no cycle at import

    try:
        slices = {
            _mark(name, number): (name, number)
            for name in projections()
            for number in range(books.slices_of(name))
        }
        # One round trip while calls are waiting already, as they are under load.
        for mark in slices.keys() - cache.get_many(slices).keys():
            if cache.add(mark, 1, MARK_SECONDS):
                tasks.advance.apply_async(slices[mark], retry=False)
    except (RedisError, OperationalError) as error:
        logger.warning("no wake-up call could be sent, the sweep will find the events: %s", error)


def awake(name: str, number: int) -> None:
    """A worker has come: from now on events need a new call."""
    try:
        cache.delete(_mark(name, number))
    except RedisError as error:
        logger.warning("the wake-up mark stays until it expires: %s", error)


def lagging() -> list[tuple[str, int]]:
    """Slices of live generations that are behind the log."""
    head = read.head()
    live = dict(ProjectionState.objects.values_list("name", "generation"))
    behind = Checkpoint.objects.filter(position__lt=head).order_by("projection", "slice")
    return [
        (name, number)
        for name, generation, number in behind.values_list("projection", "generation", "slice")
        if live.get(name) == generation
    ]


def unfinished_parts() -> list[int]:
    """Ids of rebuild parts on which work remains; one that is being worked on is among them."""
    parts = RebuildPart.objects.filter(rebuild__status=Rebuild.Status.BUILDING)
    return list(parts.order_by("id").values_list("id", flat=True))


def _mark(name: str, number: int) -> str:
    return f"wake:{name}:{number}"
