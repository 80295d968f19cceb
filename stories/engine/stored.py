"""A projected row as it stands in its table, for those who read it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar


class Stored:
    """What rows of any projection are read with, beside its own columns; see `tables`.

    A class of it and the Row of a projection is the type of what is read. Nothing is ever made of
    such a class, for what is read are the objects of a model; the windows of a Row are there by
    their bounds, and not as `start` and `end`.
    """

    projection: ClassVar[str]
    """The name of the projection whose rows these are."""

    known_from: int
    known_to: int | None
    start_earliest: datetime | None
    start_latest: datetime | None
    end_earliest: datetime | None
    end_latest: datetime | None
