"""What the engine says of itself to whoever listens: metrics, traces, a list of acts."""

from enum import StrEnum

from django.dispatch import Signal


class Operation(StrEnum):
    """What is done to a projection by hand."""

    REBUILD_STARTED = "rebuild started"
    REBUILD_CANCELLED = "rebuild cancelled"
    TRACKS_RETRIED = "tracks retried"


advanced = Signal()
"""Sent once a batch is committed, with `name` and `number` of the slice, its `positions` (first and
last) and the `seconds` that it took."""

operated = Signal()
"""Sent with `act`, an Operation, `subject`, the projection, and `detail`."""


def send_operated(act: Operation, projection: str, detail: str = "") -> None:
    operated.send(Operation, act=act, subject=projection, detail=detail)
