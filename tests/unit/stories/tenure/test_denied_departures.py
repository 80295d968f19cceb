"""Design §6 Tenures, "Disputed": what is known after a departure that may not have happened."""

from __future__ import annotations

import pytest

from events.when import Window
from tests.unit.stories.telling import at, end_of, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    record = Record()
    record.appointed("ann", "2014", "ceo")
    record.departed("ann", "2015", "ceo", disputed=["happened"])
    return record


@pytest.mark.parametrize("again", ["appointed", "observed"])
def test_whoever_is_in_the_post_again_and_left_it_then_is_not_in_it(
    record: Record, again: str
) -> None:
    getattr(record, again)("ann", "2016-05-01", "ceo")
    assert record.at("2016-04-01", "ann", "ceo") == "possible"
    assert record.at("2016-05-01", "ann", "ceo") == (
        "certain" if again == "observed" else "possible"
    )
    assert record.at("2017-01-01", "ann", "ceo") == "certain"
    record.departed("ann", "2018-02-01", "ceo")
    assert record.at("2018-01-31", "ann", "ceo") == "certain"
    assert record.at("2018-02-02", "ann", "ceo") is None


def test_that_may_have_been_until_they_certainly_were_in_it_again(record: Record) -> None:
    record.appointed("ann", "2019", "ceo")
    first, _ = record.of("ann", "ceo")
    assert first.end == span("2015-01-01", "2019-12-31")


def test_until_it_can_have_come_the_person_is_in_the_post_whatever_comes_after() -> None:
    record = Record()
    record.appointed("ann", "2014-03-01", "ceo")
    record.departed("ann", "2015-06-01", "ceo", disputed=["happened"])
    record.appointed("ann", "2016-05-01", "ceo")
    told = [record.at(day, "ann", "ceo") for day in ("2015-05-31", "2015-06-02", "2016-05-02")]
    assert told == ["certain", "possible", "certain"]


@pytest.mark.parametrize("disputes", [([], ["happened"]), (["happened"], [])])
def test_that_another_account_agrees_does_not_take_the_doubt_away(
    disputes: tuple[list[str], ...],
) -> None:
    record = Record()
    record.appointed("ann", "2014", "ceo")
    for disputed in disputes:
        record.departed("ann", "2015-06-01", "ceo", disputed=disputed)
    assert record.at("2016-01-01", "ann", "ceo") == "possible"


@pytest.mark.parametrize(("confidence", "then"), [("official", None), ("rumoured", "possible")])
def test_a_surer_account_that_nobody_disputes_takes_the_doubt_away(
    confidence: str, then: str | None
) -> None:
    """By it the person left, whatever is said against one that counts for less."""
    record = Record()
    record.appointed("ann", "2014", "ceo")
    record.departed("ann", "2015-06-01", "ceo", disputed=["happened"])
    record.departed("ann", "2015-06-01", "ceo", confidence=confidence)
    assert record.only("ann", "ceo").disputed
    assert record.at("2016-01-01", "ann", "ceo") == then


def test_one_that_reaches_back_without_limit_may_have_been_at_once() -> None:
    record = Record()
    record.appointed("ann", "2014", "ceo")
    record.departed("ann", "[..2015]", "ceo", disputed=["happened"])
    assert record.only("ann", "ceo").end == Window(end_of("2014-12-31"), None)


def test_a_dissolution_ends_it_though_the_post_was_taken_up_again(record: Record) -> None:
    record.appointed("ann", "2016-05-01", "ceo")
    record.dissolved("2018-02-01")
    assert record.at("2018-02-02", "ann", "ceo") is None


def test_whoever_left_all_posts_later_had_left_by_then(record: Record) -> None:
    record.departed("ann", "2018-02-01", "all")
    row = record.only("ann", "ceo")
    assert row.end is not None
    assert (row.end.earliest, row.end.latest) == (at("2015-01-01"), end_of("2018-02-01"))
    assert row.disputed


@pytest.mark.parametrize(("confidence", "then"), [("reported", None), ("rumoured", "possible")])
def test_a_later_departure_told_before_that_one_and_as_surely_stands(
    confidence: str, then: str | None
) -> None:
    record = Record()
    record.appointed("ann", "2014", "ceo")
    record.departed("ann", "2018-02-01", "ceo", confidence=confidence)
    record.departed("ann", "2015", "ceo", disputed=["happened"])
    assert record.at("2017-01-01", "ann", "ceo") == "possible"
    assert record.at("2018-02-02", "ann", "ceo") == then


@pytest.mark.parametrize("all_left", ["2015-06-01T12:00:00Z", "2015-06", "2015"])
def test_to_have_left_all_posts_at_what_may_be_that_time_is_in_doubt_with_it(all_left: str) -> None:
    record = Record()
    record.appointed("ann", "2014", "ceo")
    record.departed("ann", "2015-06-01T12:00:00Z", "ceo", disputed=["happened"])
    record.departed("ann", all_left, "all")
    assert record.at("2019-01-01", "ann", "ceo") == "possible"


@pytest.mark.parametrize("replaced", ["2015-06-01", "2016-01-15"])
def test_a_successor_is_in_doubt_with_the_departure(record: Record, replaced: str) -> None:
    record.appointed("bob", replaced, "ceo", replaces="ann")
    assert record.at("2018-02-02", "ann", "ceo") == "possible"


def test_a_later_end_that_is_disputed_too_leaves_the_doubt(record: Record) -> None:
    record.departed("ann", "2018-02-01", "all", disputed=["happened"])
    assert record.at("2019-01-01", "ann", "ceo") == "possible"
