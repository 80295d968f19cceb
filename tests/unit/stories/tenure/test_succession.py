"""Design §6 Tenures, "Posts": whom somebody succeeded, of those who held an exclusive post."""

from __future__ import annotations

import pytest

from stories.tenure import of_person
from tests.unit.stories.telling import since, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def test_a_successor_begins_after_the_last_of_those_before(record: Record) -> None:
    record.appointed("ann", "2005", "ceo")
    record.departed("ann", "2010", "ceo")
    record.appointed("bob", "2010", "ceo")
    record.departed("bob", "2015", "ceo")
    record.observed("cid", "2016-05-01", "ceo")
    assert record.only("cid", "ceo").start == since("2015-01-01", "2016-05-01")


def test_what_is_derived_of_one_person_is_as_it_was_after_those_of_the_post_are(
    record: Record,
) -> None:
    """It is kept for the next derivation: who follows whom moves copies."""
    record.appointed("bob", "2015-01-01", "ceo")
    record.departed("bob", "2018-06-15T12:00:00Z", "ceo")
    record.appointed("ann", "2018", "ceo", acting=True)
    record.appointed("ann", "2018-12-01", "ceo", acting=False)
    alone = of_person("ann", tuple(record.facts[2:]))
    acting, held = alone.tenures
    before = (acting.start, acting.end, held.start, held.end, held.before)
    moved_acting, moved_held = record.of("ann", "ceo")
    assert moved_acting.start == since("2018-06-15T12:00", "2018-12-31T23:59:59.999999")
    assert moved_held.before is moved_acting
    assert before == (acting.start, acting.end, held.start, held.end, held.before)
    assert held.before is acting


def test_the_last_may_have_left_on_the_very_day_of_an_observation(record: Record) -> None:
    record.appointed("ann", "2005", "ceo")
    record.departed("ann", "2015", "ceo")
    record.appointed("bob", "2015", "ceo")
    record.departed("bob", "2023-11-17T12:00:00Z", "ceo")
    record.observed("cid", "2023-11-17", "ceo")
    assert record.only("cid", "ceo").start == since("2023-11-17T12:00", "2023-11-17T12:00")


@pytest.mark.parametrize(
    ("left", "seen", "until"),
    [
        ("2023-11-17T12:00Z", "2023-11-17", "2023-11-17T12:00:59.999999"),
        (
            {"earliest": "2023-11-17T12:00Z", "latest": "2023-11-19"},
            "2023-11-17T18:00:00Z",
            "2023-11-17T18:00",
        ),
    ],
)
def test_one_seen_later_that_day_came_when_the_other_can_have_left(
    record: Record, left: str | dict[str, str], seen: str, until: str
) -> None:
    record.appointed("bob", "2015", "ceo")
    record.departed("bob", left, "ceo")
    record.observed("cid", seen, "ceo")
    assert record.only("cid", "ceo").start == since("2023-11-17T12:00", until)


def test_one_seen_on_the_day_on_which_another_left_held_it_all_of_the_day(record: Record) -> None:
    record.appointed("ann", "2019", "ceo")
    record.departed("ann", "2023-11-17", "ceo")
    record.observed("bob", "2023-11-17", "ceo")
    assert record.only("bob", "ceo").start == since("2023-11-17", "2023-11-17")


def test_an_eve_shows_who_was_before_one_who_had_left_by_that_evening(record: Record) -> None:
    record.departed("ann", "2023-11-17", "ceo")
    record.appointed("bob", "2023-11", "ceo")
    record.departed("bob", "2023-11-17T18:00:00Z", "ceo")
    assert record.only("bob", "ceo").start == span("2023-11-17", "2023-11-30")


def test_the_eve_is_that_of_the_last_day_on_which_one_who_was_replaced_can_have_left(
    record: Record,
) -> None:
    record.departed("ann", "2021-10", "ceo")
    record.appointed("bob", "2021-10-01", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.start, row.end) == (since(None, "2021-09-30"), span("2021-10-01", "2021-10-01"))


def test_who_left_after_another_had_gone_was_not_before_them(record: Record) -> None:
    record.appointed("ann", "2020", "ceo")
    record.departed("ann", "2023-10-01", "ceo")
    record.appointed("bob", "2023", "ceo")
    record.departed("bob", "2023-06", "ceo")
    assert record.only("bob", "ceo").start == span("2023-01-01", "2023-12-31")
