"""Random histories through the whole of it: the log, the engine with crashes, the views' rows.

Board and leadership equal the oracle at any position, and the rows kept step by step equal those
of a rebuild, whatever is recorded, in whatever batches, wherever a batch was broken off.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.history import History
from events.log import read
from events.recording.refusal import Refused
from events.recording.service import record
from stories.engine import checkpoints, rebuild
from stories.engine.advance import advance_once
from stories.engine.checkpoints import enter_projections, live_generation
from stories.engine.reading import Known
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, Rebuild
from stories.views import queries
from tests.integration.conftest import empty
from tests.integration.stories.engine.conftest import introduction
from tests.integration.stories.engine.snapshot import snapshot
from tests.oracle.answers import Oracle
from tests.oracle.histories import ORGANIZATIONS, PEOPLE, TWINS, Step, Told, envelope, steps
from tests.unit.stories.tenure.test_against_the_oracle import board, led, turning_points

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "400")) // 20


class Crash(Exception):
    """Breaks off a batch once rows and position are written, before they are committed."""


def tell(history: Sequence[Step]) -> None:
    """Record a history event by event, passing over what the record refuses."""
    for kind, slugs in (("organization", ORGANIZATIONS), ("person", (*PEOPLE, *TWINS))):
        other = {"kind": "company", "timezone": "UTC"} if kind == "organization" else {}
        record([introduction(kind, slug, **other) for slug in slugs], recorded_by="desk")
    before: list[Told] = []
    for step in history:
        said = envelope(step, before)
        if said is None:
            continue
        try:
            done = record([said], recorded_by="desk", single=True)
        except Refused:
            continue
        original = "event" not in said["data"]
        before.append(Told(str(done.events[0]["id"]), said["type"], said["data"], original))


def advance(name: str, limits: Sequence[int], crashes: Sequence[bool]) -> None:
    """Catch up in batches of these sizes, each broken off once where it is to crash."""
    turn = 0
    while behind := Checkpoint.objects.filter(projection=name, position__lt=read.head()).first():
        limit, crash = limits[turn % len(limits)], crashes[turn % len(crashes)]
        turn += 1
        if crash:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(checkpoints, "move", _crashing(checkpoints.move))
                with pytest.raises(Crash):
                    advance_once(name, behind.slice, 1, limit=limit)
        advance_once(name, behind.slice, 1, limit=limit)


def _crashing(done: Any) -> Any:
    def crashing(*arguments: Any) -> None:
        done(*arguments)
        raise Crash

    return crashing


def check_answers(history: History, position: int, organization: str) -> None:
    """Board and leadership by the views' own queries, at every turning point."""
    oracle = Oracle(read.read_after(0, read.head()), position, organization)
    generations = {"tenures": live_generation("tenures"), "facts": live_generation("facts")}
    known = Known(position, datetime.now(UTC), generations)
    leading = queries.leading_seats(known, [oracle.organization])
    disputed = queries.contested(known, leading)
    for instant in turning_points(history, position):
        where = (position, organization, instant.isoformat())
        seats = queries.board_seats(known, oracle.organization, instant, instant)
        assert (where, board(seats, instant)) == (where, oracle.board(instant))
        assert (where, led(leading, instant, disputed)) == (where, oracle.leadership(instant))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(
    data=st.data(),
    history=st.lists(steps, min_size=4, max_size=16),
    limits=st.lists(st.integers(1, 7), min_size=1, max_size=5),
    crashes=st.lists(st.booleans(), min_size=1, max_size=3),
    slices=st.sampled_from([1, 3]),
)
def test_views_equal_the_oracle_and_a_rebuild(
    empty_log: None,
    data: st.DataObject,
    history: list[Step],
    limits: list[int],
    crashes: list[bool],
    slices: int,
) -> None:
    empty()
    with override_settings(NEWSROOM_SLICES=dict.fromkeys(projections(), slices)):
        enter_projections()
    tell(history)
    for name in projections():
        advance(name, limits, crashes)
    assert not ParkedTrack.objects.exists()

    recorded = History(read.read_after(0, read.head()))
    position = data.draw(st.integers(0, read.head()), label="position")
    for at in {position, read.head()}:
        for organization in ORGANIZATIONS:
            check_answers(recorded, at, organization)

    for name in projections():
        kept = snapshot(name)
        requested = rebuild.request(name, parts=1)
        rebuild.work(requested.parts.get().pk)
        requested.refresh_from_db()
        assert requested.status == Rebuild.Status.SWAPPED, requested.detail
        assert requested.detail == "equal to the generation before"
        assert snapshot(name) == kept
