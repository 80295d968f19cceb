"""Design §6 Tenures, "Posts", and departures from all posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from events.types import rewrite
from events.when import Window
from tests.unit.stories.telling import MICROSECOND, at, since, span
from tests.unit.stories.tenure.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def test_well_known_posts_have_defaults(record: Record) -> None:
    record.appointed("ann", "2015", "ceo")
    record.appointed("ann", "2015", "director")
    record.appointed("ann", "2015", "head-of-research")
    found = {r.post_id: (r.title, r.post.body, r.post.exclusive) for r in record.rows}
    assert found == {
        "ceo": ("CEO", "management", True),
        "director": ("Director", "board", False),
        "head-of-research": ("Head of research", "other", False),
    }


def test_a_definition_sets_title_body_and_exclusivity(record: Record) -> None:
    record.appointed("ann", "2015", "vice-chair")
    record.defined("vice-chair", "Vice Chair", "board", True)
    row = record.only("ann", "vice-chair")
    assert (row.title, row.post.body, row.post.exclusive) == ("Vice Chair", "board", True)


def test_the_title_of_an_appointment_is_shown(record: Record) -> None:
    record.appointed("ann", "2015", "ceo", title="Interim CEO", acting=True)
    assert record.only("ann", "ceo").title == "Interim CEO"


def test_a_successor_begins_no_earlier_than_the_predecessors_end(record: Record) -> None:
    record.appointed("ann", "2019", "ceo")
    record.departed("ann", "2023-11-17T12:00:00Z", "ceo")
    record.appointed("bob", "2023-11-17", "ceo")
    assert record.only("bob", "ceo").start == since(
        "2023-11-17T12:00", "2023-11-17T23:59:59.999999"
    )
    assert record.conflicts == []


def test_an_unknown_start_of_a_successor_begins_there_too(record: Record) -> None:
    record.appointed("ann", "2019", "ceo")
    record.departed("ann", "2021-03", "ceo")
    record.observed("bob", "2023-11-17", "ceo")
    assert record.only("bob", "ceo").start == since("2021-03-01", "2023-11-17")


def test_a_successor_observed_on_the_day_of_the_change(record: Record) -> None:
    record.appointed("ann", "2019", "ceo")
    record.departed("ann", "2023-11-17T12:00:00Z", "ceo")
    record.observed("bob", "2023-11-17", "ceo")
    assert record.only("bob", "ceo").start == since("2023-11-17T12:00", "2023-11-17T12:00")


def test_the_eve_of_a_successor_does_not_reach_into_the_predecessors_tenure(
    record: Record,
) -> None:
    record.appointed("ann", "2019", "ceo")
    record.departed("ann", "2023-11-17T12:00:00Z", "ceo")
    record.departed("bob", "2023-11-18", "ceo")
    assert record.only("bob", "ceo").start == since("2023-11-17T12:00", "2023-11-17T12:00")


@pytest.mark.parametrize("came", ["2016", "2017"])
def test_to_hold_the_post_in_another_way_makes_room_for_nobody(record: Record, came: str) -> None:
    record.appointed("ann", "2014", "ceo", acting=True)
    record.appointed("ann", "2016-05-01", "ceo")
    record.departed("ann", "2018-01-01", "ceo")
    record.observed("bob", came, "ceo")
    assert record.only("bob", "ceo").start.earliest is None


def test_a_predecessor_came_when_first_in_the_post(record: Record) -> None:
    record.appointed("ann", "2014", "ceo", acting=True)
    record.appointed("ann", "2016", "ceo")
    record.departed("ann", "2017-05-31", "ceo")
    record.appointed("bob", "[2016-01..2017-12]", "ceo")
    record.departed("bob", "[2016-05..2017-12]", "ceo")
    assert record.only("bob", "ceo").start == span("2017-05-31", "2017-12-31")


@pytest.mark.parametrize("left", ["2023-11-17", "2023-11-17T12:00:00Z"])
def test_of_two_who_left_on_one_day_neither_succeeds_the_other(record: Record, left: str) -> None:
    record.departed("ann", "2023-11-17", "ceo")
    record.departed("bob", left, "ceo")
    assert record.only("ann", "ceo").start == since(None, "2023-11-16")
    assert record.only("bob", "ceo").start == since(None, "2023-11-16")


def test_of_two_who_left_on_one_day_the_one_who_left_later_succeeds(record: Record) -> None:
    record.departed("ann", "2023-11-17T18:00:00Z", "ceo")
    record.departed("bob", "2023-11-17T12:00:00Z", "ceo")
    assert record.only("ann", "ceo").start == since("2023-11-17T12:00", "2023-11-17T12:00")
    assert record.only("bob", "ceo").start == since(None, "2023-11-16")


def test_where_no_window_is_left_both_stand(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.departed("ann", "2023-11-17", "ceo")
    record.appointed("bob", "2022-01-01", "ceo")
    assert record.only("bob", "ceo").start == span("2022-01-01", "2022-01-01")
    assert record.only("ann", "ceo").end == span("2023-11-17", "2023-11-17")


def test_one_who_came_and_went_within_a_year_succeeds_nobody_of_that_year(record: Record) -> None:
    record.appointed("ann", "2021", "ceo")
    record.departed("ann", "2021-06-17", "ceo")
    record.appointed("bob", "2021-06-17", "ceo")
    record.departed("bob", "2021-09-30", "ceo")
    assert record.only("ann", "ceo").start == span("2021-01-01", "2021-12-31")
    assert record.at("2021-03-01", "ann", "ceo") == "possible"
    assert record.conflicts == []


def test_one_whose_year_of_leaving_is_known_may_have_come_before(record: Record) -> None:
    record.appointed("ann", "2019-02-03", "ceo")
    record.departed("ann", "2019-11-17", "ceo")
    record.departed("bob", "2019", "ceo")
    assert record.at("2018-11-05", "bob", "ceo") == "possible"


def test_a_successor_follows_one_who_may_have_come_later_but_had_left(record: Record) -> None:
    record.appointed("ann", "2018", "ceo")
    record.departed("ann", "2018-02", "ceo")
    record.observed("bob", "2018-05-01", "ceo")
    assert record.only("bob", "ceo").start == since("2018-02-01", "2018-05-01")


def test_posts_that_are_not_exclusive_have_no_successors(record: Record) -> None:
    record.appointed("ann", "2019")
    record.departed("ann", "2023-11-17T12:00:00Z")
    record.appointed("bob", "2023-11-17")
    assert record.only("bob").start == span("2023-11-17", "2023-11-17")


def test_an_appointment_does_not_by_itself_end_the_predecessor(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.appointed("bob", "2022-01-01", "ceo")
    assert record.only("ann", "ceo").end is None


def test_one_who_is_replaced_has_left(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    told = record.appointed("bob", "2022-01-01", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.end, row.inferred) == (span("2022-01-01", "2022-01-01"), True)
    assert [one.event for one in row.ended] == [told]
    assert record.conflicts == []


def test_one_merged_with_whom_they_replaced_has_replaced_nobody(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.appointed("anna", "2022-01-01", "ceo", replaces="ann")
    assert record.only("ann", "ceo").end is not None
    record.facts = [
        replace(fact, data=rewrite(fact.data, {"anna": "ann"})) for fact in record.facts
    ]
    assert record.only("ann", "ceo").end is None


@pytest.mark.parametrize("order", [("2022", "2022-01-10"), ("2022-01-10", "2022")])
@pytest.mark.parametrize("confidence", ["reported", "official"])
def test_two_accounts_of_one_replacement_are_one_end(
    record: Record, order: tuple[str, str], confidence: str
) -> None:
    for when in order:
        sure = confidence if when == "2022-01-10" else "reported"
        record.appointed("bob", when, "ceo", replaces="ann", confidence=sure)
    row = record.only("ann", "ceo")
    assert (row.start.latest, row.end) == (at("2022-01-09"), span("2022-01-10", "2022-01-10"))
    assert (row.inferred, record.conflicts) == (True, [])


@pytest.mark.parametrize("order", [("2022-01-10", "2022-01-12"), ("2022-01-12", "2022-01-10")])
def test_who_is_replaced_leaves_when_the_successor_came_by_the_account_that_counts(
    record: Record, order: tuple[str, str]
) -> None:
    """Voted in on the 10th, or sworn in on the 12th: nobody tells that nobody was in the post."""
    record.appointed("ann", "2019-01-01", "ceo")
    for when in order:
        sure = "official" if when == "2022-01-12" else "reported"
        record.appointed("bob", when, "ceo", replaces="ann", confidence=sure)
    assert record.only("ann", "ceo").end == record.only("bob", "ceo").start
    assert record.only("ann", "ceo").end == span("2022-01-12", "2022-01-12")
    assert {one.people for one in record.conflicts} == {("ann",), ("bob",)}


@pytest.mark.parametrize(
    ("first", "then"), [({"acting": True}, {}), ({}, {"title": "Chief"}), ({}, {"acting": True})]
)
def test_who_is_replaced_leaves_when_the_successor_first_came_to_hold_it_in_any_way(
    record: Record, first: dict[str, Any], then: dict[str, Any]
) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.appointed("bob", "2022-01-10", "ceo", replaces="ann", **first)
    record.appointed("bob", "2022-06-01", "ceo", replaces="ann", confidence="official", **then)
    assert record.only("ann", "ceo").end == span("2022-01-10", "2022-01-10")
    assert record.conflicts == []


@pytest.mark.parametrize("seen", ["2022", "2022-01"])
def test_one_who_was_seen_in_the_post_and_replaced_has_an_eve_too(
    record: Record, seen: str
) -> None:
    record.observed("ann", seen, "ceo")
    record.appointed("bob", "2022-01-10", "ceo", replaces="ann")
    assert record.at("2022-01-09", "ann", "ceo") == "certain"


@pytest.mark.parametrize(("left", "another"), [("ceo", False), ("all", False), ("all", True)])
def test_a_departure_told_as_such_counts_before_a_replacement(
    record: Record, left: str, another: bool
) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    if another:
        record.appointed("ann", "2019-01-01", "director")
    record.departed("ann", "2022-01-01T12:00:00Z", left, manner="removed")
    record.appointed("bob", "2022-01-01", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.end, row.inferred, row.manner) == (
        since("2022-01-01T12:00", "2022-01-01T12:00"),
        False,
        "removed",
    )


@pytest.mark.parametrize("post", ["ceo", "all"])
def test_one_who_is_replaced_had_left_by_then_though_it_is_told_less_exactly(
    record: Record, post: str
) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    left = record.departed("ann", "2022", post, manner="removed")
    replaced = record.appointed("bob", "2022-05-01", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.end, row.inferred, row.manner) == (
        span("2022-01-01", "2022-05-01"),
        False,
        "removed",
    )
    assert [one.event for one in row.ended] == [left, replaced]
    assert record.conflicts == []


@pytest.mark.parametrize("midnight", [True, False])
def test_what_is_told_for_another_time_than_the_surest_account_limits_nothing(
    record: Record, midnight: bool
) -> None:
    record.appointed("ann", "2015-01-01", "ceo")
    record.departed("ann", "2018-02", "ceo")
    record.appointed("bob", "2018-02-20", "ceo", replaces="ann")
    record.departed("ann", "2021", "ceo", confidence="official")
    if midnight:
        record.departed("ann", "2021-01-01T00:00:00Z", "all")
    end = record.only("ann", "ceo").end
    assert end == (
        since("2021-01-01", "2021-01-01") if midnight else span("2021-01-01", "2021-12-31")
    )


def test_a_predecessor_had_come_before_leaving_however_vaguely_that_is_told(
    record: Record,
) -> None:
    record.appointed("ann", "2021", "ceo")
    record.departed("ann", "2021-06-17", "ceo")
    record.appointed("bob", "2021-06", "ceo")
    record.departed("bob", "2021-09-30", "ceo")
    assert record.only("bob", "ceo").start == span("2021-06-17", "2021-06-30")


def test_where_nobody_knows_when_a_predecessor_left_a_successor_began_nobody_knows_when(
    record: Record,
) -> None:
    record.departed("ann", "unknown", "ceo")
    record.observed("bob", "2023-05-01", "ceo")
    assert record.only("bob", "ceo").start == since(None, "2023-05-01")


def test_one_seen_on_the_day_of_being_replaced_left_on_that_day(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.observed("ann", "2022-05-01T10:00:00", "ceo")
    record.departed("ann", "2022-05", "ceo")
    record.appointed("bob", "2022-05-01T16:00:00", "ceo", replaces="ann")
    end = record.only("ann", "ceo").end
    assert end == Window(at("2022-05-01T10:00") + MICROSECOND, at("2022-05-01T16:00"))
    assert record.conflicts == []


def test_one_replaced_whose_departure_is_disputed_is_possible(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.departed("ann", "2022", "ceo", disputed=["happened"])
    record.appointed("bob", "2022-05-01", "ceo", replaces="ann")
    assert record.at("2023-01-01", "ann", "ceo") == "possible"


def test_one_replaced_who_came_back_is_not_ended_again(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.appointed("bob", "2022-01-01", "ceo", replaces="ann")
    record.departed("bob", "2022-02-01", "ceo")
    record.appointed("ann", "2022-02-01", "ceo")
    first, second = record.of("ann", "ceo")
    assert first.end == span("2022-01-01", "2022-01-01")
    assert second.end is None


def test_one_who_left_and_came_back_was_replaced_before(record: Record) -> None:
    record.appointed("ann", "2019-01-01", "ceo")
    record.departed("ann", "2022-11-17", "ceo")
    record.appointed("bob", "2022-11", "ceo", replaces="ann")
    record.departed("bob", "2022-11-20", "ceo")
    record.appointed("ann", "2022-11-21", "ceo")
    first, second = record.of("ann", "ceo")
    assert first.end == span("2022-11-17", "2022-11-17")
    assert second.end is None


def test_one_of_whom_is_only_told_who_replaced_them_was_in_the_post(record: Record) -> None:
    told = record.appointed("bob", "2022-01-10", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.start, row.end) == (since(None, "2022-01-09"), span("2022-01-10", "2022-01-10"))
    assert (row.inferred, row.manner) == (True, None)
    assert [one.event for one in row.ended] == [told]
    record.appointed("cid", "2024-01-01", "ceo", replaces="ann")
    assert record.only("ann", "ceo").end == span("2022-01-10", "2022-01-10")


def test_one_only_replaced_in_a_post_may_have_left_it_with_all_others(record: Record) -> None:
    record.departed("ann", "2022-01-03", "all", manner="removed")
    record.appointed("bob", "2022-01-10", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.start, row.end) == (since(None, "2022-01-02"), span("2022-01-03", "2022-01-03"))
    assert (row.inferred, row.manner) == (False, "removed")


def test_one_who_left_all_posts_need_not_have_held_that_in_which_they_came_back(
    record: Record,
) -> None:
    """As chief executives do who had left the company in another post, years before."""
    record.appointed("ann", "1981-03-01", "chair")
    record.departed("ann", "1985-09-17", "all")
    record.appointed("ann", "1997-09-16", "ceo")
    record.appointed("bob", "2011-08-24", "ceo", replaces="ann")
    row = record.only("ann", "ceo")
    assert (row.start, row.end) == (
        span("1997-09-16", "1997-09-16"),
        span("2011-08-24", "2011-08-24"),
    )


def test_nor_if_they_came_back_once_more(record: Record) -> None:
    record.departed("ann", "1985-09-17", "all")
    record.appointed("ann", "1997-09-16", "ceo")
    record.appointed("bob", "2011-08-24", "ceo", replaces="ann")
    record.departed("bob", "2015-01-01", "ceo")
    record.appointed("ann", "2015-01-01", "ceo")
    assert [row.start for row in record.of("ann", "ceo")] == [
        span("1997-09-16", "1997-09-16"),
        span("2015-01-01", "2015-01-01"),
    ]


def test_one_replaced_soon_after_leaving_all_posts_left_that_one_then(record: Record) -> None:
    """Though they came back to it, years after."""
    record.departed("ann", "1985-09-17T12:00:00Z", "all", manner="removed")
    record.appointed("bob", "1985-10-01", "ceo", replaces="ann")
    record.departed("bob", "1997-09-16", "ceo")
    record.appointed("ann", "1997-09-16", "ceo")
    first, second = record.of("ann", "ceo")
    assert first.end == since("1985-09-17T12:00", "1985-09-17T12:00")
    assert (first.manner, first.inferred) == ("removed", False)
    assert (second.start, second.end) == (span("1997-09-16", "1997-09-16"), None)


@pytest.mark.parametrize(
    "come_back",
    [
        lambda record: record.observed("ann", "2020", "ceo"),
        lambda record: record.departed("ann", "2022-01-03", "ceo"),
        lambda record: record.departed("ann", "2022-01-03", "all"),
        lambda record: record.departed("ann", "2022-01-10", "ceo"),
        lambda record: record.departed("ann", "2022", "ceo"),
    ],
)
def test_nor_if_that_is_told_in_another_way(
    record: Record, come_back: Callable[[Record], str]
) -> None:
    record.departed("ann", "1985-09-17", "all")
    come_back(record)
    record.appointed("bob", "2022-01-10", "ceo", replaces="ann")
    assert record.at("1985-09-16", "ann", "ceo") == "possible"
    assert record.at("2022-01-02", "ann", "ceo") is not None


def test_one_who_was_replaced_and_came_back_was_there_before(record: Record) -> None:
    record.appointed("bob", "2022-01-10", "ceo", replaces="ann")
    record.appointed("ann", "2023-01-01", "ceo")
    first, second = record.of("ann", "ceo")
    assert (first.end, second.start) == (
        span("2022-01-10", "2022-01-10"),
        span("2023-01-01", "2023-01-01"),
    )


def test_departed_from_all_closes_all_posts_held(record: Record) -> None:
    record.appointed("ann", "2015-01-01", "director")
    record.appointed("ann", "2019", "ceo")
    record.appointed("ann", "2016", "advisor")
    record.departed("ann", "2017", "advisor")
    record.departed("ann", "2020-05-01", "all", manner="removed")
    ends = {row.post_id: row.end for row in record.rows}
    assert ends == {
        "director": span("2020-05-01", "2020-05-01"),
        "ceo": span("2020-05-01", "2020-05-01"),
        "advisor": span("2017-01-01", "2017-12-31"),
    }
    assert {row.manner for row in record.rows} == {"removed", "resigned"}
    assert not any(row.inferred for row in record.rows)


def test_one_departed_from_all_had_left_each_post_by_then(record: Record) -> None:
    record.appointed("ann", "2015-01-01", "director")
    record.appointed("ann", "2019", "ceo")
    record.departed("ann", "2020", "director", manner="removed")
    record.departed("ann", "2020-05-01", "all")
    assert record.only("ann").end == span("2020-01-01", "2020-05-01")
    assert record.only("ann").manner == "removed"
    assert record.only("ann", "ceo").end == span("2020-05-01", "2020-05-01")


def test_departed_from_all_leaves_what_was_taken_up_later(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.departed("ann", "2020-05-01", "all")
    record.appointed("ann", "2021-01-01", "advisor")
    assert record.only("ann", "advisor").end is None


def test_departed_from_all_at_the_moment_of_a_new_appointment(record: Record) -> None:
    record.appointed("ann", "2015-01-01")
    record.appointed("ann", "2020-05-01", "advisor")
    record.departed("ann", "2020-05-01", "all")
    assert record.only("ann").end == span("2020-05-01", "2020-05-01")
    assert record.only("ann", "advisor").end is None


def test_departed_from_all_in_the_year_of_the_only_appointment(record: Record) -> None:
    record.appointed("ann", "2011-05-01", "partner")
    record.departed("ann", "2011", "all")
    assert record.only("ann", "partner").end == span("2011-01-01", "2011-12-31")


def test_departed_from_all_by_one_who_held_nothing_shows_no_post(record: Record) -> None:
    record.departed("ann", "2020-05-01", "all")
    assert record.rows == []
