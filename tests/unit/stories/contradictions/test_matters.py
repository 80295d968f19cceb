"""What a contradiction is known by, and in whose words its sides are told."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.stories.contradictions.inbox import Inbox, accounts, ids, sides
from tests.unit.stories.telling import end_of


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def test_two_holders_are_known_by_who_came_second(inbox: Inbox) -> None:
    ann = inbox.appointed("ann", "2018")
    inbox.appointed("bob", "2019-01-01")
    matter = inbox.only("two_holders").matter
    inbox.retract(ann)
    inbox.appointed("ann", "2017")
    assert inbox.only("two_holders").matter == matter


def test_and_by_how_that_one_came(inbox: Inbox) -> None:
    inbox.appointed("ann", "2018")
    inbox.appointed("bob", "2019-01-01", acting=True)
    matter = inbox.only("two_holders").matter
    inbox.appointed("bob", "2020-01-01", acting=False)
    assert inbox.only("two_holders").matter == matter


def test_and_not_by_who_only_held_it_in_another_way_from_then_on(inbox: Inbox) -> None:
    inbox.appointed("ann", "2018", acting=True)
    for_good = inbox.appointed("ann", "2019-01-01", acting=False)
    inbox.appointed("bob", "2019-01-01")
    matter = inbox.only("two_holders").matter
    inbox.retract(for_good)
    assert inbox.only("two_holders").matter == matter


def test_and_stay_known_by_that_when_earlier_ones_turn_out_to_be_wrong(inbox: Inbox) -> None:
    inbox.appointed("ann", "2010")
    wrong = inbox.appointed("bob", "2011"), inbox.departed("bob", "2012")
    inbox.departed("ann", "2013")
    inbox.appointed("cid", "2015")
    inbox.appointed("dot", "2016")
    (later,) = (row.matter for row in inbox.rows() if row.start.latest == end_of("2016-12-31"))
    for told in wrong:
        inbox.retract(told)
    assert inbox.only("two_holders").matter == later


def test_those_who_tell_of_one_leaving_are_one_side_in_the_words_of_the_first(
    inbox: Inbox,
) -> None:
    told = [inbox.departed("ann", "2018", manner=manner) for manner in ("retired", "unknown")]
    inbox.observed("ann", "2019")
    row = inbox.only("after_departure")
    assert sides(row)[0] == ids(*told)
    assert accounts(row)[0] == "{ann} retired as {acme/ceo|CEO} of {acme}"


@pytest.mark.parametrize(
    ("seen_again", "appointed"),
    [
        ("2020-05-01T12:00:00Z", "2020-05-01T12:00:00Z"),
        ("2020-05-01", "2020"),
        ("2020", "2020-05-01"),
    ],
)
def test_seen_at_what_can_be_the_moment_of_an_appointment_is_not_seen_before_it(
    inbox: Inbox, seen_again: str, appointed: str
) -> None:
    inbox.departed("ann", "2018")
    seen = inbox.observed("ann", "2019")
    inbox.observed("ann", seen_again)
    inbox.appointed("ann", appointed)
    assert sides(inbox.only("after_departure"))[1] == ids(seen)


def test_accounts_of_one_time_are_one_side_and_the_sides_stand_in_order_of_time(
    inbox: Inbox,
) -> None:
    for occurred in ("2016", "[2016-01..2016-12]", "[..2014-12-31]"):
        inbox.fact("organization.founded", occurred, organization="acme")
    row = inbox.only("dates")
    assert accounts(row) == ["{acme} founded ([..2014-12-31])", "{acme} founded (2016)"]


def _leave_all(inbox: Inbox) -> Any:
    """Said of two posts, and later of each for another date."""
    inbox.departed("ann", "2018")
    for post in ("ceo", "cto"):
        inbox.appointed("ann", "2019", post)
    inbox.departed("ann", "2020", "all")
    told = [inbox.departed("ann", "2021-01-01", post) for post in ("ceo", "cto")]
    return told[0]


def _leave_twice(inbox: Inbox) -> Any:
    """In two manners each time."""
    first = inbox.departed("ann", "2018", manner="removed")
    inbox.departed("ann", "2018")
    inbox.appointed("ann", "2019-01-01")
    for manner in ("removed", "resigned"):
        inbox.departed("ann", "2020", manner=manner)
    return first


def _in_post_before_the_founding(inbox: Inbox) -> Any:
    inbox.fact("organization.founded", "2020", organization="acme")
    first, _ = (inbox.observed("ann", year) for year in ("2017", "2018"))
    return first


def _in_post_neither_founded_nor_alive(inbox: Inbox) -> Any:
    inbox.fact("organization.founded", "2020", organization="acme")
    inbox.observed("ann", "2019")
    return inbox.fact("person.died", "2018", person="ann")


def _control_before_the_founding(inbox: Inbox) -> Any:
    inbox.fact("organization.founded", "2020", organization="mill")
    first, _ = (inbox.controls(one, "2019", kind="minority") for one in ("acme", "apex"))
    return first


def _control_by_and_of_what_was_gone(inbox: Inbox) -> Any:
    first, _ = (
        inbox.fact("organization.dissolved", "2018", organization=one) for one in ("acme", "mill")
    )
    inbox.controls("acme", "2019")
    return first


def _control_after_dying(inbox: Inbox) -> Any:
    inbox.fact("person.died", "2018", person="ann")
    first, _ = (inbox.controls("ann", year) for year in ("2019", "2020"))
    return first


def _control_of_another_kind(inbox: Inbox) -> Any:
    inbox.controls("acme", "2019")
    said = {"controller": "acme", "controlled": "mill", "kind": "minority"}
    first, _ = (inbox.fact("control.observed", when, **said) for when in ("2019", "2019-05"))
    return first


@pytest.mark.parametrize(
    "told",
    [
        _leave_all,
        _leave_twice,
        _in_post_before_the_founding,
        _in_post_neither_founded_nor_alive,
        _control_before_the_founding,
        _control_by_and_of_what_was_gone,
        _control_after_dying,
        _control_of_another_kind,
    ],
)
def test_each_of_two_stays_known_by_the_same_when_the_other_is_closed(
    inbox: Inbox, told: Callable[[Inbox], Any]
) -> None:
    wrong = told(inbox)
    before = {tuple(row.events): row.matter for row in inbox.rows()}
    assert len(before) == 2
    inbox.retract(wrong)
    [row] = inbox.rows()
    assert row.matter == before[tuple(row.events)]


def test_so_is_what_a_report_tells_of_each_post_when_it_tells_no_more_of_another(
    inbox: Inbox,
) -> None:
    inbox.fact("organization.dissolved", "2018", organization="acme")
    both, one = (
        [{"person": "ann", "posts": posts}] for posts in (["chair", "director"], ["director"])
    )
    report = inbox.fact("board.reported", "2019", organization="acme", members=both, complete=False)
    before = {row.post: row.matter for row in inbox.rows()}
    inbox.correct(report, {"data": {"members": one}})
    assert inbox.only("after_dissolution").matter == before["director"]


def test_several_about_one_matter_are_told_apart(inbox: Inbox) -> None:
    """Of posts that somebody left together each is said to have been left at another time too."""
    for year in (2018, 2023):
        for post in ("ceo", "cto"):
            inbox.appointed("ann", f"{year}-01-01", post)
        for manner in ("removed", "resigned"):
            inbox.departed("ann", f"{year}-11-17", "all", manner)
    before = {row.matter for row in inbox.rows()}
    for year in (2018, 2023):
        for post in ("ceo", "cto"):
            inbox.departed("ann", f"{year}-11-20", post, manner="retired")
    told = [row.matter for row in inbox.rows() if row.kind == "manner"]
    assert len(set(told)) == len(told) == 6
    assert len(before) == 2
    assert before < set(told)


@pytest.mark.parametrize("came", ["2020-06-15", "2020", "2021"])
def test_a_report_of_a_board_leaves_out_nobody_who_can_have_come_later(
    inbox: Inbox, came: str
) -> None:
    inbox.appointed("ann", came, "director")
    inbox.reported("2020-06-15", "bob")
    assert inbox.rows() == []


def test_of_the_very_moment_whoever_came_is_in_and_whoever_left_is_out(inbox: Inbox) -> None:
    seen = inbox.observed("ann", "2020-06-15", "director")
    inbox.appointed("cid", "2019", "director")
    inbox.departed("cid", "2020-06-15T12:00:00Z", "director")
    whole_day = inbox.reported("2020-06-15", "bob")
    at_noon = inbox.reported("2020-06-15T12:00:00Z", "ann", "bob")
    assert sides(inbox.only("board_report")) == [ids(whole_day), ids(seen, at_noon)]


def test_a_report_can_leave_out_one_and_name_another_who_had_left(inbox: Inbox) -> None:
    members = [{"person": "ann", "posts": ["director", "chair"]}, {"person": "bob"}]
    told: dict[str, Any] = {"organization": "acme", "members": members, "complete": True}
    before = inbox.fact("board.reported", "2019-06-15", **told)
    left = inbox.departed("bob", "2019-12-31", "director")
    report = inbox.reported("2020-06-15", "bob")
    row = inbox.only("board_report")
    assert row.summary == (
        "A complete report of the board of {acme} leaves out {ann} and names {bob}, who had left"
    )
    assert sides(row) == [ids(report), ids(before), ids(left)]


def test_nor_does_it_put_on_the_board_whom_it_tells_in_another_post(inbox: Inbox) -> None:
    inbox.departed("ann", "2018", "advisor")
    member = {"person": "ann", "posts": ["director", "advisor"]}
    told: dict[str, Any] = {"organization": "acme", "members": [member], "complete": True}
    inbox.fact("board.reported", "2020-06-15", **told)
    assert inbox.kinds() == ["after_departure"]
