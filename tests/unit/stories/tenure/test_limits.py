"""Design §6 Tenures, "Limits": the founding, the tenure before, dissolution and death."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from events.when import Window
from tests.unit.stories.telling import at, end_of, since, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def test_a_founding_after_the_first_of_several_observations_limits_nothing(
    record: Record,
) -> None:
    record.observed("ann", "2015-03-01")
    record.observed("ann", "2020-03-01")
    record.founded("2018")
    assert record.only("ann").start == since("2015-03-01", "2015-03-01")


def test_an_unknown_start_never_reaches_back_before_the_founding(record: Record) -> None:
    record.observed("ann", "2023-11-16")
    record.founded("2015-12-11")
    assert record.only("ann").start == since("2015-12-11", "2023-11-16")


def test_nor_does_an_appointment_at_an_unknown_time(record: Record) -> None:
    record.appointed("ann", "[..2018-06-30]")
    record.founded("2017-01-01")
    assert record.only("ann").start == span("2017-01-01", "2018-06-30")


def test_the_founding_that_limits_is_the_earliest_it_can_have_been(record: Record) -> None:
    record.founded("2015-12-11")
    record.founded("2015")
    record.departed("ann", "2018-02-20")
    assert record.only("ann").start == since("2015-01-01", "2018-02-19")


def test_a_founding_on_the_eve_is_the_start(record: Record) -> None:
    record.founded("2018-02-20T09:00:00Z")
    record.departed("ann", "2018-02-20")
    assert record.only("ann").start == since("2018-02-20T09:00", "2018-02-20T09:00")


def test_observed_before_the_founding_leaves_no_possible_start_before(record: Record) -> None:
    record.founded("2019-01-01")
    record.observed("ann", "2018-05-01")
    assert record.only("ann").start == since("2018-05-01", "2018-05-01")


def test_a_known_start_is_not_limited(record: Record) -> None:
    record.founded("2015-12-11")
    record.appointed("ann", "2015")
    assert record.only("ann").start == span("2015-01-01", "2015-12-31")


def test_an_unknown_start_never_reaches_back_before_the_previous_tenure_of_the_post(
    record: Record,
) -> None:
    record.founded("2001-01-01")
    record.departed("ann", "2015-03")
    record.observed("ann", "2018-05-01")
    _, second = record.of("ann")
    assert second.start == since("2015-03-01", "2018-05-01")


def test_a_founding_at_an_unknown_time_limits_nothing(record: Record) -> None:
    record.founded("unknown")
    record.observed("ann", "2019-05-01")
    assert record.only("ann").start == since(None, "2019-05-01")


def test_seen_at_the_very_moment_of_the_dissolution_is_seen_before_it(record: Record) -> None:
    record.observed("ann", "2020-05-01T12:00:00Z")
    record.dissolved("2020-05-01T12:00:00Z")
    assert record.only("ann").end == Window(at("2020-05-01T12:00"), at("2020-05-01T12:00"))


def test_a_dissolution_shows_nobody_in_a_post_before_it(record: Record) -> None:
    for person in ("ann", "bob"):
        record.appointed(person, "unknown")
    record.dissolved("2020-05-01")
    record.departed("bob", "2020-05-01")
    assert record.at("2020-04-30T12:00", "ann") == "possible"
    assert record.at("2020-04-30T12:00", "bob") == "certain"


def test_a_dissolution_ends_what_is_open(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.appointed("bob", "2015-01-01")
    record.departed("bob", "2017-01-01")
    end = record.dissolved("2020-05")
    row = record.only("ann")
    assert (row.end, row.inferred, row.manner) == (span("2020-05-01", "2020-05-31"), True, None)
    assert [one.event for one in row.ended] == [end]
    assert record.only("bob").end == span("2017-01-01", "2017-01-01")
    assert not record.only("bob").inferred


def test_one_replaced_in_the_year_of_the_dissolution_had_left_by_then(record: Record) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.appointed("bob", "2020", "ceo", replaces="ann")
    record.dissolved("2020-05-31")
    assert record.only("ann", "ceo").end == span("2020-01-01", "2020-05-31")


def test_a_departure_told_for_the_moment_of_the_dissolution_or_later_is_no_inference(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "[2020-05-01..2021]")
    record.dissolved({"earliest": "2020-04-01", "latest": "2020-05-01T00:00:00Z"})
    row = record.only("ann")
    assert (row.end, row.inferred, row.manner) == (
        since("2020-05-01", "2020-05-01"),
        False,
        "resigned",
    )


def test_the_surest_account_puts_a_departure_after_the_dissolution(record: Record) -> None:
    """Then the dissolution ended it, after the person was last seen."""
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020-05")
    record.observed("ann", "2020-05-12")
    record.dissolved("[2020-05-10..2020-05-20]")
    record.departed("ann", "2021-01-01", confidence="official")
    row = record.only("ann")
    assert (row.end, row.end_text) == (
        span("2020-05-13", "2020-05-20"),
        "[2020-05-10..2020-05-20]",
    )
    assert (row.inferred, row.manner) == (True, None)


def test_a_departure_after_the_dissolution_is_a_contradiction(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.dissolved("2020-05-01")
    record.departed("ann", "2021-01-01")
    assert record.only("ann").end == span("2020-05-01", "2020-05-01")
    assert [one.kind for one in record.conflicts] == ["end"]


def test_a_departure_that_a_dissolution_leaves_no_room_for_lends_it_no_manner(
    record: Record,
) -> None:
    record.departed("ann", "2020-05")
    record.observed("ann", "2020-05-01")
    end = record.dissolved("2020-05-01T12:00:00Z")
    row = record.only("ann")
    assert [one.event for one in row.ended] == [end]
    assert (row.inferred, row.manner, row.reason) == (True, None, None)


def test_a_disputed_death_at_an_unknown_time_may_have_been_at_once(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.died("ann", "unknown", disputed=["happened"])
    assert record.only("ann").end == Window(end_of("2015-01-01"), None)


def test_a_death_tells_when_and_how_it_ended_and_not_why_a_later_departure_was(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2021-06-01", reason="Lost trust")
    record.died("ann", "2020-05")
    row = record.only("ann")
    assert (row.end_text, row.manner, row.reason) == ("2020-05", "died", None)


def test_a_disputed_death_contradicts_nothing_that_is_told_of_later(record: Record) -> None:
    record.died("ann", "2018", disputed=["happened"])
    record.observed("ann", "2019-01-01")
    record.appointed("ann", "2020-01-01", "ceo")
    assert [row.post_id for row in record.rows] == ["director", "ceo"]
    assert record.conflicts == []


def test_a_disputed_death_leaves_what_had_ended(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2017-01-01")
    record.died("ann", "2020", disputed=["happened"])
    assert record.only("ann").end == span("2017-01-01", "2017-01-01")


def test_a_departure_was_before_the_death_as_all_accounts_of_it_have_it(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    left = record.departed("ann", "2020")
    died = [record.died("ann", occurred) for occurred in ("2020-06-15", "2020-06")]
    row = record.only("ann")
    assert row.end == span("2020-01-01", "2020-06-15")
    assert {one.event for one in row.ended} == {left, *died}


def test_a_death_ends_every_tenure(record: Record) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.appointed("ann", "2016-01-01")
    record.died("ann", "2020-05-01")
    died = (span("2020-05-01", "2020-05-01"), True, "died")
    assert [(row.end, row.inferred, row.manner) for row in record.rows] == [died, died]


def test_a_death_ends_a_tenure_told_to_end_later_and_reports_it(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020-06-01")
    record.died("ann", "2020-05-01")
    assert record.only("ann").end == span("2020-05-01", "2020-05-01")
    assert [one.kind for one in record.conflicts] == ["end"]


@pytest.mark.parametrize("later", ["succeeded", "dissolved"])
def test_what_ends_an_office_that_a_death_had_ended_contradicts_nothing(
    record: Record, later: str
) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.died("ann", "2020-05-01")
    if later == "succeeded":
        record.appointed("bob", "2020-05-10", "ceo", replaces="ann")
    else:
        record.dissolved("2021-01-01")
    row = record.only("ann", "ceo")
    assert (row.end, row.manner, row.inferred) == (span("2020-05-01", "2020-05-01"), "died", True)
    assert record.conflicts == []


@pytest.mark.parametrize(("dissolved", "died"), [("2020-05", "2020"), ("2020", "2020-05")])
def test_of_a_dissolution_and_a_death_that_may_be_of_one_time_either_can_have_ended_it(
    record: Record, dissolved: str, died: str
) -> None:
    record.appointed("ann", "2015-01-01")
    told = {record.dissolved(dissolved), record.died("ann", died)}
    row = record.only("ann")
    assert (row.end, row.inferred) == (span("2020-01-01", "2020-05-31"), True)
    assert {one.event for one in row.ended} == told


def test_who_left_before_they_came_back_had_left_by_the_dissolution(record: Record) -> None:
    record.appointed("ann", "2019-03-01")
    record.departed("ann", "2020-09")
    record.appointed("ann", "2020-09-10")
    over = record.dissolved("2020-09-14")
    first, second = record.rows
    assert (first.end, first.inferred) == (span("2020-09-01", "2020-09-14"), False)
    assert second.end == span("2020-09-14", "2020-09-14")
    assert [row.ended[-1].event for row in record.rows] == [over, over]
    assert record.conflicts == []


def test_whom_a_dissolution_ended_after_the_day_they_were_seen_in_post_a_death_leaves_so(
    record: Record,
) -> None:
    record.observed("ann", "2020-05-01T12:00:00Z")
    record.dissolved({"earliest": "2020-05-01T15:00:00Z", "latest": "2020-05-03"})
    alone = record.only("ann").end
    record.died("ann", "2020-05")
    assert record.only("ann").end == alone == span("2020-05-02", "2020-05-03")


def test_one_known_to_have_been_replaced_was_in_post_until_then_though_they_died_that_year(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.appointed("bob", "2020-05-01", "ceo", replaces="ann")
    record.died("ann", "2020")
    assert record.only("ann", "ceo").end == span("2020-05-01", "2020-05-01")


@pytest.mark.parametrize(
    ("departed", "dissolved"), [((), ()), (("when",), ()), ((), ("when",)), ((), ("manner",))]
)
def test_an_end_is_disputed_with_what_tells_of_it_and_with_what_it_was_over_by(
    record: Record, departed: tuple[str, ...], dissolved: tuple[str, ...]
) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020", disputed=departed)
    record.dissolved("2020-05", disputed=dissolved)
    row = record.only("ann")
    assert row.end == span("2020-01-01", "2020-05-31")
    assert row.disputed is bool(departed or dissolved)


def test_a_death_leaves_what_ended_before_or_in_its_window(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020-04-30", manner="died")
    record.died("ann", "2020")
    row = record.only("ann")
    assert (row.end, row.inferred) == (span("2020-04-30", "2020-04-30"), False)


def test_who_was_seen_on_the_day_of_death_may_have_left_in_that_year(record: Record) -> None:
    record.observed("ann", "2023-05-05")
    record.departed("ann", "2023")
    record.died("ann", "2023-05-05T18:00:00Z")
    assert record.only("ann").ends_last == at("2023-05-05T18:00")
    assert record.conflicts == []


@pytest.mark.parametrize("told", [Record.appointed, Record.observed])
def test_nobody_takes_up_a_post_after_dying(
    record: Record, told: Callable[[Record, str, str], str]
) -> None:
    record.died("ann", "2020-05-01")
    told(record, "ann", "2021-05-01")
    assert record.rows == []
    assert [one.kind for one in record.conflicts] == ["after_death"]


def test_two_accounts_of_a_death_are_settled(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.died("ann", "2020-05")
    record.died("ann", "2020-05-03")
    assert record.only("ann").end == span("2020-05-03", "2020-05-03")


def test_a_disputed_death_leaves_the_person_possible(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.died("ann", "2020-05-01", disputed=["happened"])
    row = record.only("ann")
    assert row.disputed
    assert record.at("2020-04-30", "ann") == "certain"
    assert record.at("2030-01-01", "ann") == "possible"


def test_otherwise_a_tenure_goes_on_and_says_when_a_fact_last_spoke_of_it(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.observed("ann", "2018-03")
    row = record.only("ann")
    assert (row.end, row.last_attested) == (None, end_of("2018-03-31"))
    assert record.at("2050-01-01", "ann") == "certain"


def test_the_future_is_allowed(record: Record) -> None:
    record.appointed("ann", "2030-01-01")
    assert record.only("ann").start.earliest == at("2030-01-01")
