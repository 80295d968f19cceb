"""Answer from projected rows as they were known at a position.

A question's recorded time is resolved to a log position that the views have reached; from then
on the answer can never change, whatever is appended meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from events.log import read
from events.when import Moment
from stories.engine import books
from stories.models import ParkedTrack, row_model

POLL_SECONDS = 0.005
RETRY_AFTER_SECONDS = 1


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


@dataclass(frozen=True, slots=True)
class _State:
    head: int
    reached: int
    generations: Mapping[str, int]


def resolve_known(
    moment: Moment, projections: Sequence[str], *, at_least: int | None = None
) -> Known:
    """The position that a question about recorded time comes down to.

    Waits, for NEWSROOM_READ_WAIT_SECONDS at most, until the views have reached `at_least`, and
    every position that the question includes. Raises Behind, NotRecorded. Two to four queries.
    """
    state = _state(projections)
    wanted = moment.position
    if wanted is None and moment.requested is not None:
        wanted = read.position_at(moment.instant)
        state = _state(projections)
    for position in (wanted, at_least):
        if position is not None and position > state.head:
            raise NotRecorded(position, state.head)
    needed = max(wanted or 0, at_least or 0)
    state = _wait(state, needed, projections)
    position = state.reached if wanted is None else wanted
    return Known(position, _instant(moment, position, state), state.generations)


def rows(name: str, known: Known) -> QuerySet[Any]:
    """Rows of a projection as known; not yet narrowed by valid time."""
    return row_model(name)._default_manager.filter(
        Q(known_to=None) | Q(known_to__gt=known.position),
        generation=known.generations[name],
        known_from__lte=known.position,
    )


def history_rows(name: str, known: Known) -> QuerySet[Any]:
    """Rows of a projection as known at any position up to the known one."""
    return row_model(name)._default_manager.filter(
        generation=known.generations[name], known_from__lte=known.position
    )


def stale_tracks(name: str, known: Known, tracks: Sequence[str]) -> list[str]:
    """Which of the tracks are parked, so that their rows may be out of date at the position."""
    parked = ParkedTrack.objects.filter(
        projection=name,
        generation=known.generations[name],
        track__in=list(tracks),
        position__lte=known.position,
    )
    return sorted(parked.values_list("track", flat=True))


def _instant(moment: Moment, position: int, state: _State) -> datetime:
    """When what is answered had been recorded: as asked, else now, or as far as the views are."""
    asked_for_moment = moment.requested is not None and moment.position is None
    if asked_for_moment or position == 0 or (moment.position is None and position == state.head):
        return moment.instant
    return read.recorded_at(position)


def _wait(state: _State, needed: int, projections: Sequence[str]) -> _State:
    deadline = time.monotonic() + settings.NEWSROOM_READ_WAIT_SECONDS
    while state.reached < needed:
        if time.monotonic() >= deadline:
            raise Behind(needed, state.reached)
        time.sleep(POLL_SECONDS)
        state = _state(projections)
    return state


def _state(projections: Sequence[str]) -> _State:
    """The head of the log, the live generations, and the position that all slices have reached."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT s.name, s.generation, min(c.position),
                   (SELECT coalesce(max(position), 0) FROM events_event)
            FROM stories_projectionstate s
            JOIN stories_checkpoint c ON c.projection = s.name AND c.generation = s.generation
            WHERE s.name = ANY (%s)
            GROUP BY s.name, s.generation
            """,
            [list(projections)],
        )
        found = cursor.fetchall()
    if len(found) < len(projections):
        books.open_books()
        return _state(projections)
    return _State(
        head=max(row[3] for row in found),
        reached=min(row[2] for row in found),
        generations={row[0]: row[1] for row in found},
    )
