"""How the projections stand, as `projections/`, the command and the desk tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.log import read
from events.when import utc_text
from stories.engine import rebuild
from stories.engine.advance import catch_up
from stories.engine.lag import lags
from stories.engine.registry import UnknownProjection, projections
from stories.engine.status import status, statuses
from stories.models import Checkpoint, ParkedTrack, ProjectionState, Rebuild
from tests.integration.stories.engine.conftest import Tell

NAME = "tenures"


def parked(track: str, generation: int = 1) -> ParkedTrack:
    return ParkedTrack.objects.create(
        projection=NAME, generation=generation, track=track, position=2, error=f"{track} is odd"
    )


def test_each_is_told_by_name_with_the_rules_that_derived_it(tell: Tell) -> None:
    found = statuses()
    assert [one.name for one in found] == sorted(projections())
    catch_up()
    for one in statuses():
        told = one.as_json()
        assert told.pop("advanced_at") <= utc_text(datetime.now(UTC))
        assert told == {
            "name": one.name,
            "version": projections()[one.name].version,
            "code_version": projections()[one.name].version,
            "generation": 1,
            "slices": 1,
            "position": read.head(),
            "lag": 0,
            "lag_seconds": 0,
            "parked": [],
            "rebuild": None,
        }


def test_a_newsroom_that_has_derived_nothing_yet_is_told_of_all(tell: Tell) -> None:
    Checkpoint.objects.all().delete()
    ProjectionState.objects.all().delete()
    found = statuses()
    assert [one.name for one in found] == sorted(projections())
    assert {(one.position, one.lag) for one in found} == {(0, read.head())}


def test_one_that_is_not_there_is_unknown(tell: Tell) -> None:
    assert status(NAME).name == NAME
    with pytest.raises(UnknownProjection):
        status("nothing")


def test_it_is_as_far_as_the_slice_that_is_last_and_was_busy_when_any_was(tell: Tell) -> None:
    catch_up()
    first = Checkpoint.objects.filter(projection=NAME)
    first.update(slices=2, advanced_at=datetime(2023, 11, 18, tzinfo=UTC))
    Checkpoint.objects.create(projection=NAME, generation=1, slice=1, slices=2, position=1)
    later = datetime(2023, 11, 19, tzinfo=UTC)
    Checkpoint.objects.filter(projection=NAME, slice=1).update(advanced_at=later)
    now = status(NAME)
    assert (now.slices, now.position, now.lag) == (2, 1, read.head() - 1)
    assert now.advanced_at == "2023-11-19T00:00:00.000000Z"


def test_how_long_it_has_waited_is_told_to_a_tenth_of_a_second(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    waiting = [replace(one, lag_seconds=61.26) for one in lags()]
    monkeypatch.setattr("stories.engine.status.lags", lambda: waiting)
    assert status(NAME).lag_seconds == 61.3


def test_what_an_earlier_release_derived_under_another_name_is_not_told_of(tell: Tell) -> None:
    catch_up()
    Checkpoint.objects.create(projection="gone", generation=1, slice=0, slices=1, position=1)
    assert [one.name for one in statuses()] == sorted(projections())


def test_tracks_of_the_live_generation_that_wait_are_told_in_order(tell: Tell) -> None:
    catch_up()
    second, first = parked("openai/person/b"), parked("openai/person/a")
    parked("openai/person/c", generation=2)
    assert status(NAME).parked == [
        {
            "track": one.track,
            "position": 2,
            "error": f"{one.track} is odd",
            "parked_at": utc_text(one.parked_at),
        }
        for one in (first, second)
    ]
    assert status("names").parked == []


def test_of_several_rebuilds_the_latest_is_told_with_all_its_parts(tell: Tell) -> None:
    catch_up()
    rebuild.request(NAME)
    assert rebuild.cancel(NAME)
    latest = rebuild.request(NAME, parts=2)
    for part, (done, total) in enumerate(((2, 5), (1, 4))):
        latest.parts.filter(part=part).update(done=done, total=total)
    now = status(NAME)
    assert now.rebuild == {
        "status": "building",
        "generation": latest.generation,
        "target": latest.target,
        "done": 3,
        "total": 9,
        "detail": "",
        "requested_at": utc_text(latest.requested_at),
        "finished_at": None,
    }
    assert now.rebuild_told() == "building 3/9"
    assert status("names").rebuild is None
    assert status("names").rebuild_told() == "never"


def test_when_a_rebuild_ended_and_why(tell: Tell) -> None:
    catch_up()
    rebuild.request(NAME)
    assert rebuild.cancel(NAME)
    ended = Rebuild.objects.get().finished_at
    assert ended is not None
    told: Any = status(NAME).rebuild
    assert (told["detail"], told["finished_at"]) == ("cancelled on request", utc_text(ended))
    assert status(NAME).rebuild_told() == "cancelled"


def test_it_asks_as_much_however_many_there_are(tell: Tell) -> None:
    catch_up()
    rebuild.request(NAME)
    for number in range(20):
        parked(f"openai/person/p{number}")
    with CaptureQueriesContext(connection) as asked:
        statuses()
    assert len(asked) == 5
