"""Design §6 Tenures, "Two accounts of the same change": what they come to, and what a row tells."""

from __future__ import annotations

import pytest

from events.when import Window
from stories.tenure import Conflict
from tests.unit.stories.telling import end_of, span
from tests.unit.stories.tenure.record import Record

FEBRUARY, THE_20TH = "2018-02", "2018-02-20"
FROM_THE_20TH = {"earliest": "2018-02-20", "latest": "2018-03-05", "text": "late in the month"}


@pytest.fixture
def record() -> Record:
    record = Record()
    record.appointed("ann", "2015-01-01")
    return record


@pytest.mark.parametrize(
    ("sure", "rumour", "contradicts"),
    [
        (FEBRUARY, THE_20TH, True),
        (FEBRUARY, FROM_THE_20TH, True),
        (FROM_THE_20TH, FEBRUARY, True),
        (THE_20TH, FEBRUARY, False),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_less_confident_account_narrows_nothing_and_is_wrong_unless_it_says_the_same_less_exactly(
    record: Record, sure: object, rumour: object, contradicts: bool, first: bool
) -> None:
    told = [(sure, "official"), (rumour, "rumoured")]
    events = {
        c: record.departed("ann", when, confidence=c) for when, c in told[:: 1 if first else -1]
    }
    alone = Record()
    alone.departed("ann", sure)
    row = record.only("ann")
    assert row.end == alone.only("ann").end
    wrong = Conflict("end", "director", ("ann",), (events["official"], events["rumoured"]))
    assert record.conflicts == ([wrong] if contradicts else [])
    assert (events["rumoured"] in [one.event for one in row.facts]) is not contradicts


def test_one_that_prevailed_in_a_dispute_on_the_time_is_narrowed_by_none_that_did_not(
    record: Record,
) -> None:
    record.departed("ann", FEBRUARY, verdicts={"when": "original"})
    record.departed("ann", THE_20TH)
    assert record.only("ann").end == span("2018-02-01", "2018-02-28")
    assert len(record.conflicts) == 1


@pytest.mark.parametrize("order", [[FEBRUARY, THE_20TH], [THE_20TH, FEBRUARY]])
def test_the_time_is_told_in_the_words_of_the_account_that_says_it_exactly(
    record: Record, order: list[str]
) -> None:
    for occurred in order:
        record.departed("ann", occurred)
    assert record.only("ann").end_text == THE_20TH


def test_of_two_accounts_as_exact_the_words_are_those_of_the_one_that_counts(
    record: Record,
) -> None:
    day = {"earliest": THE_20TH, "latest": THE_20TH, "text": "Tuesday"}
    record.departed("ann", THE_20TH, confidence="rumoured")
    record.departed("ann", day, confidence="official")
    assert record.only("ann").end_text == "Tuesday"


def test_where_no_account_says_just_that_the_words_are_those_of_the_one_that_counts(
    record: Record,
) -> None:
    record.departed("ann", FEBRUARY)
    record.departed("ann", FROM_THE_20TH)
    row = record.only("ann")
    assert (row.end, row.end_text) == (span("2018-02-20", "2018-02-28"), "late in the month")


def test_accounts_that_agree_without_a_first_moment_have_none() -> None:
    record = Record()
    record.appointed("ann", "[..2016]")
    record.appointed("ann", "[..2015]")
    assert record.only("ann").start == Window(None, end_of("2015-12-31"))


def test_a_death_told_twice_marks_what_it_ends_if_either_account_is_disputed(
    record: Record,
) -> None:
    record.died("ann", "2018", disputed=["when"])
    record.died("ann", THE_20TH)
    row = record.only("ann")
    assert (row.end, row.manner, row.disputed) == (span(THE_20TH, THE_20TH), "died", True)


def test_a_row_tells_of_all_that_says_so_in_order_of_time() -> None:
    """An appointment told although the person was seen before is among it."""
    record = Record()
    left = record.departed("ann", "2021")
    again = record.appointed("ann", "2019-01-01", confidence="official")
    began = record.appointed("ann", "2015-01-01")
    seen = record.observed("ann", "[2014-12-01..2017-03-01]")
    row = record.only("ann")
    assert [one.event for one in row.facts] == [seen, began, again, left]
    assert row.confidence == "official"
