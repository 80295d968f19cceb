"""A release that fails on one post of one house: `celery -A tests.chaos.bad_release worker`."""

from collections.abc import Iterable
from typing import Any

from celery.signals import worker_process_init

from newsroom.celery import app

__all__ = ["POISONED", "POISONED_TRACK", "app"]
POISONED = "poisoned-house"
POISONED_TRACK = f"{POISONED}/post/ceo"


@worker_process_init.connect
def poison(**_: Any) -> None:
    from stories.engine.registry import projection

    tenures = projection("tenures")
    derive = tenures.derive

    def fails(track: str, *told: Any) -> Iterable[Any]:
        if track == POISONED_TRACK:
            raise ZeroDivisionError("no such thing")
        return derive(track, *told)

    vars(tenures)["derive"] = fails
