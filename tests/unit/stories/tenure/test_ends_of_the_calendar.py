"""Facts of the first and last hours that there are, whose civil day lies partly outside."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from events.when import Window, presence
from events.when.window import LAST
from stories.contradictions.contradiction import hull
from tests.unit.stories.telling import at, end_of
from tests.unit.stories.tenure.record import Record

TIMES = (
    *("0001", "0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T12:00:00Z", "[..0001-01-01]"),
    *("9999", "9999-12", "9999-12-31", "9999-12-31T23:00:00Z", "9999-12-31T23:59:59Z"),
)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Pacific/Kiritimati"])
@pytest.mark.parametrize("told", ["appointed", "observed", "departed"])
def test_they_are_derived_like_others(zone: str, told: str) -> None:
    for first, second in product(TIMES, TIMES):
        record = Record(zone)
        getattr(record, told)("ann", first, "ceo")
        record.departed("ann", second, "ceo")
        record.observed("bob", first, "ceo")
        assert {row.person for row in record.rows} == {"ann", "bob"}


def test_a_sighting_holds_for_what_there_is_of_its_day() -> None:
    record = Record("America/Los_Angeles")  # whose last evening comes after the end of UTC's
    record.observed("ann", "9999-12-31")
    assert record.only("ann").start == Window(None, at("9999-12-31T08:00"))


def test_of_a_day_before_the_calendar_it_holds_from_when_it_was() -> None:
    record = Record("America/Los_Angeles")
    record.observed("ann", "0001-01-01T00:00:00Z")
    assert record.only("ann").start == Window(None, at("0001-01-01"))


def test_the_eve_of_a_day_after_the_calendar_is_its_last_day() -> None:
    record = Record("Asia/Tokyo")
    record.departed("ann", "9999-12-31T23:00:00Z")
    row = record.only("ann")
    assert (row.start.latest, row.end) == (
        at("9999-12-30T15:00"),
        Window(at("9999-12-31T23:00"), at("9999-12-31T23:00")),
    )


@pytest.mark.parametrize(
    ("zone", "left"),
    [
        ("Asia/Tokyo", "0001-01-02"),
        ("America/Los_Angeles", "0001-01-01T03:00:00Z"),
        ("UTC", "0001-01-01T12:00:00Z"),
        ("UTC", "0001-01-01"),
    ],
)
def test_the_eve_of_the_first_day_is_when_the_calendar_begins(zone: str, left: str) -> None:
    record = Record(zone)
    record.departed("ann", left)
    assert record.only("ann").start == Window(None, at("0001-01-01"))


def test_whoever_goes_on_makes_room_for_nobody_in_the_last_year() -> None:
    record = Record()
    record.appointed("ann", "2019", "ceo")
    record.appointed("bob", "9999", "ceo")
    assert record.only("bob", "ceo").start == Window(at("9999-01-01"), LAST)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_instant_are_instants_like_others(day: str) -> None:
    """And not times without limit: what is told for that day is certain by its end."""
    record = Record()
    for _ in range(2):  # one account, and two that agree
        record.appointed("ann", day)
        assert record.only("ann").start == Window(at(day), _over(day))
        assert presence(record.only("ann").start, None, _over(day)) == "certain"


def test_nor_are_they_where_accounts_of_one_change_meet() -> None:
    record = Record()
    record.appointed("ann", "0001")
    record.appointed("ann", "0001-01")
    record.departed("ann", "9999")
    record.departed("ann", "9999-12")
    row = record.only("ann")
    assert row.start == Window(at("0001-01-01"), end_of("0001-01-31"))
    assert row.end == Window(at("9999-12-01"), LAST)


def test_a_founding_of_the_first_year_limits_what_is_unknown() -> None:
    record = Record()
    record.founded("0001")
    record.observed("ann", "2019-05-01")
    assert record.only("ann").start == Window(at("0001-01-01"), at("2019-05-01"))


def test_nor_in_the_window_of_a_contradiction() -> None:
    record = Record()
    record.appointed("ann", "0001")
    record.appointed("ann", "9999")
    assert hull(record.facts) == Window(at("0001-01-01"), LAST)


def _over(day: str) -> datetime:
    """The last instant of a day, which may be the last there is."""
    return at(day).replace(hour=23, minute=59, second=59, microsecond=999_999)
