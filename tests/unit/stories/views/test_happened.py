from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from events.when import Window
from stories.views.happened import happened
from stories.views.timeline import day


def at(number: int, hour: int = 0) -> datetime:
    return datetime(2023, 11, number, hour, tzinfo=UTC)


def row(earliest: datetime | None, latest: datetime | None, *disputed: str) -> Any:
    disputes = [{"what": what} for what in disputed]
    return SimpleNamespace(start_earliest=earliest, start_latest=latest, disputes=disputes)


@pytest.mark.parametrize(
    ("fact", "span", "presence"),
    [
        (row(at(3), at(5)), Window(None, at(5)), "certain"),
        (row(at(3), at(5)), Window(None, at(4)), "possible"),
        (row(at(3), at(5)), Window(None, at(3)), "possible"),
        (row(at(3), at(5)), Window(None, at(2)), None),
        (row(None, at(5)), Window(None, at(5)), "certain"),
        (row(None, at(5)), Window(None, at(1)), "possible"),
        (row(at(3), None), Window(None, at(9)), "possible"),
        (row(at(3), at(5)), Window(at(3), at(9)), "certain"),
        (row(at(3), at(5)), Window(at(4), at(9)), "possible"),
        (row(at(3), at(5)), Window(at(6), at(9)), None),
        (row(None, at(5)), Window(at(3), at(9)), "possible"),
        (row(at(3), at(5), "when"), Window(None, at(5)), "certain"),
        (row(at(3), at(5), "happened"), Window(None, at(9)), "possible"),
    ],
)
def test_certain_once_past_possible_once_begun(
    fact: Any, span: Window, presence: str | None
) -> None:
    assert happened(fact, span) == presence


def test_the_day_is_that_of_the_zone() -> None:
    fact = row(at(17, 20), at(17, 21))
    assert day(fact, ZoneInfo("America/Los_Angeles")) == "2023-11-17"
    assert day(fact, ZoneInfo("Asia/Shanghai")) == "2023-11-18"
    assert day(row(at(17), at(18)), UTC) is None
    assert day(row(None, at(18)), UTC) is None
