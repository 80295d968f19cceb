"""What is told of an organisation for a time before its founding, or after its end."""

from typing import Any

import pytest

from events.when import Window
from tests.unit.stories.contradictions.inbox import Inbox, accounts, ids, sides
from tests.unit.stories.telling import at, end_of


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def _founded(inbox: Inbox, occurred: str, organization: str = "acme", **said: Any) -> Any:
    return inbox.fact("organization.founded", occurred, organization=organization, **said)


def _dissolved(inbox: Inbox, occurred: str, organization: str = "acme") -> Any:
    return inbox.fact("organization.dissolved", occurred, organization=organization)


class TestPosts:
    def test_appointed_before_the_founding(self, inbox: Inbox) -> None:
        told = inbox.appointed("ann", "2014-05-01")
        assert inbox.rows() == []
        founding = inbox.fact("organization.founded", "2015", organization="acme")
        row = inbox.only("before_founding")
        assert sides(row) == [ids(founding), ids(told)]
        assert accounts(row) == ["{acme} founded", "{ann} appointed {acme/ceo|CEO} of {acme}"]
        assert row.summary == "{ann} as {acme/ceo|CEO} of {acme} before it was founded"
        assert (row.organization, row.post, row.lasts) == ("acme", "ceo", False)
        assert row.start == Window(at("2014-05-01"), end_of("2015-12-31"))
        inbox.correct(told, {"occurred": "2015-05-01"})
        assert inbox.rows() == []

    def test_seen_after_the_end(self, inbox: Inbox) -> None:
        end = inbox.fact("organization.dissolved", "2018", organization="acme")
        told = inbox.observed("ann", "2019-01-01", "advisor")
        row = inbox.only("after_dissolution")
        assert sides(row) == [ids(end), ids(told)]
        assert row.summary == "{ann} as {acme/advisor|advisor} of {acme} after it was dissolved"
        inbox.retract(end)
        assert inbox.rows() == []

    def test_the_same_matter_however_the_end_is_told(self, inbox: Inbox) -> None:
        inbox.observed("ann", "2019-01-01")
        _dissolved(inbox, "2017")
        matter = inbox.only("after_dissolution").matter
        surer = inbox.fact("organization.dissolved", "2018", "official", organization="acme")
        row = inbox.only("after_dissolution")
        assert (row.matter, sides(row)[0]) == (matter, ids(surer))

    def test_each_member_of_a_board_that_was_reported_too_late(self, inbox: Inbox) -> None:
        _dissolved(inbox, "2018-06-30")
        inbox.reported("2018-07-01", "ann", "bob", complete=False)
        assert inbox.kinds() == ["after_dissolution", "after_dissolution"]

    def test_each_post_that_a_report_tells(self, inbox: Inbox) -> None:
        _dissolved(inbox, "2018")
        members = [{"person": "ann", "posts": ["chair", "director"]}]
        said: dict[str, Any] = {"organization": "acme", "members": members, "complete": False}
        inbox.fact("board.reported", "2019-07-01", **said)
        assert sorted(row.post or "" for row in inbox.rows()) == ["chair", "director"]

    @pytest.mark.parametrize("occurred", ["2015-06", "2015-06-30", "2015"])
    def test_what_can_be_of_the_same_time_contradicts_nothing(
        self, inbox: Inbox, occurred: str
    ) -> None:
        _founded(inbox, "2015-06-30")
        _dissolved(inbox, "2015-06-30")
        inbox.appointed("ann", occurred)
        assert inbox.rows() == []

    def test_what_can_be_of_the_very_moment_contradicts_nothing(self, inbox: Inbox) -> None:
        _founded(inbox, "2015-06-30T12:00:00Z")
        inbox.appointed("ann", "2015-06-30T12:00:00Z")
        _dissolved(inbox, "2018-06-30T12:00:00Z")
        inbox.observed("ann", "2018-06-30T12:00:00Z")
        assert inbox.rows() == []

    def test_of_several_steps_the_first_counts(self, inbox: Inbox) -> None:
        _founded(inbox, "2015-12-11", how="announced")
        _founded(inbox, "2016-03-01", how="registered")
        inbox.appointed("ann", "2016-01-01")
        assert inbox.rows() == []

    def test_a_founding_that_leaves_its_beginning_open_says_nothing(self, inbox: Inbox) -> None:
        _founded(inbox, "[..2015-12-31]")
        inbox.appointed("ann", "1990")
        assert inbox.rows() == []

    def test_the_founding_or_the_end_of_another(self, inbox: Inbox) -> None:
        _founded(inbox, "2015", organization="apex", founders=["acme"])
        _dissolved(inbox, "2016", organization="apex")
        inbox.appointed("ann", "2014")
        inbox.observed("ann", "2017-01-01")
        assert inbox.rows() == []

    def test_who_was_replaced_is_not_said_to_be_in_the_post_after_the_end(
        self, inbox: Inbox
    ) -> None:
        inbox.appointed("ann", "2015")
        _dissolved(inbox, "2018")
        inbox.appointed("bob", "2019", replaces="ann")
        assert "{bob}" in inbox.only("after_dissolution").summary

    @pytest.mark.parametrize("type_", ["organization.founded", "organization.dissolved"])
    def test_what_may_never_have_happened_contradicts_nothing(
        self, inbox: Inbox, type_: str
    ) -> None:
        bound = inbox.fact(type_, "2015", organization="acme")
        inbox.appointed("ann", "2014" if type_ == "organization.founded" else "2016")
        assert len(inbox.rows()) == 1
        inbox.dispute(bound)
        assert inbox.kinds() == ["disputed"]


