"""Design §6 Tenures, "Facts" and "The eve"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events.when import Window
from tests.unit.stories.telling import MICROSECOND, at, end_of, since, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def test_an_appointment_opens_and_a_departure_closes(record: Record) -> None:
    start = record.appointed("ann", "2019-06-01T09:00:00Z")
    end = record.departed("ann", "2020-06-01T12:00:00Z", manner="removed", reason="Lost trust")
    row = record.only("ann")
    assert record.at("2019-06-01T08:59:59.999999", "ann") is None
    assert record.at("2019-06-01T09:00", "ann") == "certain"
    assert record.at("2020-06-01T11:59:59.999999", "ann") == "certain"
    assert record.at("2020-06-01T12:00", "ann") is None
    assert ([one.event for one in row.begun], [one.event for one in row.ended]) == ([start], [end])
    assert (row.manner, row.reason, row.inferred) == ("removed", "Lost trust", False)
    assert row.start_known


def test_within_a_departure_dated_to_a_day_the_person_is_possible_until_its_end(
    record: Record,
) -> None:
    record.appointed("ann", "2015")
    record.departed("ann", "2018-02-20")
    assert record.at("2018-02-19T23:59:59.999999", "ann") == "certain"
    assert record.at("2018-02-20", "ann") == "possible"
    assert record.at("2018-02-20T23:59:59.999998", "ann") == "possible"
    assert record.at("2018-02-20T23:59:59.999999", "ann") is None


def test_observed_certain_from_then_on_possible_before(record: Record) -> None:
    seen = record.observed("ann", "2018-03-05")
    row = record.only("ann")
    assert (row.start, row.end) == (since(None, "2018-03-05"), None)
    assert not row.start_known
    assert row.start_text is None
    assert row.last_attested == end_of("2018-03-05")
    assert [one.event for one in row.facts] == [seen]
    assert record.at("1990-01-01", "ann") == "possible"


def test_a_departure_of_which_nobody_knows_how_was_in_an_unknown_manner(record: Record) -> None:
    record.departed("ann", "2020-06-01", manner="unknown")
    assert record.only("ann").manner == "unknown"


def test_a_day_of_25_hours_is_a_day() -> None:
    record = Record(timezone="America/Los_Angeles")
    record.observed("ann", "2023-11-05")
    assert record.at("2023-11-05T07:00", "ann") == "certain"


def test_an_observation_within_two_days_holds_for_neither(record: Record) -> None:
    record.observed("ann", {"earliest": "2018-03-05", "latest": "2018-03-06"})
    assert record.only("ann").start.latest == end_of("2018-03-06")


def test_a_board_report_says_so_of_each_member_in_each_post(record: Record) -> None:
    record.reported(
        "2018-03-05",
        {"person": "ann", "posts": ["director", "chair"], "independent": False},
        {"person": "bob", "independent": True},
    )
    assert [(row.person, row.post_id) for row in record.rows] == [
        ("ann", "chair"),
        ("ann", "director"),
        ("bob", "director"),
    ]
    assert record.only("bob").attributes.independent is True
    assert record.at("2018-03-05", "ann", "chair") == "certain"


def test_an_observation_to_the_second_holds_for_all_of_its_day(record: Record) -> None:
    record.observed("ann", "2018-03-05T14:30:00Z")
    assert record.only("ann").start == since(None, "2018-03-05")


def test_the_day_of_an_observation_is_that_of_its_zone() -> None:
    record = Record("America/Los_Angeles")
    record.observed("ann", "2018-03-05T23:30:00-08:00")
    assert record.only("ann").start == since(None, "2018-03-05T00:00-08:00")


def test_an_observation_holds_for_the_part_of_its_day_before_a_departure(record: Record) -> None:
    record.observed("ann", "2023-11-17")
    record.departed("ann", "2023-11-17T12:00:00Z")
    row = record.only("ann")
    assert row.end == since("2023-11-17T12:00", "2023-11-17T12:00")
    assert record.at("2023-11-17", "ann") == "certain"


def test_an_observation_holds_for_the_part_of_its_day_after_an_appointment(record: Record) -> None:
    record.observed("ann", "2023-11-17")
    record.appointed("ann", "2023-11-17T12:00:00Z")
    row = record.only("ann")
    assert row.start == since("2023-11-17T12:00", "2023-11-17T12:00")


def test_an_observation_on_the_day_of_the_appointment_leaves_the_day_open(record: Record) -> None:
    record.appointed("ann", "2023-11-17")
    record.observed("ann", "2023-11-17")
    assert record.only("ann").start == span("2023-11-17", "2023-11-17")


def test_an_observation_at_a_moment_of_the_day_of_the_appointment_narrows_it(
    record: Record,
) -> None:
    record.appointed("ann", "2023-11-17")
    record.observed("ann", "2023-11-17T15:00:00Z")
    assert record.only("ann").start == since("2023-11-17", "2023-11-17T15:00")


def test_an_observation_within_a_wide_appointment_narrows_it(record: Record) -> None:
    record.appointed("ann", "2019")
    record.observed("ann", "2019-03-05")
    row = record.only("ann")
    assert row.start == since("2019-01-01", "2019-03-05")
    assert row.start_known


@pytest.mark.parametrize("latest", ["2021-09-08T11:00:00Z", "2021-09-08T16:00:00Z"])
def test_an_appointment_that_can_have_been_before_the_day_of_an_observation_was(
    record: Record, latest: str
) -> None:
    record.appointed("ann", {"earliest": "2021-09-07T18:00:00Z", "latest": latest})
    record.observed("ann", "2021-09-08T15:00:00Z")
    assert record.only("ann").start == since("2021-09-07T18:00", "2021-09-08")


@pytest.mark.parametrize("earliest", ["2021-09-08T11:00:00Z", "2021-09-08T16:00:00Z"])
def test_a_departure_that_can_have_been_after_the_day_of_an_observation_was(
    record: Record, earliest: str
) -> None:
    record.appointed("ann", "2015")
    record.observed("ann", "2021-09-08T15:00:00Z")
    record.departed("ann", {"earliest": earliest, "latest": "2021-09-09T07:00:00Z"})
    assert record.only("ann").end == since("2021-09-09", "2021-09-09T07:00")


@pytest.mark.parametrize("over", ["died", "dissolved"])
def test_who_was_seen_before_they_held_the_post_in_another_way_left_after_that(
    record: Record, over: str
) -> None:
    record.appointed("ann", "2021-05-04", acting=True)
    record.observed("ann", "2022-03-08")
    record.appointed("ann", "[2022-03-08..2022-04]")
    if over == "died":
        record.died("ann", "2022-03")
    else:
        record.dissolved("2022-03")
    acting, for_good = record.rows
    assert acting.attributes.acting
    assert for_good.end == span("2022-03-09", "2022-03-31")


def test_after_a_coarse_observation_certainty_starts_at_its_end(record: Record) -> None:
    record.observed("ann", "2018-03")
    assert record.only("ann").start.latest == end_of("2018-03-31")


@pytest.mark.parametrize("departed", ["2018-01-01", "2018-02-20", "2018-12-31"])
def test_a_coarse_observation_never_reopens_what_a_departure_within_it_closes(
    record: Record, departed: str
) -> None:
    record.appointed("ann", "2015")
    record.departed("ann", departed)
    record.observed("ann", "2018")
    assert record.only("ann").end == span(departed, departed)


def test_a_coarse_observation_and_a_departure_within_it_show_one_tenure(record: Record) -> None:
    record.departed("ann", "2018-02-20")
    record.observed("ann", "2018")
    assert record.only("ann").start == since(None, "2018-02-19")


def test_observed_within_a_tenure_it_attests_it(record: Record) -> None:
    start = record.appointed("ann", "2015-01-01")
    seen = record.observed("ann", "2018-03-05")
    row = record.only("ann")
    assert row.start == span("2015-01-01", "2015-01-01")
    assert [one.event for one in row.facts] == [start, seen]
    assert row.last_attested == end_of("2018-03-05")


def test_observed_within_a_wide_departure_the_person_left_later(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2019")
    record.observed("ann", "2019-06-15")
    row = record.only("ann")
    assert row.end == since("2019-06-16", "2019-12-31T23:59:59.999999")
    assert record.at("2019-06-15T23:59:59.999999", "ann") == "certain"


def test_seen_at_noon_of_the_day_of_departure(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2023-11-17")
    record.observed("ann", "2023-11-17T12:00:00Z")
    row = record.only("ann")
    assert row.end is not None
    assert row.end.earliest == at("2023-11-17T12:00") + MICROSECOND
    assert row.end.latest == end_of("2023-11-17")


def test_observed_after_a_departure_opens_a_tenure_that_began_in_between(record: Record) -> None:
    record.appointed("ann", "2010-01-01")
    record.departed("ann", "2015-01-01")
    record.observed("ann", "2018-01-01")
    _, second = record.of("ann")
    assert second.start == since("2015-01-01", "2018-01-01")


def test_observed_after_a_departure_of_the_same_day_from_the_observation_on(
    record: Record,
) -> None:
    record.appointed("ann", "2010-01-01")
    record.departed("ann", "2015-01-01T12:00:00Z")
    record.observed("ann", "2015-01-01T13:00:00Z")
    _, second = record.of("ann")
    assert second.start == since("2015-01-01T12:00", "2015-01-01T13:00")


def test_appointed_after_being_observed_is_reported_and_changes_nothing(record: Record) -> None:
    seen = record.observed("ann", "2016-01-01")
    told = record.appointed("ann", "2018-01-01")
    row = record.only("ann")
    assert row.start == since(None, "2016-01-01")
    assert [(one.kind, one.events) for one in record.conflicts] == [("reappointed", (seen, told))]


def test_the_eve_of_a_departure_dated_to_a_day() -> None:
    record = Record("America/Los_Angeles")
    record.departed("elon", "2018-02-20")
    row = record.only("elon")
    assert row.start == since(None, "2018-02-19T00:00-08:00")
    assert record.at("2018-02-18T23:59:59-08:00", "elon") == "possible"
    assert record.at("2018-02-19T00:00-08:00", "elon") == "certain"
    assert record.at("2018-02-19T23:59:59-08:00", "elon") == "certain"
    assert record.at("2018-02-20T00:00-08:00", "elon") == "possible"
    assert record.at("2018-02-21T00:00-08:00", "elon") is None


def test_the_eve_is_never_a_day_that_the_calendar_left_out() -> None:
    record = Record("Pacific/Apia")  # where 31 December 2011 came after the 29th
    record.departed("ann", "2011-12-31")
    assert record.only("ann").start == since(None, "2011-12-29T00:00-10:00")
    assert record.at("2011-12-29T23:59:59-10:00", "ann") == "certain"
    assert record.at("2011-12-31T00:00+14:00", "ann") == "possible"


def test_the_eve_of_a_departure_to_the_minute_lasts_until_then(record: Record) -> None:
    record.departed("ann", "2023-11-17T12:23Z")
    assert record.at("2023-11-15T23:59", "ann") == "possible"
    assert record.at("2023-11-16", "ann") == "certain"
    assert record.at("2023-11-17T12:22:59.999999", "ann") == "certain"
    assert record.at("2023-11-17T12:23", "ann") == "possible"
    assert record.at("2023-11-17T12:24", "ann") is None


@pytest.mark.parametrize("departed", ["2018-02", "2018", "2018-02-20~", "unknown"])
def test_a_wide_departure_has_no_eve(record: Record, departed: str) -> None:
    record.departed("ann", departed)
    row = record.only("ann")
    assert row.end is not None
    assert row.start.latest is not None
    assert row.end.earliest is None or row.start.latest >= row.end.earliest


def test_the_eve_makes_up_for_an_appointment_of_unknown_date(record: Record) -> None:
    record.appointed("ann", "unknown")
    record.departed("ann", "2018-02-20")
    row = record.only("ann")
    assert row.start == since(None, "2018-02-19")
    assert not row.start_known


def test_the_eve_where_the_clocks_skip_midnight() -> None:
    record = Record("America/Sao_Paulo")
    record.departed("ann", "2018-11-05")
    assert record.only("ann").start.latest == at("2018-11-04T03:00")


def test_an_observation_of_a_day_that_clocks_showed_again_holds_until_its_second_end() -> None:
    # On the 29th, a minute after midnight, they went back to 23:01 on the 28th.
    record = Record("America/St_Johns")
    record.observed("ann", "2006-10-28T12:00")
    record.departed("ann", "2006")
    row = record.only("ann")
    assert row.start.latest == at("2006-10-28T00:00-02:30")
    assert row.end == since("2006-10-29T00:00-03:30", "2006-12-31T23:59:59.999999-03:30")


def test_of_several_observations_within_a_departures_month_the_last_says_when_it_can_have_been(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    for day in ("2018-02-20", "2018-02-10", "2018-01-31"):
        record.observed("ann", day)
    record.departed("ann", "2018-02")
    assert record.only("ann").end == span("2018-02-21", "2018-02-28")


def test_seen_within_the_hours_in_which_the_post_was_taken_up(record: Record) -> None:
    record.appointed("ann", {"earliest": "2020-01-01T08:00:00Z", "latest": "2020-01-01T20:00:00Z"})
    record.observed("ann", "2020-01-01T10:00Z")
    assert record.only("ann").start == since("2020-01-01T08:00", "2020-01-01T10:00")


@pytest.mark.parametrize("seen", ["2020-05-15", "2020-05-15T12:00:00Z"])
def test_seen_on_the_day_on_which_a_wide_departure_begins_they_left_after_it(
    record: Record, seen: str
) -> None:
    record.observed("ann", seen)
    record.departed("ann", {"earliest": "2020-05-15T12:00:00Z", "latest": "2020-06-30"})
    assert record.only("ann").end == span("2020-05-16", "2020-06-30")


@pytest.mark.parametrize(
    ("first", "last", "certain_from"),
    [
        ("2020-05-01T10:00:00Z", "2020-05-02T00:00:00Z", "2020-05-02"),
        ("2020-05-01T10:00:00Z", "2020-05-02T14:00:00Z", "2020-05-02T16:00"),
    ],
)
def test_seen_again_for_the_part_of_the_day_in_which_they_cannot_still_have_been_out(
    record: Record, first: str, last: str, certain_from: str
) -> None:
    record.departed("ann", {"earliest": first, "latest": last})
    record.observed("ann", "2020-05-02T16:00:00Z")
    _, again = record.of("ann")
    assert again.start.latest == at(certain_from)


def test_seen_on_the_last_day_on_which_they_can_have_begun_they_had_by_its_morning(
    record: Record,
) -> None:
    record.appointed("ann", {"earliest": "2019-04-01", "latest": "2019-05-01T12:00:00Z"})
    record.observed("ann", "2019-05-01")
    assert record.only("ann").start == since("2019-04-01", "2019-05-01")


def test_an_observation_of_an_unknown_beginning_attests_until_its_end(record: Record) -> None:
    record.observed("ann", "[..2018-03-05]")
    assert record.only("ann").last_attested == end_of("2018-03-05")


def test_a_beginning_that_is_to_come_nobody_says_when_attests_nothing(record: Record) -> None:
    """As an appointment says it of which it is settled that it was not for the time told."""
    record.appointed("ann", "2030")
    [told] = record.facts
    assert told.when is not None
    to_come = Window(at("2024-01-01"), None)
    record.facts = [replace(told, when=replace(told.when, window=to_come))]
    row = record.only("ann")
    assert (row.start, row.last_attested) == (to_come, None)
    assert record.at("2040-01-01", "ann") == "possible"
