"""Facts that happened at another time than told, as the desk settled: when is for others to say."""

from __future__ import annotations

from typing import Any

import pytest

from events.when import Window
from tests.unit.stories.facts import RECORDED
from tests.unit.stories.telling import at, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def refuted(day: str) -> dict[str, Any]:
    """Of a fact told for a day on which it did not happen."""
    return {"occurred": "unknown", "verdicts": {"when": "account"}, "refuted": day}


@pytest.mark.parametrize("told", ["2018-08-16", "2018-08-20"])
def test_an_appointment_is_the_one_that_another_tells_for_another_day(
    record: Record, told: str
) -> None:
    """And none after she left, though nobody says when it was instead."""
    record.appointed("ann", post="ceo", **refuted(told))
    record.appointed("ann", "2018-08-18", "ceo")
    record.departed("ann", "2019-08-29", "ceo")
    row = record.only("ann", "ceo")
    assert (row.start, row.end) == (
        span("2018-08-18", "2018-08-18"),
        span("2019-08-29", "2019-08-29"),
    )
    assert record.conflicts == []


@pytest.mark.parametrize("post", ["ceo", "all"])
def test_a_departure_is_the_one_that_another_tells_and_not_from_a_later_tenure(
    record: Record, post: str
) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.departed("ann", post=post, **refuted("2018-05-01"))
    record.departed("ann", "2018-07-01", post)
    record.appointed("ann", "2020-01-01", "ceo")
    first, second = record.of("ann", "ceo")
    assert (first.end, second.end) == (span("2018-07-01", "2018-07-01"), None)
    assert record.conflicts == []


def test_one_who_was_replaced_is_not_so_again_when_the_successor_came_at_another_time(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.appointed("bob", post="ceo", replaces="ann", **refuted("2018-05-01"))
    record.appointed("bob", "2018-07-01", "ceo", replaces="ann")
    record.departed("bob", "2019-01-01", "ceo")
    record.appointed("ann", "2020-01-01", "ceo")
    first, second = record.of("ann", "ceo")
    assert (first.end, second.end) == (span("2018-07-01", "2018-07-01"), None)
    assert record.only("bob", "ceo").start == span("2018-07-01", "2018-07-01")


def test_what_no_other_tells_is_at_an_unknown_time(record: Record) -> None:
    """She came back, though not on the 30th: her first appointment is another matter."""
    record.appointed("ann", "2014-01-01", "ceo")
    record.departed("ann", "2018-08-24", "ceo")
    record.appointed("ann", post="ceo", **refuted("2018-09-30"))
    _, second = record.of("ann", "ceo")
    assert (second.start, second.end) == (Window(at("2018-08-24"), RECORDED), None)