class TestControl:
    def test_of_what_was_not_founded_yet(self, inbox: Inbox) -> None:
        founding = inbox.fact("organization.founded", "2015", organization="mill")
        told = inbox.controls("acme", "2014")
        row = inbox.only("before_founding")
        assert sides(row) == [ids(founding), ids(told)]
        assert row.summary == "{acme} in control of {mill} before {mill} was founded"
        inbox.retract(founding)
        assert inbox.rows() == []

    def test_by_what_was_dissolved(self, inbox: Inbox) -> None:
        told = inbox.controls("acme", "2019")
        end = inbox.fact("organization.dissolved", "2018", organization="acme")
        row = inbox.only("after_dissolution")
        assert sides(row) == [ids(end), ids(told)]
        assert row.summary == "{acme} in control of {mill} after {acme} was dissolved"
        inbox.correct(told, {"occurred": "2018"})
        assert inbox.rows() == []

    def test_by_another_than_what_was_dissolved(self, inbox: Inbox) -> None:
        inbox.controls("apex", "2012")
        inbox.fact("control.ended", "2013", controller="apex", controlled="mill")
        _dissolved(inbox, "2018", organization="apex")
        inbox.controls("acme", "2019")
        assert inbox.rows() == []

    def test_who_controls_the_controller_is_told_of_once(self, inbox: Inbox) -> None:
        founding = _founded(inbox, "2015")
        early = inbox.controls("apex", "2014", controlled="acme")
        inbox.controls("acme", "2016")
        row = inbox.only("before_founding")
        assert sides(row) == [ids(founding), ids(early)]
        assert row.summary == "{apex} in control of {acme} before {acme} was founded"

    def test_nor_is_that_held_against_what_they_control_through_it(self, inbox: Inbox) -> None:
        inbox.controls("apex", "2014", controlled="acme")
        _founded(inbox, "2015", organization="mill")
        inbox.controls("acme", "2016")
        assert inbox.rows() == []

    def test_the_same_matter_however_the_end_is_told(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        _dissolved(inbox, "2017")
        matter = inbox.only("after_dissolution").matter
        inbox.fact("organization.dissolved", "2018", "official", organization="acme")
        assert inbox.only("after_dissolution").matter == matter

    def test_both_of_the_two_may_be_gone(self, inbox: Inbox) -> None:
        _dissolved(inbox, "2018")
        _dissolved(inbox, "2017", organization="mill")
        inbox.controls("acme", "2019")
        assert inbox.kinds() == ["after_dissolution", "after_dissolution"]

    def test_each_hold_is_a_matter_of_its_own(self, inbox: Inbox) -> None:
        _founded(inbox, "2015", organization="mill")
        inbox.controls("acme", "2012", kind="minority")
        inbox.controls("apex", "2013", kind="minority")
        assert inbox.kinds() == ["before_founding", "before_founding"]

    def test_what_was_merged_with_its_own_controller_controls_itself_no_more(
        self, inbox: Inbox
    ) -> None:
        inbox.controls("acme", "2014")
        _founded(inbox, "2015")
        _dissolved(inbox, "2013", organization="mill")
        assert inbox.kinds() == ["after_dissolution", "before_founding"]
        merge = inbox.add("entity.merged", {"entity": "mill", "into": "acme"})
        assert inbox.rows() == []
        inbox.retract(merge)
        assert inbox.kinds() == ["after_dissolution", "before_founding"]
