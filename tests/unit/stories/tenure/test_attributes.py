"""Design §6 Tenures, "Attributes" and "Disputed"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.stories.telling import at, since, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def test_an_acting_holder_is_confirmed_in_rows_that_meet(record: Record) -> None:
    record.appointed("ann", "2023-11-17", "ceo", acting=True, independent=True)
    told = record.appointed("ann", "2023-11-20", "ceo", acting=False)
    acting, confirmed = record.of("ann", "ceo")
    assert acting.end == confirmed.start == span("2023-11-20", "2023-11-20")
    assert acting.end_text == confirmed.start_text == "2023-11-20"
    assert (acting.attributes.acting, confirmed.attributes.acting) == (True, False)
    assert [one.event for one in acting.ended] == [one.event for one in confirmed.begun] == [told]
    assert confirmed.attributes.independent is True
    assert (acting.manner, acting.inferred) == (None, False)
    assert record.conflicts == []


def test_what_one_observation_does_not_say_another_may(record: Record) -> None:
    record.observed("ann", "2023-11-17", "ceo")
    record.observed("ann", "2023-11-20", "ceo", acting=True, independent=False)
    attributes = record.only("ann", "ceo").attributes
    assert (attributes.acting, attributes.independent) == (True, False)


def test_not_to_be_appointed_as_acting_is_to_be_appointed_for_good(record: Record) -> None:
    record.appointed("ann", "2023-11-17", "ceo", acting=True)
    record.appointed("ann", "2023-11-20", "ceo")
    assert [bool(row.attributes.acting) for row in record.of("ann", "ceo")] == [True, False]


def test_what_is_not_said_is_no_change(record: Record) -> None:
    record.appointed("ann", "2023-11", "director", independent=True)
    record.appointed("ann", "2023-11-20", "director")
    row = record.only("ann")
    assert (row.start, row.attributes.independent) == (span("2023-11-20", "2023-11-20"), True)


@pytest.mark.parametrize(
    "said", [{"independent": True}, {"title": "Lead Director"}, {"reports_to": "bob"}]
)
def test_what_is_first_said_by_a_later_appointment_is_a_change(
    record: Record, said: dict[str, str | bool]
) -> None:
    record.appointed("ann", "2020-05-05", "director")
    record.appointed("ann", "2021-01-01", "director", **said)
    first, second = record.of("ann")
    assert first.start == span("2020-05-05", "2020-05-05")
    assert first.end == second.start == span("2021-01-01", "2021-01-01")
    [(name, value)] = said.items()
    told = [getattr(row.attributes, name) for row in (first, second)]
    assert told == [None, value]
    assert record.conflicts == []


@pytest.mark.parametrize(
    "said", [{"independent": True}, {"title": "Lead Director"}, {"reports_to": "bob"}]
)
def test_what_only_one_of_two_accounts_says_is_no_change(
    record: Record, said: dict[str, str | bool]
) -> None:
    record.appointed("ann", "2021", "director")
    record.appointed("ann", "2021-05-05", "director", **said)
    row = record.only("ann")
    assert row.start == span("2021-05-05", "2021-05-05")
    assert {name: getattr(row.attributes, name) for name in said} == said


@pytest.mark.parametrize("before", [["2020-05-01", "2021"], ["2021-04"]])
def test_nor_is_what_an_appointment_says_that_can_be_of_the_time_of_another(
    record: Record, before: list[str]
) -> None:
    for occurred in before:
        record.appointed("ann", occurred)
    record.appointed("ann", "[2021-04-15..2021-06-15]", title="Lead Director")
    assert record.only("ann").title == "Lead Director"


def test_a_title_is_of_the_appointment_and_to_whom_the_holder_reports_stays(record: Record) -> None:
    as_interim = {"title": "Interim Chief", "acting": True, "reports_to": "bob"}
    record.appointed("ann", "2023-11-17", "ceo", **as_interim)
    record.appointed("ann", "2023-11-20", "ceo")
    interim, confirmed = record.of("ann", "ceo")
    assert (interim.title, confirmed.title) == ("Interim Chief", confirmed.post.title)
    assert confirmed.attributes.reports_to == "bob"


def test_what_is_said_again_is_no_change(record: Record) -> None:
    for occurred in ("2020-05-01", "2021-05-01"):
        record.appointed("ann", occurred, title="Lead Director", reports_to="bob")
    assert record.only("ann").title == "Lead Director"


def test_who_becomes_acting_has_the_title_of_the_post(record: Record) -> None:
    record.appointed("ann", "2020-05-01", "ceo", title="Chief")
    record.appointed("ann", "2021-05-01", "ceo", acting=True)
    assert [(row.title, row.attributes.acting) for row in record.of("ann", "ceo")] == [
        ("Chief", False),
        ("CEO", True),
    ]


def test_two_accounts_of_a_change_keep_the_rows_together(record: Record) -> None:
    record.appointed("ann", "2023-01-01", "ceo", acting=True)
    record.appointed("ann", "2023-11", "ceo")
    record.appointed("ann", "2023-11-20", "ceo")
    acting, confirmed = record.of("ann", "ceo")
    assert acting.end == confirmed.start == span("2023-11-20", "2023-11-20")


def test_confirmed_nobody_knows_when_it_was_since_the_founding(record: Record) -> None:
    """To be seen in the post says nothing of how it was held."""
    record.founded("2014")
    record.appointed("ann", "[..2016]", "ceo", acting=True)
    record.observed("ann", "2016-03-05", "ceo")
    record.appointed("ann", "unknown", "ceo")
    (acting,) = (row for row in record.of("ann", "ceo") if row.attributes.acting)
    (confirmed,) = (row for row in record.of("ann", "ceo") if not row.attributes.acting)
    assert acting.end == confirmed.start == since("2014-01-01", "2024-01-01T12:00")
    assert not confirmed.start_known
    assert record.at("2013-12-31", "ann", "ceo") is None


def test_what_ended_had_changed_by_then_however_often(record: Record) -> None:
    for title in ("Partner", "Lead", "Dean"):
        record.appointed("ann", "2018", title=title)
    record.dissolved("2018-06-30")
    by_title = {row.title: row for row in record.of("ann")}
    narrowed = span("2018-01-01", "2018-06-30")
    assert by_title["Partner"].end == by_title["Lead"].start == narrowed
    assert by_title["Lead"].end == by_title["Dean"].start == narrowed


def test_rows_that_meet_still_meet_where_a_predecessor_left_that_day(record: Record) -> None:
    record.appointed("bob", "2019", "ceo")
    record.departed("bob", "2023-11-17T12:00:00Z", "ceo")
    record.appointed("ann", "2023-11-17", "ceo", acting=True)
    record.appointed("ann", "2023-11-17", "ceo", acting=False)
    first, second = record.of("ann", "ceo")
    assert first.end == second.start == since("2023-11-17T12:00", "2023-11-17T23:59:59.999999")


def test_an_observation_says_what_an_appointment_left_open(record: Record) -> None:
    record.appointed("ann", "2023-01-01")
    record.observed("ann", "2023-11-20", independent=True)
    assert record.only("ann").attributes.independent is True


def test_observed_as_acting_then_appointed_for_good(record: Record) -> None:
    record.observed("ann", "2023-11-18", "ceo", acting=True)
    record.appointed("ann", "2023-11-20", "ceo")
    acting, confirmed = record.of("ann", "ceo")
    assert acting.start == since(None, "2023-11-18")
    assert acting.end == confirmed.start == span("2023-11-20", "2023-11-20")


def test_to_whom_the_holder_reports(record: Record) -> None:
    record.appointed("ann", "2020-01-01", "cto", reports_to="bob")
    record.appointed("ann", "2021-01-01", "cto", reports_to="eve")
    assert [row.attributes.reports_to for row in record.of("ann", "cto")] == ["bob", "eve"]


def test_all_changes_were_before_the_end_whatever_came_of_the_last(record: Record) -> None:
    record.appointed("ann", "2017-03-06")
    record.appointed("ann", "2019", acting=True)
    record.appointed("ann", "2019-02-11")
    record.dissolved("2019-05-02")
    assert [row.end for row in record.rows] == [
        span("2019-01-01", "2019-05-02"),
        span("2019-02-11", "2019-02-11"),
        span("2019-05-02", "2019-05-02"),
    ]


@pytest.mark.parametrize("what", ["happened", "when", "manner", "other"])
def test_a_disputed_appointment_marks_its_tenure(record: Record, what: str) -> None:
    record.appointed("ann", "2020-01-01", disputed=[what])
    row = record.only("ann")
    assert (row.disputed, row.end) == (True, None)


@pytest.mark.parametrize("over", [Record.departed, Record.died])
def test_a_tenure_stays_disputed_however_surely_it_ended(
    record: Record, over: Callable[[Record, str, str], str]
) -> None:
    record.appointed("ann", "2020-01-01", disputed=["happened"])
    over(record, "ann", "2021-05-01")
    row = record.only("ann")
    assert (row.disputed, row.end) == (True, span("2021-05-01", "2021-05-01"))


def test_a_disputed_observation_marks_its_tenure(record: Record) -> None:
    record.appointed("ann", "2020-01-01")
    record.observed("ann", "2021-01-01", disputed=["happened"])
    record.appointed("bob", "2020-01-01")
    assert [row.disputed for row in record.rows] == [True, False]


def test_so_does_one_to_a_post_in_which_the_person_was_seen_before(record: Record) -> None:
    record.observed("ann", "2020-03-02")
    record.appointed("ann", "2021-01-01", disputed=["happened"])
    assert [row.disputed for row in record.rows] == [True]


def test_after_a_departure_disputed_to_have_happened_the_person_is_possible(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020-05-01", disputed=["happened"])
    row = record.only("ann")
    assert row.disputed
    assert row.end is not None
    assert (row.end.earliest, row.end.latest) == (at("2020-05-01"), None)
    assert record.at("2020-04-30", "ann") == "certain"
    assert record.at("2050-01-01", "ann") == "possible"


def test_a_disputed_departure_of_unknown_date_leaves_the_person_possible_all_along(
    record: Record,
) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "unknown", disputed=["happened"])
    assert record.at("2015-01-02", "ann") == "possible"
    assert record.at("2050-01-01", "ann") == "possible"


@pytest.mark.parametrize("what", ["when", "manner", "other"])
def test_a_departure_disputed_otherwise_ends_the_tenure_marked(record: Record, what: str) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020-05-01", disputed=[what])
    row = record.only("ann")
    assert (row.disputed, row.end) == (True, span("2020-05-01", "2020-05-01"))


def test_a_tenure_is_as_sure_as_the_surest_that_says_so(record: Record) -> None:
    record.appointed("ann", "2015-01-01", confidence="rumoured")
    record.observed("ann", "2016-01-01", confidence="confirmed")
    record.departed("ann", "2020-05-01", confidence="official")
    record.departed("bob", "2020-05-01", confidence="rumoured")
    record.appointed("cem", "2021-05-01", confidence=None)
    assert [row.confidence for row in record.rows] == ["rumoured", "confirmed", "reported"]
