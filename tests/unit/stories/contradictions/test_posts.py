"""Contradictions about posts: what opens each kind, and what closes it."""

import pytest

from events.when import Window
from tests.unit.stories.contradictions.inbox import Inbox, accounts, ids, sides
from tests.unit.stories.telling import at, end_of


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


class TestTwoHolders:
    def test_open_from_when_both_certainly_hold_the_post_until_one_leaves(
        self, inbox: Inbox
    ) -> None:
        ann = inbox.appointed("ann", "2019")
        bob = inbox.appointed("bob", "2021-01-01")
        row = inbox.only("two_holders")
        assert sides(row) == [ids(ann), ids(bob)]
        assert row.summary == "Two people as {acme/ceo|CEO} of {acme} at once: {ann} and {bob}"
        assert accounts(row) == [
            "{ann} as {acme/ceo|CEO} of {acme}",
            "{bob} as {acme/ceo|CEO} of {acme}",
        ]
        assert row.start == Window(end_of("2021-01-01"), end_of("2021-01-01"))
        assert row.end is None
        left = inbox.departed("ann", "2022-03-01")
        row = inbox.only("two_holders")
        assert row.end == Window(at("2022-03-01"), at("2022-03-01"))
        assert sides(row) == [ids(ann, left), ids(bob)]
        assert (row.organization, row.post, row.lasts) == ("acme", "ceo", True)

    def test_a_successor_for_whom_no_window_is_left(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019")
        inbox.departed("ann", "2022-03-01")
        assert inbox.kinds() == []
        inbox.appointed("bob", "2021-01-01")
        assert inbox.kinds() == ["two_holders"]

    @pytest.mark.parametrize("cure", ["departed", "replaces", "retracted", "not exclusive"])
    def test_closed(self, inbox: Inbox, cure: str) -> None:
        inbox.appointed("ann", "2019")
        bob = inbox.appointed("bob", "2021-01-01")
        opened = inbox.only("two_holders").matter
        match cure:
            case "departed":
                inbox.departed("ann", "2020-12-31")
            case "replaces":
                inbox.correct(bob, {"data": {"replaces": "ann"}})
            case "retracted":
                inbox.retract(bob)
            case _:
                inbox.correct(bob, {"data": {"post": "partner"}})
        assert inbox.rows() == []
        assert [row.matter for row in inbox.rows(2)] == [opened]

    def test_not_in_a_post_that_several_hold(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director")
        inbox.appointed("bob", "2019", "director")
        assert inbox.rows() == []

    def test_three_at_once_are_one_and_two_spans_are_two(self, inbox: Inbox) -> None:
        for person, year in (("ann", "2018"), ("bob", "2019"), ("cid", "2020")):
            inbox.appointed(person, year)
        assert inbox.only("two_holders").summary.startswith("3 people")
        inbox.departed("ann", "2021-01-01")
        inbox.departed("bob", "2021-01-01")
        inbox.appointed("dot", "2022-01-01")
        assert inbox.kinds() == ["two_holders", "two_holders"]

    def test_one_who_holds_it_in_another_way_since_has_not_gone(self, inbox: Inbox) -> None:
        acting = inbox.appointed("ann", "2019-01-01", acting=True)
        bob = inbox.appointed("bob", "2019-06-01")
        for_good = inbox.appointed("ann", "2020-05", acting=False)
        row = inbox.only("two_holders")
        assert (row.start.latest, row.end) == (end_of("2019-06-01"), None)
        assert sides(row) == [ids(acting, for_good), ids(bob)]

    def test_one_who_holds_it_in_another_way_by_then_had_come(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2018")
        inbox.appointed("ann", "2018-05", acting=True)
        inbox.appointed("bob", "2018-01-10")
        assert inbox.only("two_holders").start.latest == end_of("2018-05-31")

    def test_in_what_way_one_had_held_it_before_that_is_no_part_of_it(self, inbox: Inbox) -> None:
        before = inbox.appointed("ann", "2019-01-01", acting=True)
        for_good = inbox.appointed("ann", "2020-05-01", acting=False)
        inbox.appointed("bob", "2021-06-01")
        inbox.departed("bob", "2022-06-01")
        since = inbox.appointed("ann", "2023-06-01", acting=True)
        inbox.departed("ann", "2024-06-01")
        assert sides(inbox.only("two_holders"))[0] == ids(for_good, since)
        assert str(before.id) not in inbox.only("two_holders").events

    def test_one_who_had_left_before_is_not_among_them(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2017")
        inbox.departed("ann", "2018-05-01")
        bob = inbox.appointed("bob", "2019")
        cid = inbox.appointed("cid", "2020")
        assert sides(inbox.only("two_holders")) == [ids(bob), ids(cid)]

    def test_what_is_on_two_sides_is_listed_once(self, inbox: Inbox) -> None:
        for person, year in (("ann", "2017"), ("bob", "2018"), ("cid", "2019")):
            inbox.appointed(person, year)
        dot = inbox.appointed("dot", "2020", replaces="ann")
        row = inbox.only("two_holders")
        assert [str(dot.id) in side for side in sides(row)] == [True, False, False, True]
        assert row.events.count(str(dot.id)) == 1

    def test_one_who_came_and_left_at_one_moment_was_beside_nobody(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019")
        inbox.appointed("bob", "2020-05-01T12:00:00Z")
        inbox.departed("bob", "2020-05-01T12:00:00Z")
        assert "two_holders" not in inbox.kinds()

    @pytest.mark.parametrize("third", ["2019-01-01", "2021"])
    def test_it_is_the_same_matter_whoever_is_told_of_later(self, inbox: Inbox, third: str) -> None:
        inbox.appointed("ann", "2018")
        inbox.appointed("bob", "2019-01-01")
        matter = inbox.only("two_holders").matter
        for person in ("cid", "dot", "eve", "fay"):
            inbox.appointed(person, third)
            assert inbox.only("two_holders").matter == matter

    def test_two_merged_into_one_are_one(self, inbox: Inbox) -> None:
        inbox.appointed("bobby", "2019")
        inbox.appointed("bob", "2021-01-01", title="Chief")
        assert inbox.kinds() == ["two_holders"]
        merge = inbox.add("entity.merged", {"entity": "bobby", "into": "bob"})
        assert "two_holders" not in inbox.kinds()
        inbox.retract(merge)
        assert inbox.kinds() == ["two_holders"]


class TestManner:
    def test_removed_or_resigned(self, inbox: Inbox) -> None:
        removed = inbox.departed("ann", "2023-11-17", manner="removed")
        again = inbox.departed("ann", "2023-11-17", manner="removed")
        resigned = inbox.departed("ann", "2023-11", manner="resigned", confidence="rumoured")
        row = inbox.only("manner")
        assert sides(row) == [ids(removed, again), ids(resigned)]
        assert row.summary == "{ann} left as {acme/ceo|CEO} of {acme}: removed, or resigned?"
        assert row.entities == ["ann", "acme"]
        assert row.start == Window(at("2023-11-01"), end_of("2023-11-30"))
        assert inbox.kinds() == ["manner"]
        assert not row.lasts

    def test_who_left_a_post_is_not_told_to_have_left_altogether(self, inbox: Inbox) -> None:
        """However it is told: in one account with all other posts, in the other alone."""
        inbox.appointed("ann", "2019", "chair")
        inbox.departed("ann", "2023-05-01", "all", manner="removed")
        inbox.departed("ann", "2023-11-17", "chair", manner="resigned")
        assert inbox.only("manner").summary == (
            "{ann} left as {acme/chair|chair} of {acme}: removed, or resigned?"
        )

    def test_one_of_an_unknown_time_can_have_been_whenever(self, inbox: Inbox) -> None:
        inbox.departed("ann", "unknown", manner="removed")
        inbox.departed("ann", "2023-11-17", manner="resigned")
        assert inbox.only("manner").start.earliest is None

    def test_told_for_two_dates_too(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17", manner="removed")
        inbox.departed("ann", "2023-11-19", manner="resigned")
        assert inbox.kinds() == ["dates", "manner"]

    def test_from_all_posts(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17", "all", manner="removed")
        inbox.departed("ann", "2023-11-17", "all", manner="resigned")
        assert inbox.kinds() == ["manner"]
        assert inbox.only("manner").post is None

    def test_from_all_posts_of_which_some_were_held(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019")
        inbox.appointed("ann", "2019", "director")
        told = [inbox.departed("ann", "2023", "all", how) for how in ("removed", "asked_to_leave")]
        row = inbox.only("manner")
        assert sides(row) == [ids(one) for one in told]
        assert row.summary == "{ann} left all posts at {acme}: removed, or asked to leave?"

    @pytest.mark.parametrize(
        ("one", "other", "kinds"),
        [
            ("2020", "2022", []),
            ("2022", "2020", []),
            ("2020", "2020-03-01", ["manner"]),
            ("2020-03-01", "2020", ["manner"]),
            ("unknown", "2020", ["manner"]),
            ("2020", "unknown", ["manner"]),
            ("unknown", "unknown", ["manner"]),
            ("2020-03", "[2020-03-15..2020-04-15]", ["manner"]),
            ("2020-03-01T12:00:00Z", "2020-03-01T12:00:00Z", ["manner"]),
        ],
    )
    def test_from_all_posts_at_what_can_be_one_moment(
        self, inbox: Inbox, one: str, other: str, kinds: list[str]
    ) -> None:
        inbox.departed("ann", one, "all", "removed")
        inbox.departed("ann", other, "all", "resigned")
        assert inbox.kinds() == kinds

    @pytest.mark.parametrize(
        ("one", "other"), [("2020", "2020-03-01"), ("2020-01-01", "2020"), ("2020", "2020-01-01")]
    )
    def test_of_three_those_that_can_be_one(self, inbox: Inbox, one: str, other: str) -> None:
        told = [
            inbox.departed("ann", one, "all", "removed"),
            inbox.departed("ann", other, "all", "resigned"),
        ]
        inbox.departed("ann", "2020-06-01", "all", "resigned")
        assert sides(inbox.only("manner")) == [ids(one) for one in told]

    def test_what_one_of_them_ended_leaves_them_one(self, inbox: Inbox) -> None:
        told = [
            inbox.departed("ann", "2020-03-01", "all", manner)
            for manner in ("resigned", "term_ended")
        ]
        inbox.appointed("ann", "2020-06-01")
        told.append(inbox.departed("ann", "2020", "all", "removed"))
        assert sides(inbox.only("manner")) == [ids(one) for one in told]

    def test_from_all_posts_before_it_was_told_of_one(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019")
        told = [
            inbox.departed("ann", "2023-11-20", manner="removed"),
            inbox.departed("ann", "2023-11-17", "all", manner="resigned"),
        ]
        assert sides(inbox.only("manner")) == [ids(one) for one in told]
        assert inbox.kinds() == ["dates", "manner"]

    def test_the_manner_of_leaving_the_board_is_not_that_of_leaving_the_chair(
        self, inbox: Inbox
    ) -> None:
        inbox.appointed("ann", "2019", "chair")
        inbox.appointed("ann", "2019", "director")
        inbox.departed("ann", "2023-11", "chair", manner="removed")
        inbox.departed("ann", "2023-11-17", "director", manner="resigned")
        assert inbox.rows() == []

    def test_of_one_who_had_died_by_then(self, inbox: Inbox) -> None:
        inbox.observed("ann", "2023-05-05")
        inbox.departed("ann", "2023", manner="removed")
        inbox.departed("ann", "2023", manner="resigned")
        inbox.fact("person.died", "2023-05-05T18:00:00Z", person="ann")
        assert inbox.kinds() == ["manner"]

    @pytest.mark.parametrize(("manner", "accounts"), [("term_ended", 3), ("removed", 2)])
    def test_the_same_matter_whoever_tells_of_it_later(
        self, inbox: Inbox, manner: str, accounts: int
    ) -> None:
        inbox.departed("ann", "2023-11-17", manner="removed")
        inbox.departed("ann", "2023-11-17", manner="resigned")
        row = inbox.only("manner")
        inbox.departed("ann", "2023-11", manner=manner)
        later = inbox.only("manner")
        assert (later.matter, later.post) == (row.matter, "ceo")
        assert len(later.sides) == accounts

    @pytest.mark.parametrize("removed", ["2023-11-17", "2023-11-16", "2023"])
    @pytest.mark.parametrize("resigned", ["2023-11-17", "2023"])
    def test_removed_from_one_post_and_gone_from_the_rest_by_then(
        self, inbox: Inbox, removed: str, resigned: str
    ) -> None:
        inbox.appointed("ann", "2019", "chair")
        inbox.appointed("ann", "2019", "president")
        inbox.departed("ann", removed, "chair", manner="removed")
        inbox.departed("ann", resigned, "all", manner="resigned")
        assert inbox.rows() == []

    @pytest.mark.parametrize(
        ("removed", "resigned"),
        [
            ("2023-11-17", "2023-11-17T00:00:00Z"),
            ("2023-11", "[2023-10-20..2023-11-10]"),
        ],
    )
    def test_or_gone_when_it_may_have_been_left_already(
        self, inbox: Inbox, removed: str, resigned: str
    ) -> None:
        inbox.appointed("ann", "2019", "chair")
        inbox.appointed("ann", "2019", "president")
        inbox.departed("ann", removed, "chair", manner="removed")
        inbox.departed("ann", resigned, "all", manner="resigned")
        assert inbox.rows() == []

    def test_whatever_a_rumour_says_of_when_it_was_left(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "chair")
        inbox.departed("ann", "2023-11", "chair", manner="removed")
        inbox.departed("ann", "2023-11-10", "chair", manner="removed", confidence="rumoured")
        inbox.departed("ann", "2023-11-05", "all", manner="resigned")
        assert inbox.kinds() == ["dates"]

    def test_an_unknown_manner_contradicts_none(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17", manner="removed")
        inbox.departed("ann", "2023-11-17", manner="unknown")
        assert inbox.rows() == []

    def test_left_twice(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2020", manner="removed")
        inbox.appointed("ann", "2021")
        inbox.departed("ann", "2022", manner="resigned")
        assert inbox.rows() == []

    def test_left_twice_in_what_may_be_one_year(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019")
        inbox.departed("ann", "2020", manner="removed")
        inbox.appointed("ann", "2020-06-01")
        inbox.departed("ann", "2020-12-01", manner="resigned")
        assert inbox.rows() == []

    def test_closed_by_a_correction(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17", manner="removed")
        resigned = inbox.departed("ann", "2023-11-17", manner="resigned")
        inbox.correct(resigned, {"data": {"manner": "removed"}})
        assert inbox.rows() == []

    def test_closed_by_a_retraction(self, inbox: Inbox) -> None:
        removed = inbox.departed("ann", "2023-11-17", manner="removed")
        inbox.departed("ann", "2023-11-17", manner="resigned")
        gone = inbox.retract(removed)
        assert inbox.rows() == []
        inbox.amend("event.reinstated", gone, reason="No.")
        assert inbox.rows() == []
        inbox.retract(gone)
        assert inbox.kinds() == ["manner"]

    @pytest.mark.parametrize("prevailing", ["original", "account"])
    def test_closed_by_settling_which_it_was(self, inbox: Inbox, prevailing: str) -> None:
        removed = inbox.departed("ann", "2023-11-17", manner="removed")
        inbox.departed("ann", "2023-11-17", manner="resigned")
        inbox.dispute(removed, "manner")
        assert inbox.kinds() == ["disputed", "manner"]
        settled = inbox.settle(removed, prevailing)
        assert inbox.rows() == []
        inbox.retract(settled)
        assert inbox.kinds() == ["disputed", "manner"]

    def test_not_closed_by_settling_something_else(self, inbox: Inbox) -> None:
        removed = inbox.departed("ann", "2023-11-17", manner="removed")
        inbox.departed("ann", "2023-11-17", manner="resigned")
        inbox.settle(inbox.dispute(removed, "when"))
        assert inbox.kinds() == ["manner"]


class TestAfterDeparture:
    def test_seen_in_the_post_later(self, inbox: Inbox) -> None:
        left = inbox.departed("ann", "2023-11-17")
        seen = inbox.observed("ann", "2023-11-19")
        again = inbox.reported("2023-11-20", "bob", complete=False)
        row = inbox.only("after_departure")
        assert sides(row) == [ids(left), ids(seen)]
        assert row.start == Window(at("2023-11-17"), end_of("2023-11-19"))
        assert str(again.id) not in row.events
        assert row.summary == "{ann} reported as {acme/ceo|CEO} of {acme} after having left"
        assert accounts(row)[1] == "{ann} in post as {acme/ceo|CEO} of {acme}"
        assert row.post == "ceo"

    def test_it_is_the_same_matter_however_often_the_departure_is_told(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17")
        inbox.observed("ann", "2023-12-19")
        matter = inbox.only("after_departure").matter
        for again in ("2023-11", "2023-11-17T12:00:00Z", "2023-11-17"):
            inbox.departed("ann", again)
            assert inbox.only("after_departure").matter == matter

    def test_named_in_a_report_of_the_board(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17", "director")
        inbox.reported("2023-11-20", "ann", complete=False)
        assert inbox.kinds() == ["after_departure"]

    @pytest.mark.parametrize("seen", ["2023-11-17", "2023", "2023-11-16"])
    def test_not_if_it_can_have_been_before(self, inbox: Inbox, seen: str) -> None:
        inbox.departed("ann", "2023-11-17")
        inbox.observed("ann", seen)
        assert inbox.rows() == []

    @pytest.mark.parametrize("again", ["2023-11-18", "2023-11"])
    def test_closed_by_an_appointment_in_between(self, inbox: Inbox, again: str) -> None:
        inbox.appointed("ann", "2019")
        inbox.departed("ann", "2023-11-17")
        inbox.observed("ann", "2023-11-19")
        assert inbox.kinds() == ["after_departure"]
        inbox.appointed("ann", again)
        assert inbox.rows() == []

    def test_not_by_a_later_appointment(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17")
        seen = inbox.observed("ann", "2023-11-19")
        inbox.appointed("ann", "2023-11-22")
        inbox.observed("ann", "2023-11-25")
        inbox.appointed("ann", "2023-11-28")
        assert sides(inbox.only("after_departure"))[1] == ids(seen)

    def test_after_the_last_of_several_departures(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2018")
        inbox.appointed("ann", "2019")
        left = inbox.departed("ann", "2020")
        seen = inbox.observed("ann", "2021-05-01")
        assert sides(inbox.only("after_departure")) == [ids(left), ids(seen)]

    @pytest.mark.parametrize("told", ["seen", "left"])
    def test_not_one_who_came_when_all_was_over_by_what_is_told_of_before(
        self, inbox: Inbox, told: str
    ) -> None:
        """Whatever is wrong with a founding after the end, nobody is seen here after leaving."""
        inbox.fact("organization.founded", "2020-01-02", organization="acme")
        inbox.fact("organization.dissolved", "2020-01-01", organization="acme")
        inbox.appointed("ann", "2020-01-02")
        if told == "seen":
            inbox.observed("ann", "[2019-12-31..2020-01-03]")
        else:
            inbox.departed("ann", "[2019-12-31..2020-01-05]")
            inbox.departed("ann", "2020-01-06")
        assert inbox.kinds() == ["after_dissolution"]

    @pytest.mark.parametrize("position", [0, 1])
    def test_closed_by_a_retraction(self, inbox: Inbox, position: int) -> None:
        told = inbox.departed("ann", "2023-11-17"), inbox.observed("ann", "2023-11-19")
        inbox.retract(told[position])
        assert inbox.rows() == []

    def test_closed_by_a_corrected_time(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2023-11-17")
        seen = inbox.observed("ann", "2023-11-19")
        inbox.correct(seen, {"occurred": "2023-11-14"})
        assert inbox.rows() == []


class TestBoardReport:
    def test_leaves_out_a_member(self, inbox: Inbox) -> None:
        ann = inbox.appointed("ann", "2019", "director")
        inbox.appointed("bob", "2019", "director")
        report = inbox.reported("2020-06-15", "bob")
        row = inbox.only("board_report")
        assert row.summary == "A complete report of the board of {acme} leaves out {ann}"
        assert sides(row) == [ids(report), ids(ann)]
        assert row.start == Window(at("2020-06-15"), end_of("2020-06-15"))

    def test_names_one_who_had_left(self, inbox: Inbox) -> None:
        left = inbox.departed("ann", "2019", "director")
        report = inbox.reported("2020-06-15", "ann", "bob")
        row = inbox.only("board_report")
        assert row.summary.endswith("names {ann}, who had left")
        assert sides(row) == [ids(report), ids(left)]

    def test_to_name_somebody_new_contradicts_nothing(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director")
        inbox.reported("2020-06-15", "ann", "bob")
        assert inbox.rows() == []

    def test_a_partial_report_leaves_out_nobody(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director")
        inbox.reported("2020-06-15", "bob", complete=False)
        assert inbox.rows() == []

    def test_nor_does_one_beside_a_complete_report(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director")
        inbox.reported("2020-06-15", "ann", "bob")
        inbox.reported("2020-07-15", "bob", complete=False)
        assert inbox.rows() == []

    def test_each_report_is_a_matter_of_its_own(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director")
        told = [inbox.reported(day, "bob") for day in ("2020-06-15", "2020-07-15")]
        rows = sorted(inbox.rows(), key=lambda row: row.start.earliest or at("0001-01-01"))
        assert [sides(row)[0] for row in rows] == [ids(one) for one in told]
        assert [accounts(row)[1] for row in rows] == ["{ann} on the board of {acme}"] * 2

    def test_a_seat_beside_another_post_is_missed(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2018", "ceo")
        inbox.appointed("ann", "2019", "director")
        inbox.reported("2020-06-15", "bob")
        assert inbox.kinds() == ["board_report"]

    def test_to_have_left_another_post_is_not_to_have_left_the_board(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2018", "ceo")
        inbox.observed("ann", "2019-05-01", "ceo")
        inbox.reported("2020-06-15", "ann", "bob")
        assert inbox.kinds() == ["after_departure"]

    @pytest.mark.parametrize("left", ["2020-06-15", "2020", "2020-06-15T12:00:00"])
    def test_not_one_who_can_have_left(self, inbox: Inbox, left: str) -> None:
        inbox.appointed("ann", "2019", "director")
        inbox.departed("ann", left, "director")
        inbox.reported("2020-06-15", "bob")
        assert inbox.rows() == []

    def test_not_one_who_holds_no_seat_on_the_board(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "ceo")
        inbox.reported("2020-06-15", "bob")
        assert inbox.rows() == []

    def test_a_member_through_a_change_of_title_is_missed(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director", acting=True)
        inbox.appointed("ann", "2020", "director", acting=False)
        inbox.reported("2020-06-15", "bob")
        assert inbox.kinds() == ["board_report"]

    def test_a_member_who_by_then_had_changed_title_is_missed(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director", acting=True)
        inbox.appointed("ann", "2019-05", "director", acting=False)
        inbox.reported("2019-06-15", "bob")
        assert inbox.kinds() == ["board_report"]

    def test_closed_by_a_departure_before(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019", "director")
        report = inbox.reported("2020-06-15", "bob")
        assert inbox.kinds() == ["board_report"]
        left = inbox.departed("ann", "2020-01-01", "director")
        assert inbox.rows() == []
        inbox.retract(left)
        inbox.correct(report, {"data": {"complete": False}})
        assert inbox.rows() == []


class TestDates:
    def test_two_accounts_of_a_start(self, inbox: Inbox) -> None:
        first = inbox.appointed("ann", "2019-05-01", confidence="rumoured")
        second = inbox.appointed("ann", "2018-02-20", confidence="official")
        agreeing = inbox.appointed("ann", "2018-02", confidence="official")
        row = inbox.only("dates")
        assert sides(row) == [ids(agreeing), ids(second), ids(first)]
        assert row.summary == "Two dates on which {ann} became {acme/ceo|CEO} of {acme}"
        assert accounts(row)[1] == "{ann} appointed {acme/ceo|CEO} of {acme} (2018-02-20)"
        assert row.post == "ceo"
        inbox.appointed("ann", "2017-07-07", confidence="rumoured")
        assert inbox.only("dates").matter == row.matter
        inbox.retract(first)
        assert inbox.only("dates").matter != row.matter

    def test_two_accounts_of_an_end(self, inbox: Inbox) -> None:
        first = inbox.departed("ann", "2018-05-01")
        inbox.departed("ann", "2018-02-20")
        summary = "Two dates on which {ann} left as {acme/ceo|CEO} of {acme}"
        assert inbox.only("dates").summary == summary
        inbox.correct(first, {"occurred": "2018-02"})
        assert inbox.rows() == []

    def test_of_the_last_time_only(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2010")
        inbox.departed("ann", "2012")
        inbox.appointed("ann", "2015")
        rumour = inbox.departed("ann", "2018-05-01", confidence="rumoured")
        counts = inbox.departed("ann", "2018-02-20")
        agreeing = inbox.departed("ann", "2018-02")
        assert sides(inbox.only("dates")) == [ids(agreeing), ids(counts), ids(rumour)]

    def test_closed_by_settling_against_the_one_that_differs(self, inbox: Inbox) -> None:
        inbox.departed("ann", "2018-02")
        inbox.departed("ann", "2018-02-20")
        rumour = inbox.departed("ann", "2018-05-01", confidence="rumoured")
        dispute = inbox.dispute(rumour, "when")
        assert inbox.kinds() == ["dates", "disputed"]
        inbox.settle(dispute, "account")
        assert inbox.rows() == []

    @pytest.mark.parametrize("prevailing", ["original", "account"])
    def test_closed_by_settling_when_it_was(self, inbox: Inbox, prevailing: str) -> None:
        first = inbox.departed("ann", "2018-05-01")
        inbox.departed("ann", "2018-02-20")
        dispute = inbox.dispute(first, "when")
        assert inbox.kinds() == ["dates", "disputed"]
        inbox.settle(dispute, prevailing)
        assert inbox.rows() == []

    def test_told_to_have_left_after_dying(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2015")
        inbox.departed("ann", "2021-01-01")
        inbox.fact("person.died", "2020-05-01", person="ann")
        assert inbox.kinds() == ["dates"]

    def test_one_account_of_two_tells_of_leaving_after_dying(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2015")
        inbox.departed("ann", "2021")
        inbox.departed("ann", "2021-03-01")
        inbox.fact("person.died", "2021-02-01", person="ann")
        assert inbox.kinds() == ["dates"]


class TestOthers:
    def test_appointed_although_in_the_post_already(self, inbox: Inbox) -> None:
        seen = inbox.observed("ann", "2018-01-01")
        told = inbox.appointed("ann", "2019-01-01")
        row = inbox.only("reappointed")
        assert sides(row) == [ids(seen), ids(told)]
        assert row.summary == (
            "{ann} appointed {acme/ceo|CEO} of {acme} although in the post already"
        )
        assert (row.post, row.organization) == ("ceo", "acme")
        inbox.retract(seen)
        assert inbox.rows() == []

    def test_it_is_held_against_what_was_certainly_seen_before(self, inbox: Inbox) -> None:
        inbox.observed("ann", "2018")
        seen = inbox.observed("ann", "2018-03-01")
        told = inbox.appointed("ann", "2018-06-01")
        assert sides(inbox.only("reappointed")) == [ids(seen), ids(told)]

    @pytest.mark.parametrize("kind", ["reappointed", "after_death", "chair_without_seat"])
    def test_the_same_matter_whatever_else_is_told_of_it(self, inbox: Inbox, kind: str) -> None:
        match kind:
            case "reappointed":
                inbox.observed("ann", "2018-01-01")
                inbox.appointed("ann", "2019-01-01")
            case "after_death":
                inbox.fact("person.died", "2018-01-01", person="ann")
                inbox.observed("ann", "2019-01-01")
            case _:
                inbox.appointed("ann", "2015", "director")
                inbox.appointed("ann", "2015", "chair")
                inbox.departed("ann", "2018-01-01", "director")
                inbox.observed("ann", "2019-01-01", "chair")
        matter = inbox.only(kind).matter
        match kind:
            case "reappointed":
                inbox.observed("ann", "2017-01-01")
            case "after_death":
                inbox.fact("person.died", "2018-01", person="ann")
            case _:
                inbox.departed("ann", "[2017-12-30..2018-01-02]", "director")
        assert inbox.only(kind).matter == matter

    def test_beside_what_else_is_told_of_the_person(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2018", "cto")
        inbox.appointed("ann", "2019", "cto")
        inbox.observed("ann", "2018-01-01")
        inbox.appointed("ann", "2019-01-01")
        assert inbox.kinds() == ["dates", "reappointed"]

    def test_in_post_after_dying(self, inbox: Inbox) -> None:
        death = inbox.fact("person.died", "2018-01-01", person="ann")
        seen = inbox.observed("ann", "2019-01-01")
        assert sides(inbox.only("after_death")) == [ids(death), ids(seen)]
        inbox.retract(death)
        assert inbox.rows() == []

    def test_in_the_chair_without_a_seat(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2018", "director")
        inbox.appointed("ann", "2018", "chair")
        left = inbox.departed("ann", "2020", "director")
        seen = inbox.observed("ann", "2021-03-01", "chair")
        assert sides(inbox.only("chair_without_seat")) == [ids(seen), ids(left)]
        inbox.correct(left, {"occurred": "2022"})
        assert inbox.rows() == []

    def test_another_organisation_is_another_matter(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2019")
        inbox.appointed("bob", "2020", organization="apex")
        inbox.fact("organization.founded", "2019", organization="apex", founders=["acme"])
        assert inbox.rows() == []
