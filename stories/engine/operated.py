"""Says that somebody operated a projection; whoever keeps a list of such acts listens."""

from enum import StrEnum

from django.dispatch import Signal


class Operation(StrEnum):
    """What is done to a projection by hand."""

    REBUILD_STARTED = "rebuild started"
    REBUILD_CANCELLED = "rebuild cancelled"
    TRACKS_RETRIED = "tracks retried"


operated = Signal()
"""Sent with `act`, an Operation, `subject`, the projection, and `detail`."""


def tell(act: Operation, projection: str, detail: str = "") -> None:
    operated.send(Operation, act=act, subject=projection, detail=detail)
