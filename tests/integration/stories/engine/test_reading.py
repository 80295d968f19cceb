"""Which position a question comes down to, and how long it waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from events.log import read
from events.when import Moment, read_known_at
from stories.engine.reading import Behind, NotRecorded, resolve_known, rows
from stories.views.rows import StoredTenure
from tests.integration.stories.engine.conftest import appointment, catch_up

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


def test_an_instant_is_the_last_position_recorded_by_then(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    second = read.recorded_at(2)
    known = resolve_known(asked(second.isoformat()), VIEWS)
    assert (known.position, known.instant) == (2, second)


def test_rows_are_those_known_at_the_position(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    assert rows(StoredTenure, resolve_known(asked("@3"), VIEWS)).count() == 0
    assert rows(StoredTenure, resolve_known(asked("@4"), VIEWS)).count() == 1
