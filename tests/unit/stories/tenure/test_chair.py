"""Design §6 Tenures, "The board": the chair ends with the last other seat."""

from __future__ import annotations

import pytest

from stories.tenure import Conflict
from tests.unit.stories.telling import at, since, span
from tests.unit.stories.tenure.record import Record

EVE = {"person": "greg", "posts": ["director", "chair"]}


@pytest.fixture
def record() -> Record:
    return Record()


def test_the_chair_ends_with_the_last_other_seat(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    told = record.departed("greg", "2023-11-17T12:23:00Z", manner="removed")
    chair = record.only("greg", "chair")
    assert chair.end == since("2023-11-17T12:23", "2023-11-17T12:23")
    assert (chair.inferred, chair.manner) == (True, "removed")
    assert [one.event for one in chair.ended] == [told]


def test_of_two_overlapping_moments_the_earlier(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    from_board = record.departed("greg", "2023-11-17T12:23:00Z", manner="removed")
    from_chair = record.departed("greg", "2023-11-17", "chair")
    chair = record.only("greg", "chair")
    assert chair.end == since("2023-11-17", "2023-11-17T12:23")
    assert [one.event for one in chair.ended] == [from_chair, from_board]
    assert (chair.inferred, chair.manner) == (False, "resigned")
    assert record.at("2023-11-17T12:23", "greg", "chair") is None


def test_a_chair_told_to_end_with_the_seat_ended_as_told(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    record.departed("greg", "2023-11-17T12:23:00Z", manner="removed")
    told = record.departed("greg", "2023-11-17T12:23:00Z", "chair")
    chair = record.only("greg", "chair")
    assert (chair.inferred, chair.manner) == (False, "resigned")
    assert [one.event for one in chair.ended] == [told]


def test_a_chair_told_to_end_later_ended_with_the_seat(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    record.departed("greg", "2023-11-17")
    record.departed("greg", "2023-11-20", "chair")
    chair = record.only("greg", "chair")
    assert (chair.end, chair.inferred) == (span("2023-11-17", "2023-11-17"), True)


def test_a_chair_that_ended_before_stays_so(record: Record) -> None:
    record.reported("2023-11-10", EVE)
    record.departed("greg", "2023-11-12", "chair")
    record.departed("greg", "2023-11-17")
    assert record.only("greg", "chair").end == span("2023-11-12", "2023-11-12")


def test_re_election_to_the_other_seat_keeps_the_chair(record: Record) -> None:
    record.appointed("greg", "2015-01-01")
    record.appointed("greg", "2015-01-01", "chair")
    record.departed("greg", "2018-01-01")
    record.appointed("greg", "2018-01-01")
    assert record.only("greg", "chair").end is None


def test_a_later_seat_does_not_bring_the_chair_back(record: Record) -> None:
    record.appointed("greg", "2015-01-01")
    record.appointed("greg", "2015-01-01", "chair")
    record.departed("greg", "2018-01-01")
    record.appointed("greg", "2020-01-01")
    assert record.only("greg", "chair").end == span("2018-01-01", "2018-01-01")


def test_any_other_seat_on_the_board_will_do(record: Record) -> None:
    record.defined("trustee", "Trustee", "board", False)
    record.reported("2023-11-16", {"person": "greg", "posts": ["director", "chair", "trustee"]})
    record.departed("greg", "2023-11-17")
    assert record.only("greg", "chair").end is None


def test_a_post_in_the_management_will_not(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    record.observed("greg", "2023-11-16", "president")
    record.departed("greg", "2023-11-17")
    assert record.only("greg", "chair").end is not None


def test_a_chair_without_another_recorded_seat_stays(record: Record) -> None:
    record.appointed("greg", "2015-01-01", "chair")
    assert record.only("greg", "chair").end is None


def test_a_seat_left_before_the_chair_was_taken_says_nothing(record: Record) -> None:
    record.appointed("greg", "2010-01-01")
    record.departed("greg", "2012-01-01")
    record.appointed("greg", "2015-01-01", "chair")
    assert record.only("greg", "chair").end is None


def test_one_seen_in_the_chair_in_a_year_loses_it_with_the_seat(record: Record) -> None:
    record.appointed("greg", "2010-01-01")
    record.observed("greg", "2015", "chair")
    record.departed("greg", "2015-06-01")
    assert record.only("greg", "chair").end == span("2015-06-01", "2015-06-01")


def test_a_chair_of_unknown_start_goes_with_the_last_of_the_seats_before(record: Record) -> None:
    record.appointed("greg", "2010-01-01")
    record.departed("greg", "2012-01-01")
    record.appointed("greg", "2018-01-01")
    record.departed("greg", "2020-05-01", "chair")
    assert record.only("greg", "chair").end == span("2020-05-01", "2020-05-01")
    record.departed("greg", "2019-06-01")
    assert record.only("greg", "chair").end == span("2019-06-01", "2019-06-01")


def test_a_seat_taken_after_the_chair_was_left_says_nothing(record: Record) -> None:
    record.appointed("greg", "2010-01-01")
    record.departed("greg", "2011-05-01", "chair")
    record.departed("greg", "2012-01-01")
    record.appointed("greg", "2018-01-01")
    assert record.only("greg", "chair").end == span("2011-05-01", "2011-05-01")


def test_a_departure_from_the_board_disputed_to_have_happened_leaves_the_chair_possible(
    record: Record,
) -> None:
    record.reported("2023-11-16", EVE)
    record.departed("greg", "2023-11-17", disputed=["happened"])
    assert record.at("2023-12-24", "greg", "chair") == "possible"
    assert record.only("greg", "chair").disputed


def test_seats_that_follow_on_one_another_count_as_one(record: Record) -> None:
    """Whatever other seats were held meanwhile."""
    for post in ("vice-chair", "secretary"):
        record.defined(post, post.title(), "board", True)
    record.appointed("ann", "2011-01-01", "chair")
    for post, start, end in (
        ("director", "2010-01-01", "2012-01-01"),
        ("director", "2018-01-01", "2020-01-01"),
        ("vice-chair", "2012-01-01", "2018-01-01"),
        ("secretary", "2013-01-01", "2014-01-01"),
        ("secretary", "2018-06-01", "2019-01-01"),
    ):
        record.appointed("ann", start, post)
        record.departed("ann", end, post)
    assert record.only("ann", "chair").end == span("2020-01-01", "2020-01-01")


@pytest.mark.parametrize(
    ("trustee", "director", "end"),
    [
        ("2018-06-15", "2018", ("2018-06-15", "2018-12-31")),
        ("2018", "2018-06-15", ("2018-06-15", "2018-12-31")),
        ("2018-06", "2018-06~", ("2018-06-01", "2018-07-31")),
        ("2018-05", "2018-06", ("2018-06-01", "2018-06-30")),
    ],
)
def test_of_seats_that_may_be_the_last_any_may_have_kept_the_chair(
    record: Record, trustee: str, director: str, end: tuple[str, str]
) -> None:
    record.defined("trustee", "Trustee", "board", False)
    for post in ("trustee", "director", "chair"):
        record.appointed("ann", "2015-01-01", post)
    told = {
        record.departed("ann", trustee, "trustee", manner="resigned"),
        record.departed("ann", director, manner="retired"),
    }
    chair = record.only("ann", "chair")
    assert chair.end == span(*end)
    ended = {one.event for one in chair.ended}
    assert ended == told if trustee != "2018-05" else ended < told
    assert chair.end_text == (trustee if trustee == "2018" else director)
    assert chair.manner == ("resigned" if trustee == "2018" else "retired")


def test_a_seat_that_was_never_left_keeps_the_chair(record: Record) -> None:
    record.defined("trustee", "Trustee", "board", False)
    for post in ("trustee", "director", "chair"):
        record.appointed("ann", "2015-01-01", post)
    record.departed("ann", "2018")
    assert record.only("ann", "chair").end is None


def test_a_seat_of_long_before_says_nothing_of_those_that_follow_on_one_another(
    record: Record,
) -> None:
    record.defined("trustee", "Trustee", "board", False)
    for start, end, post in (
        ("2010-01-01", "2011-01-01", "director"),
        ("2015-01-01", "2018-01-01", "director"),
        ("2016-01-01", "2019-01-01", "trustee"),
    ):
        record.appointed("ann", start, post)
        record.departed("ann", end, post)
    record.appointed("ann", "2015-06-01", "chair")
    assert record.only("ann", "chair").end == span("2019-01-01", "2019-01-01")


def test_a_seat_taken_at_the_moment_another_is_left_follows_on_it(record: Record) -> None:
    record.defined("trustee", "Trustee", "board", False)
    record.appointed("ann", "2015-01-01")
    record.appointed("ann", "2015-01-01", "chair")
    record.departed("ann", "2018-01-01T12:00:00Z")
    record.appointed("ann", "2018-01-01T12:00:00Z", "trustee")
    assert record.only("ann", "chair").end is None


def test_one_seen_in_the_chair_at_the_moment_of_leaving_was_not_seen_later(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    record.departed("greg", "2023-11-17T12:23:00Z")
    record.observed("greg", "2023-11-17T12:23:00Z", "chair")
    assert record.only("greg", "chair").end == since("2023-11-17T12:23", "2023-11-17T12:23")
    assert record.conflicts == []


@pytest.mark.parametrize("disputed", ["the chair", "the first account", "the second account"])
def test_what_is_disputed_of_chair_or_seat_is_of_the_chair(record: Record, disputed: str) -> None:
    record.appointed("ann", "2015-01-01")
    record.appointed("ann", "2015-01-01", "chair", disputed=["other"] * (disputed == "the chair"))
    for account in ("the first account", "the second account"):
        record.departed("ann", "2018-06-15", disputed=["manner"] * (disputed == account))
    assert record.only("ann", "chair").disputed


def test_a_seat_left_before_one_was_seen_in_the_chair_says_nothing(record: Record) -> None:
    record.departed("ann", "2012-01-01")
    record.observed("ann", "2015-03-01", "chair")
    assert record.only("ann", "chair").end is None
    assert record.conflicts == []


@pytest.mark.parametrize("ended_by", ["the last seat", "a death"])
def test_a_chair_is_as_it_was_once_what_ended_it_is_retracted(
    record: Record, ended_by: str
) -> None:
    for post in ("director", "chair", "ceo"):
        record.appointed("ann", "2015-01-01", post)
    if ended_by == "a death":
        record.died("ann", "2018-02-20")
    else:
        record.departed("ann", "2018-02-20")
    assert record.only("ann", "chair").end == span("2018-02-20", "2018-02-20")
    record.facts.pop()
    assert [row.end for row in record.rows] == [None, None, None]


def test_one_appointed_to_the_chair_again_later_keeps_it(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.observed("ann", "2016-01-01", "chair")
    record.departed("ann", "2018-02-20")
    record.appointed("ann", "2019-01-01", "chair")
    assert record.at("2018-06-01", "ann", "chair") == "certain"
    assert [one.kind for one in record.conflicts] == ["reappointed", "chair_without_seat"]


def test_one_seen_in_the_chair_later_is_a_contradiction(record: Record) -> None:
    record.reported("2023-11-16", EVE)
    left = record.departed("greg", "2023-11-17")
    seen = record.observed("greg", "2023-12-01", "chair")
    assert record.only("greg", "chair").end is None
    assert record.conflicts == [Conflict("chair_without_seat", "chair", ("greg",), (seen, left))]


def test_one_appointed_to_the_chair_goes_with_the_seats_of_then_wherever_seen_later(
    record: Record,
) -> None:
    record.appointed("ann", "2010-01-01")
    record.departed("ann", "2016-01-01")
    record.appointed("ann", "2018-01-01")
    record.appointed("ann", "2015-01-01", "chair")
    record.observed("ann", "2019-01-01", "chair")
    assert [one.kind for one in record.conflicts] == ["chair_without_seat"]


def test_where_it_is_disputed_that_chair_and_seat_were_left_there_is_no_last_moment(
    record: Record,
) -> None:
    for post in ("director", "chair"):
        record.appointed("ann", "2015-01-01", post)
        record.departed("ann", "2018-02-20", post, disputed=["happened"])
    end = record.only("ann", "chair").end
    assert end is not None
    assert (end.earliest, end.latest) == (at("2018-02-20"), None)
