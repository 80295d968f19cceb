"""Which position a question comes down to, and how long it waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from events.log import read
from events.when import Moment, read_known_at
from stories.engine import checkpoints, parking, rebuild
from stories.engine.advance import advance, catch_up
from stories.engine.fold import Parked
from stories.engine.reading import Behind, NotRecorded, history_rows, resolve_known, rows
from stories.models import Checkpoint
from stories.views.rows import StoredTenure
from tests.integration.stories.engine.conftest import appointment, departure

VIEWS = ["tenures", "names"]


def asked(text: str | None) -> Moment:
    return read_known_at(text, timezone="UTC", now=datetime.now(UTC))


@pytest.fixture(autouse=True)
def impatient(settings: Any) -> None:
    settings.NEWSROOM_READ_WAIT_SECONDS = 0.05


def test_without_known_at_the_answer_is_as_far_as_the_views_are(tell: Callable[..., int]) -> None:
    catch_up()
    known = resolve_known(asked(None), VIEWS)
    tell(appointment("sam-altman", "2019-03"))
    later = resolve_known(asked(None), VIEWS)
    assert known.position == later.position == 3
    assert later.instant == read.recorded_at(3)


def test_a_pinned_position_that_the_views_have_not_reached_is_waited_for(
    tell: Callable[..., int],
) -> None:
    catch_up()
    position = tell(appointment("sam-altman", "2019-03"))
    with pytest.raises(Behind) as behind:
        resolve_known(asked(f"@{position}"), VIEWS)
    assert (behind.value.wanted, behind.value.reached) == (position, 3)
    with pytest.raises(Behind):
        resolve_known(asked(None), VIEWS, at_least=position)
    catch_up()
    assert resolve_known(asked(f"@{position}"), VIEWS).position == position


def test_a_position_that_is_not_recorded_is_not_waited_for(tell: Callable[..., int]) -> None:
    catch_up()
    with pytest.raises(NotRecorded, match="the log ends at 3"):
        resolve_known(asked("@4"), VIEWS)


def test_an_answer_is_as_far_as_the_view_that_is_furthest_behind(
    tell: Callable[..., int], settings: Any
) -> None:
    settings.NEWSROOM_SLICES = {"tenures": 2}
    catch_up()
    last = tell(appointment("sam-altman", "2019-03"))
    reached = []
    for name, number in (("names", 0), ("tenures", 0), ("tenures", 1)):
        advance(name, number)
        known = resolve_known(asked(None), VIEWS)
        assert known.recorded_at == read.recorded_at(known.position)
        reached.append(known.position)
    assert reached == [3, 3, last]
    assert resolve_known(asked(None), ["facts"]).position == 3


def test_a_generation_that_is_being_built_holds_no_answer_up(tell: Callable[..., int]) -> None:
    catch_up()
    checkpoints.open_checkpoints("tenures", 2, 1)
    assert resolve_known(asked("@3"), VIEWS).position == 3


def test_the_furthest_that_is_asked_for_is_waited_for(tell: Callable[..., int]) -> None:
    catch_up()
    position = tell(appointment("sam-altman", "2019-03"))
    for pinned, at_least in ((position, 1), (1, position)):
        with pytest.raises(Behind):
            resolve_known(asked(f"@{pinned}"), VIEWS, at_least=at_least)
    assert resolve_known(asked("@3"), VIEWS, at_least=3).position == 3
    with pytest.raises(NotRecorded):
        resolve_known(asked("@3"), VIEWS, at_least=position + 1)
    with pytest.raises(Behind):
        resolve_known(asked(read.recorded_at(position).isoformat()), VIEWS)
    catch_up()
    for pinned, at_least in ((position, 1), (1, position)):
        assert resolve_known(asked(f"@{pinned}"), VIEWS, at_least=at_least).position == pinned


def test_the_instant_of_an_answer_is_that_of_its_position_or_as_it_was_asked(
    tell: Callable[..., int],
) -> None:
    last = tell(appointment("sam-altman", "2019-03"))
    catch_up()
    between = read.recorded_at(3) + timedelta(microseconds=1)
    for position in (3, last):
        assert resolve_known(asked(f"@{position}"), VIEWS).instant == read.recorded_at(position)
    found = resolve_known(asked(between.isoformat()), VIEWS)
    assert (found.position, found.instant) == (3, between)
    now = asked(None)
    assert resolve_known(now, VIEWS).instant == now.instant
    nothing_yet = asked("@0")
    assert resolve_known(nothing_yet, VIEWS).instant == nothing_yet.instant


def test_an_answer_says_of_which_view_something_waits(tell: Callable[..., int]) -> None:
    catch_up()
    parking.park("names", 1, [Parked("openai", 1, "no such thing")])
    parking.park("tenures", 9, [Parked("openai", 1, "of another generation")])
    known = resolve_known(asked("@3"), VIEWS)
    assert known.parking == frozenset({"names"})
    assert [known.is_settled(name) for name in VIEWS] == [True, False]


def test_an_instant_is_the_last_position_recorded_by_then(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    second = read.recorded_at(2)
    known = resolve_known(asked(second.isoformat()), VIEWS)
    assert (known.position, known.instant) == (2, second)


def test_rows_are_those_known_at_the_position(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    found = {}
    for position in (3, 4, 5):
        known = resolve_known(asked(f"@{position}"), VIEWS)
        of_all_times = {row.manner for row in history_rows(StoredTenure, known)}
        found[position] = ({row.manner for row in rows(StoredTenure, known)}, of_all_times)
    assert found == {
        3: (set(), set()),
        4: ({None}, {None}),
        5: ({"removed"}, {None, "removed"}),
    }


def test_rows_are_those_of_the_generation_that_is_read(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    before = resolve_known(asked("@4"), VIEWS)
    rebuild.work(rebuild.request("tenures", parts=1).parts.get().pk)
    for known in (before, resolve_known(asked("@4"), VIEWS)):
        for read_rows in (rows, history_rows):
            found = read_rows(StoredTenure, known).values_list("generation", flat=True)
            assert list(found) == [known.generations["tenures"]]


def test_a_projection_whose_checkpoints_are_gone_is_named(tell: Callable[..., int]) -> None:
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    Checkpoint.objects.filter(projection="tenures").delete()
    with pytest.raises(LookupError, match=r"how far tenures has come"):
        resolve_known(asked(None), VIEWS)
