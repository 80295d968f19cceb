"""Design §6 Tenures, "Order" and "Two accounts of the same change"."""

from __future__ import annotations

from itertools import permutations

import pytest

from stories.tenure import Conflict
from tests.unit.stories.telling import at, since, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def test_appointed_1999_06_01_and_departed_1999_is_one_tenure_of_1999(record: Record) -> None:
    record.departed("ann", "1999")
    record.appointed("ann", "1999-06-01")
    row = record.only("ann")
    assert (row.start, row.end) == (
        span("1999-06-01", "1999-06-01"),
        span("1999-01-01", "1999-12-31"),
    )
    assert record.at("1999-05-31", "ann") is None
    assert record.at("1999-06-02", "ann") == "possible"
    assert record.at("2000-01-01", "ann") is None


def test_facts_recorded_late_take_their_place_in_time(record: Record) -> None:
    record.departed("ann", "2019-06-01")
    record.appointed("ann", "2020-01-01")
    record.appointed("ann", "2015-01-01")
    first, second = record.of("ann")
    assert (first.start, first.end) == (
        span("2015-01-01", "2015-01-01"),
        span("2019-06-01", "2019-06-01"),
    )
    assert (second.start, second.end) == (span("2020-01-01", "2020-01-01"), None)


def test_in_an_overlap_a_departure_comes_before_an_appointment_into_the_post_held(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.appointed("ann", "2019")
    record.departed("ann", "2019-05")
    first, second = record.of("ann")
    assert first.end == span("2019-05-01", "2019-05-31")
    assert (second.start, second.end) == (span("2019-01-01", "2019-12-31"), None)


@pytest.mark.parametrize("reverse", [False, True])
def test_re_election_on_the_same_day(record: Record, reverse: bool) -> None:
    record.appointed("ann", "2015-01-01")
    told = [record.appointed, record.departed]
    for tell in reversed(told) if reverse else told:
        tell("ann", "2019-05-01")
    first, second = record.of("ann")
    assert first.end == second.start == span("2019-05-01", "2019-05-01")
    assert second.end is None


@pytest.mark.parametrize("occurred", ["2019-05-01", "2019-05-01T12:00:00Z"])
def test_first_appointment_and_departure_at_the_same_time_is_a_tenure_of_that_time(
    record: Record, occurred: str
) -> None:
    record.departed("ann", occurred)
    record.appointed("ann", occurred)
    row = record.only("ann")
    assert row.start == row.end == record.facts[0].window


def test_an_order_that_fits_is_found_where_the_windows_nest(record: Record) -> None:
    record.appointed("ann", "2019")
    record.appointed("ann", "2019-01-15")
    record.departed("ann", "2019-03-01")
    record.departed("ann", "2019-12-15")
    second, first = record.of("ann")  # by start window, and that of the second is wider
    assert (first.start, first.end) == (
        span("2019-01-15", "2019-01-15"),
        span("2019-03-01", "2019-03-01"),
    )
    assert (second.start, second.end) == (
        span("2019-01-01", "2019-12-31"),
        span("2019-12-15", "2019-12-15"),
    )
    assert record.conflicts == []


@pytest.mark.parametrize("reverse", [False, True])
def test_two_departures_of_equal_confidence_happened_within_the_intersection(
    record: Record, reverse: bool
) -> None:
    record.appointed("ann", "2015-01-01")
    month = {"occurred": "2018-02", "manner": "unknown"}
    day = {"occurred": "[2018-02-20..2018-03-05]", "reason": "A conflict of interest"}
    told = [record.departed("ann", **said) for said in ((day, month) if reverse else (month, day))]
    row = record.only("ann")
    assert row.end == span("2018-02-20", "2018-02-28")
    assert (row.manner, row.reason) == ("resigned", "A conflict of interest")
    assert [one.event for one in row.ended] == told[:: -1 if reverse else 1]
    assert record.conflicts == []


def test_two_appointments_of_equal_confidence_happened_within_the_intersection(
    record: Record,
) -> None:
    record.appointed("ann", "2018-02")
    record.appointed("ann", "2018-02-20")
    row = record.only("ann")
    assert (row.start, row.start_text) == (span("2018-02-20", "2018-02-20"), "2018-02-20")


def test_of_two_accounts_the_more_confident_counts(record: Record) -> None:
    sure = record.appointed("ann", "2018-02-20", confidence="official")
    rumour = record.appointed("ann", "2019-05-01", confidence="rumoured")
    row = record.only("ann")
    assert row.start == span("2018-02-20", "2018-02-20")
    assert [one.event for one in row.facts] == [sure]
    assert record.conflicts == [Conflict("start", "director", ("ann",), (sure, rumour))]


def test_of_two_equally_confident_accounts_apart_the_later_recorded_counts(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    later = record.departed("ann", "2018-05-01")
    latest = record.departed("ann", "2018-02-20")
    row = record.only("ann")
    assert row.end == span("2018-02-20", "2018-02-20")
    assert record.conflicts == [Conflict("end", "director", ("ann",), (latest, later))]


def test_a_vaguer_and_less_confident_account_of_the_same_is_no_contradiction(
    record: Record,
) -> None:
    record.appointed("ann", "2018-02-20", confidence="official")
    record.appointed("ann", "2018", confidence="rumoured")
    assert record.only("ann").start == span("2018-02-20", "2018-02-20")
    assert record.conflicts == []


def test_two_departures_and_no_appointment_are_one_change_too(record: Record) -> None:
    record.departed("ann", "2018-02")
    record.departed("ann", "2018-02-20")
    row = record.only("ann")
    assert row.end == span("2018-02-20", "2018-02-20")
    assert row.start.latest == at("2018-02-19")


def test_an_observation_between_two_appointments_shows_the_first_to_be_right(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.observed("ann", "2017-03-01")
    record.appointed("ann", "2019-01-01")
    row = record.only("ann")
    assert (row.start, row.end) == (span("2015-01-01", "2015-01-01"), None)
    assert [one.kind for one in record.conflicts] == ["reappointed"]


def test_departed_in_an_unknown_year_then_back(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "unknown")
    record.appointed("ann", "2020-01-01")
    first, second = record.of("ann")
    assert first.end == since(None, "2024-01-01T12:00")
    assert second.start == span("2020-01-01", "2020-01-01")
    assert record.at("2018-01-01", "ann") == "possible"
    assert record.at("2020-01-02", "ann") == "certain"


def test_an_observation_reopens_nothing_though_a_vaguer_departure_is_left_over(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2018-02")
    record.observed("ann", "2018-02-25")
    record.departed("ann", "2018")
    row = record.only("ann")
    assert (row.start, row.end) == (
        span("2015-01-01", "2015-01-01"),
        span("2018-02-26", "2018-02-28"),
    )


def test_seen_at_the_very_moment_of_a_departure_was_seen_before_it(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2018-02-20T12:00:00Z")
    record.observed("ann", "2018-02-20T12:00:00Z")
    assert record.only("ann").end == since("2018-02-20T12:00", "2018-02-20T12:00")


@pytest.mark.parametrize("seen", ["2015", "2015-06", "2015-06-10", "2015-06-11"])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_to_be_seen_while_in_post_is_no_tenure_of_its_own(
    record: Record, order: tuple[int, ...], seen: str
) -> None:
    told = [
        lambda: record.appointed("ann", "2015-06-10"),
        lambda: record.observed("ann", seen),
        lambda: record.departed("ann", "2015"),
    ]
    for number in order:
        told[number]()
    row = record.only("ann")
    assert row.start == span("2015-06-10", "2015-06-10")
    assert record.at("2016-01-01", "ann") is None
    assert record.conflicts == []


def test_the_first_of_several_observations_shows_an_appointment_to_come_too_late(
    record: Record,
) -> None:
    record.observed("ann", "2017-03-01")
    record.observed("ann", "[2018..2019]")
    record.appointed("ann", "2019-01-01")
    assert record.only("ann").start == since(None, "2017-03-01")
    assert [one.kind for one in record.conflicts] == ["reappointed"]


def test_seen_at_the_very_moment_of_an_appointment_is_not_seen_before_it(record: Record) -> None:
    record.appointed("ann", "2019")
    record.observed("ann", "2019-05-01T12:00:00Z")
    record.appointed("ann", "2019-05-01T12:00:00Z")
    assert record.only("ann").start == since("2019-05-01T12:00", "2019-05-01T12:00")
    assert record.conflicts == []


def test_seen_on_the_day_of_a_re_election(record: Record) -> None:
    record.observed("ann", "2019-05-01")
    record.appointed("ann", "2019-05-01")
    record.departed("ann", "2019-05-01", manner="term_ended")
    assert [row.start_known for row in record.of("ann")] == [False, True]
    assert record.at("2019-05-02", "ann") == "certain"


def test_left_all_posts_in_the_year_in_which_another_was_taken_up(record: Record) -> None:
    record.appointed("ann", "2010")
    record.appointed("ann", "2015-06-10", "ceo")
    record.departed("ann", "2015", "all")
    assert record.only("ann").end == span("2015-01-01", "2015-12-31")
    assert record.only("ann", "ceo").end == span("2015-01-01", "2015-12-31")


@pytest.mark.parametrize("earlier", ["all", "director"])
def test_left_all_posts_in_the_year_of_the_only_one_held(record: Record, earlier: str) -> None:
    record.appointed("ann", "2010")
    record.departed("ann", "2014", earlier)
    record.appointed("ann", "2018", "ceo")
    record.departed("ann", "2018", "all")
    assert record.only("ann", "ceo").end == span("2018-01-01", "2018-12-31")


def test_left_all_posts_of_which_one_was_only_seen_to_be_held(record: Record) -> None:
    record.observed("ann", "2010")
    record.appointed("ann", "2018", "ceo")
    record.departed("ann", "2018", "all")
    assert record.only("ann", "ceo").end is None


def test_left_all_posts_in_the_year_of_the_only_one_held_by_then(record: Record) -> None:
    record.appointed("ann", "2018", "ceo")
    record.departed("ann", "2018", "all")
    record.appointed("ann", "2020", "advisor")
    assert record.only("ann", "ceo").end == span("2018-01-01", "2018-12-31")


def test_left_all_posts_of_which_one_is_told_after_one_that_was_taken_up_again(
    record: Record,
) -> None:
    record.appointed("ann", "2010")
    record.departed("ann", "2012")
    record.observed("ann", "2015", "advisor")
    record.appointed("ann", "2018", "ceo")
    record.departed("ann", "2018", "all")
    record.appointed("ann", "2020")
    assert record.only("ann", "ceo").end is None, "they can have left as advisor"


def test_left_all_posts_again_later_though_that_was_recorded_first(record: Record) -> None:
    record.departed("ann", "2020", "all")
    record.appointed("ann", "2010")
    record.appointed("ann", "2015", "ceo")
    record.departed("ann", "2015", "all")
    assert record.only("ann").end == span("2015-01-01", "2015-12-31")
    assert record.only("ann", "ceo").end == span("2020-01-01", "2020-12-31")


def test_leaving_all_posts_comes_first_where_a_departure_from_the_post_follows(
    record: Record,
) -> None:
    record.departed("ann", "2018-05", "all")
    record.appointed("ann", "2018-05")
    record.departed("ann", "2018-07-01")
    row = record.only("ann")
    assert row.end == span("2018-07-01", "2018-07-01")
    assert record.conflicts == []


def test_of_two_accounts_the_one_that_prevailed_in_a_dispute_on_the_time_counts(
    record: Record,
) -> None:
    record.appointed("ann", "2015")
    early = record.departed("ann", "2018-02-20", verdicts={"when": "original"})
    record.departed("ann", "2018-05-01", confidence="official")
    row = record.only("ann")
    assert (row.end, [one.event for one in row.ended]) == (
        span("2018-02-20", "2018-02-20"),
        [early],
    )


def test_an_account_whose_time_was_refuted_counts_after_all_others(record: Record) -> None:
    record.appointed("ann", "2015")
    record.departed("ann", "unknown", confidence="official", verdicts={"when": "account"})
    record.departed("ann", "2018-05-01", confidence="rumoured")
    assert record.only("ann").end == span("2018-05-01", "2018-05-01")


@pytest.mark.parametrize("day", ["2018-02-20", "2018-02-21"])
def test_the_manner_is_that_which_prevailed_in_a_dispute(record: Record, day: str) -> None:
    record.appointed("ann", "2015")
    record.departed("ann", "2018-02-20", manner="resigned", verdicts={"manner": "original"})
    record.departed("ann", day, manner="removed")
    assert record.only("ann").manner == "resigned"


@pytest.mark.parametrize("day", ["2018-02-20", "2018-02-21"])
def test_the_reason_is_that_of_the_manner_which_prevailed(record: Record, day: str) -> None:
    upheld = {"manner": "resigned", "reason": "Her health"}
    record.appointed("ann", "2015")
    record.departed("ann", "2018-02-20", **upheld, verdicts={"manner": "original"})
    record.departed("ann", day, manner="removed", reason="Lost trust")
    row = record.only("ann")
    assert (row.manner, row.reason) == ("resigned", "Her health")


def test_an_account_that_is_overruled_lends_no_manner(record: Record) -> None:
    record.appointed("ann", "2015")
    record.departed("ann", "2018-02-20", manner="unknown", confidence="official")
    record.departed("ann", "2019-02-20", manner="removed", confidence="rumoured", reason="Rumours")
    row = record.only("ann")
    assert (row.manner, row.reason) == ("unknown", None)


def test_left_all_posts_after_coming_back_to_the_only_one(record: Record) -> None:
    record.appointed("ann", "2016-12-01", "ceo")
    record.appointed("bob", "2017-08", "ceo", replaces="ann")
    record.appointed("ann", "2017-08-28", "ceo", replaces="bob")
    record.departed("ann", "2017-08", "ceo")
    record.departed("ann", "2017-12-02", "all")
    first, second = record.of("ann", "ceo")
    assert first.end == span("2017-08-01", "2017-08-31")
    assert (second.start, second.end) == (
        span("2017-08-28", "2017-08-28"),
        span("2017-12-02", "2017-12-02"),
    )


def test_that_all_posts_were_left_can_repeat_that_the_only_one_was(record: Record) -> None:
    record.appointed("ann", "2018", "ceo")
    record.observed("ann", "2018-08-19T10:48", "ceo")
    record.departed("ann", "2018-08-30", "ceo")
    record.departed("ann", "2018-08", "all")
    assert record.only("ann", "ceo").end == span("2018-08-30", "2018-08-30")


def test_one_who_came_back_was_seen_after_that_rather_than_before(record: Record) -> None:
    """Seen in the post after leaving it, with nothing told in between, would be a contradiction."""
    record.appointed("ann", "2015-01", "ceo")
    record.departed("ann", "2015-03", "ceo")
    record.observed("ann", "2018-07", "ceo")
    record.appointed("ann", "2018-07", "ceo")
    record.departed("ann", "2018-07", "ceo")
    first, second = record.of("ann", "ceo")
    assert first.end == span("2015-03-01", "2015-03-31")
    assert second.end == span("2018-07-01", "2018-07-31")
