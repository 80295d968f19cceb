"""What a rebuild derives is held against what readers see, row by row, before it replaces that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F

from stories.engine import checkpoints, parking, rebuild
from stories.engine.advance import catch_up
from stories.engine.fold import Parked
from stories.engine.parity import differences
from stories.engine.registry import projection
from stories.models import Rebuild, row_model
from tests.integration.stories.engine.conftest import appointment, departure

TRACK = "openai/post/ceo"


@pytest.fixture
def rows(tell: Callable[..., int]) -> Any:
    """A tenure as first known, and as known since it ended; and another's."""
    tell(appointment("sam-altman", "2019-03"))
    tell(departure("sam-altman", "2023-11-17"))
    tell(appointment("mira-murati", "2019", "director"))
    catch_up()
    return row_model("tenures")._default_manager.filter(track=TRACK)


def rebuilt() -> str:
    requested = rebuild.request("tenures", parts=1)
    rebuild.work(requested.parts.get().pk)
    requested.refresh_from_db()
    swapped = requested.status == Rebuild.Status.SWAPPED
    assert swapped is (checkpoints.live_generation("tenures") == 2)
    return f"{requested.status}: {requested.detail}"


def told_twice(rows: Any) -> None:
    again = rows.get(known_to=None)
    again.pk = None
    again.save()


@pytest.mark.parametrize(
    ("tamper", "differing"),
    [
        (lambda rows: rows.filter(known_to=None).delete(), 1),
        (told_twice, 1),
        (lambda rows: rows.filter(known_to=None).update(known_to=9), 2),
        (lambda rows: rows.filter(known_to=None).update(known_from=F("known_from") - 1), 2),
        (lambda rows: rows.update(track="openai/post/cto"), 4),
    ],
    ids=["missing", "told twice", "known till then", "known before", "in another track"],
)
def test_whatever_differs_is_told_and_nothing_is_swapped(
    rows: Any, tamper: Callable[[Any], Any], differing: int
) -> None:
    tamper(rows)
    told = rebuilt()
    assert told.startswith(f"refused: {differing} rows differ, in the tracks {TRACK}")


@pytest.mark.parametrize("track", [TRACK, "openai"])
def test_what_waits_for_a_retry_is_not_held_against_a_rebuild(rows: Any, track: str) -> None:
    parking.park("tenures", 1, [Parked(track, 5, "no such thing")])
    rows.filter(known_to=None).delete()
    assert rebuilt() == "swapped: equal to the generation before"


def test_what_waits_elsewhere_excuses_nothing(rows: Any) -> None:
    parking.park("names", 1, [Parked(TRACK, 5, "no such thing")])
    parking.park("tenures", 9, [Parked(TRACK, 5, "of another generation")])
    parking.park("tenures", 1, [Parked("openai/post", 5, "of another track")])
    rows.filter(known_to=None).delete()
    assert rebuilt().startswith("refused")


def test_rows_told_twice_by_the_new_generation_differ_too_and_some_tracks_are_named(
    rows: Any,
) -> None:
    row = rows.get(known_to=None)
    told = [(8, "t0"), (9, "t0"), (9, "t0"), *((9, f"t{number}") for number in range(7, 0, -1))]
    for generation, track in (*told, (9, "t7")):
        row.pk, row.generation, row.track = None, generation, track
        row.save()
    found = differences(projection("tenures"), 8, 9)
    assert (found.count, found.tracks) == (9, ["t0", "t1", "t2", "t3", "t4"])
    assert found.told() == "9 rows differ, in the tracks t0, t1, t2, t3, t4 …"
    assert differences(projection("tenures"), 7, 6).told() == "equal to the generation before"
