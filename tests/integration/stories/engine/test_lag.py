"""How far projections are behind the log: of the live generation, by the slice that is last."""

from __future__ import annotations

from events.log import read
from stories.engine import wake
from stories.engine.advance import catch_up, take_up_news
from stories.engine.lag import Lag, age_after, lags
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, ProjectionState
from tests.integration.stories.engine.conftest import Tell, appointment


def _lag(name: str) -> Lag:
    [found] = [one for one in lags() if one.projection == name]
    return found


def test_every_projection_is_told_once_by_name(tell: Tell) -> None:
    catch_up()
    names = [one.projection for one in lags()]
    assert names == sorted(set(names))
    assert {(one.position, one.lag_events, one.lag_seconds) for one in lags()} == {(3, 0, 0)}


def test_the_slice_that_is_last_counts(tell: Tell) -> None:
    catch_up()
    Checkpoint.objects.filter(projection="tenures").update(slices=2)
    Checkpoint.objects.create(projection="tenures", generation=1, slice=1, slices=2, position=2)
    assert (_lag("tenures").position, _lag("tenures").lag_events) == (2, 1)
    assert _lag("tenures").lag_seconds > 0
    assert wake.lagging() == [("tenures", 1)]


def test_what_another_generation_waits_for_is_no_lag(tell: Tell) -> None:
    catch_up()
    Checkpoint.objects.create(projection="tenures", generation=2, slice=0, slices=1, position=1)
    parked = {"projection": "tenures", "generation": 2, "track": "openai", "position": 1}
    ParkedTrack.objects.create(**parked, error="no such thing")
    assert (_lag("tenures").position, _lag("tenures").parked_tracks) == (3, 0)
    assert wake.lagging() == []


def test_a_projection_that_the_code_has_no_more_is_no_lag_and_holds_nothing_up(tell: Tell) -> None:
    """After one is taken out, and where an upgrade that brought it is taken back."""
    ProjectionState.objects.create(name="gone", version=1)
    Checkpoint.objects.create(projection="gone", generation=1, slice=0, slices=1, position=0)
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    assert take_up_news() == wake.lagging() == []
    assert {one.projection for one in lags()} == projections().keys()
    assert {one.lag_events for one in lags()} == {0}


def test_the_age_of_what_is_not_taken_up(tell: Tell) -> None:
    assert age_after(read.head()) == 0
    before = read.head()
    tell(appointment("sam-altman", "2019-03"))
    assert 0 < age_after(before) < age_after(0)
    assert age_after(read.head()) == 0


def test_a_projection_that_never_advanced_is_behind_by_the_whole_log(tell: Tell) -> None:
    catch_up()
    Checkpoint.objects.filter(projection="tenures").delete()
    assert (_lag("tenures").position, _lag("tenures").lag_events) == (0, 3)
