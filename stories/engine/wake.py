"""Wake-up calls: the log is the queue, a task only says that there is something to read.

Calls are coalesced: while one waits in the broker no second is sent for the same. A call that is
lost costs at most the time of two sweeps: the second finds what the first saw recorded, and takes
the mark away.
"""

from __future__ import annotations

import logging

from celery import Task
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from events.log import read
from events.log.connection import fetch
from stories.engine.registry import projections
from stories.models import Rebuild, RebuildPart
from stories.redis_client import redis_client

logger = logging.getLogger(__name__)
MARK_SECONDS = 5
SWEPT = "newsroom:swept"
UNSENT = "no call could be sent; what waits in the log the sweep finds: %s"
_BEHIND = """
    SELECT c.projection, c.slice FROM stories_checkpoint AS c
    JOIN stories_projectionstate AS s ON s.name = c.projection AND s.generation = c.generation
    WHERE c.projection = ANY(%s)
      AND c.position <= least((SELECT max(position) FROM events_event), %s::bigint) - %s
    ORDER BY c.projection, c.slice
"""


def wake(task: Task[..., None], *arguments: str | int) -> None:
    """Call a worker to a task, unless one is called to the same already.

    Never fails: the sweep makes up for it. One round trip to Redis, and one more for a new call.
    """
    try:
        if redis_client().set(mark(task, *arguments), 1, ex=MARK_SECONDS, nx=True):
            call(task, *arguments)
    except RedisError as error:
        logger.warning(UNSENT, error)


def call(task: Task[..., None], *arguments: str | int) -> bool:
    """Call a worker to a task, whoever else is called to it. Never fails either: says whether the
    call was sent."""
    try:
        task.apply_async(arguments, retry=False)
    except (RedisError, OperationalError) as error:
        logger.warning(UNSENT, error)
        return False
    return True


def awake(task: Task[..., None], *arguments: str | int) -> None:
    """A worker has come: from now on events need a new call."""
    try:
        redis_client().delete(mark(task, *arguments))
    except RedisError as error:
        logger.warning("the wake-up mark stays until it expires: %s", error)


def lagging(upto: int | None = None, *, by: int = 1) -> list[tuple[str, int]]:
    """Slices of live generations that are so many events or more behind the log (up to a position):
    one query.
    """
    return [(name, number) for name, number in fetch(_BEHIND, [list(projections()), upto, by])]


def overdue() -> list[tuple[str, int]]:
    """Slices that have not taken up what the sweep before this one saw recorded.

    For what came since a call is on its way, and more calls beside it would only hold it up. Where
    no sweep is remembered, so that calls may have been lost too, it is all that lag.
    """
    head = read.head()
    try:
        seen = redis_client().set(SWEPT, head, get=True)
    except RedisError:
        seen = None
    return lagging(None if seen is None else int(seen))


def unfinished_parts() -> list[int]:
    """Ids of rebuild parts on which work remains; one that is being worked on is among them."""
    parts = RebuildPart.objects.filter(rebuild__status=Rebuild.Status.BUILDING)
    return list(parts.order_by("id").values_list("id", flat=True))


def mark(task: Task[..., None], *arguments: str | int) -> str:
    """The key that is there while a call waits for a worker."""
    return ":".join(map(str, ("newsroom:wake", task.name, *arguments)))
