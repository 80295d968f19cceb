"""Answer from projected rows as they were known at a position.

A question's recorded time is resolved to a log position that the views have reached; from then
on the answer can never change, whatever is appended meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Manager, Q, QuerySet

from events.log import read
from events.log.connection import reading_from
from events.when import Moment
from stories.engine.present import Present, State, look
from stories.engine.stored import Stored
from stories.models import row_model

POLL_SECONDS = 0.005
RETRY_AFTER_SECONDS = 1
R = TypeVar("R", bound=Stored)


class Behind(Exception):
    """The views have not reached a position in time; try again after `retry_after` seconds."""

    def __init__(self, wanted: int, reached: int) -> None:
        super().__init__(f"the views have reached position {reached}, not yet {wanted}")
        self.wanted = wanted
        self.reached = reached
        self.retry_after = RETRY_AFTER_SECONDS


class NotRecorded(ValueError):
    """A position after the end of the log was asked for."""

    def __init__(self, wanted: int, head: int) -> None:
        super().__init__(f"position {wanted} is not recorded yet: the log ends at {head}")
        self.wanted = wanted
        self.head = head


@dataclass(frozen=True, slots=True)
class Known:
    """What was known: a position, the instant it stands for, and the generations to read."""

    position: int
    instant: datetime
    generations: Mapping[str, int]
    recorded_at: datetime | None = None
    """When the event at the position was recorded, where the way here has told it."""
    parking: frozenset[str] | None = None
    """Projections of which a track waits for a retry; None: not looked at."""
    log: UUID | None = None
    """What tells this log from another: its first event."""

    def is_settled(self, projection: str) -> bool:
        """Whether what its rows say of the position is surely said for good."""
        parking = self.parking
        return self.log is not None and parking is not None and projection not in parking

    @property
    def state(self) -> State:
        """Where the views are that say so, if the position is that which they have reached."""
        parking = self.parking or frozenset()
        return State(self.log, self.position, tuple(sorted(self.generations.items())), parking)


def resolve_known(
    moment: Moment,
    projections: Sequence[str],
    *,
    at_least: int | None = None,
    present: Present | None = None,
) -> Known:
    """The position that a question about recorded time comes down to; `present` is where the views
    are, if the request has looked already.

    Waits, for NEWSROOM_READ_WAIT_SECONDS at most, until the views have reached `at_least`, and
    every position that the question includes. Raises Behind, NotRecorded. None to four queries.
    """
    present = present or look(projections)
    wanted = moment.position
    if wanted is None and moment.requested is not None:
        wanted = read.position_at(moment.instant)
        present = look(projections)
    for position in (wanted, at_least):
        if position is not None and position > present.head:
            _require_recorded(position)
    needed = max(wanted or 0, at_least or 0)
    present = _wait(present, needed, projections)
    position = present.reached if wanted is None else wanted
    return Known(
        position,
        _instant(moment, position, present),
        dict(present.state.generations),
        present.recorded_at if position == present.reached else None,
        present.state.parking,
        present.state.log,
    )


def _require_recorded(position: int) -> None:
    """Of a replica's end of the log nothing follows: more may be recorded already."""
    with reading_from(DEFAULT_DB_ALIAS):
        head = read.head()
    if position > head:
        raise NotRecorded(position, head)


def rows(kind: type[R], known: Known) -> QuerySet[Any, R]:
    """Rows of a projection as known; not yet narrowed by valid time."""
    manager: Manager[Any] = row_model(kind.projection)._default_manager
    return manager.filter(
        Q(known_to=None) | Q(known_to__gt=known.position),
        generation=known.generations[kind.projection],
        known_from__lte=known.position,
    )


def history_rows(kind: type[R], known: Known) -> QuerySet[Any, R]:
    """Rows of a projection as known at any position up to the known one."""
    manager: Manager[Any] = row_model(kind.projection)._default_manager
    return manager.filter(
        generation=known.generations[kind.projection], known_from__lte=known.position
    )


def _instant(moment: Moment, position: int, present: Present) -> datetime:
    """When what is answered had been recorded: as asked, else now, or as far as the views are."""
    asked_for_moment = moment.requested is not None and moment.position is None
    if asked_for_moment or position == 0 or (moment.position is None and position == present.head):
        return moment.instant
    if position == present.reached and present.recorded_at is not None:
        return present.recorded_at
    return read.recorded_at(position)


def _wait(present: Present, needed: int, projections: Sequence[str]) -> Present:
    deadline = time.monotonic() + settings.NEWSROOM_READ_WAIT_SECONDS
    while present.reached < needed:
        if time.monotonic() >= deadline:
            raise Behind(needed, present.reached)
        time.sleep(POLL_SECONDS)
        present = look(projections)
    return present
