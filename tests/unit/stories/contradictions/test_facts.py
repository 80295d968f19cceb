"""Contradictions between tellings of one event, and disputed facts."""

from typing import Any, ClassVar

import pytest

from tests.unit.stories.contradictions.inbox import Inbox, ids, sides
from tests.unit.stories.telling import at, end_of


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


ONCE: list[tuple[str, dict[str, Any]]] = [
    ("organization.founded", {"organization": "acme"}),
    ("organization.dissolved", {"organization": "acme"}),
    ("person.died", {"person": "ann"}),
    ("acquisition.completed", {"acquirer": "acme", "target": "mill"}),
    ("merger.completed", {"parties": ["acme", "mill"]}),
    ("listing.completed", {"organization": "acme"}),
    ("product.launched", {"work": "lamp", "organization": "acme"}),
]


class TestDates:
    @pytest.mark.parametrize(("type_", "data"), ONCE)
    def test_one_event_two_dates(self, inbox: Inbox, type_: str, data: dict[str, Any]) -> None:
        first = inbox.fact(type_, "2015", **data)
        inbox.fact(type_, "2015-12-11", **data)
        assert inbox.rows() == []
        third = inbox.fact(type_, "2016", **data)
        row = inbox.only("dates")
        assert {*ids(first, third)} < {*row.events}
        assert len(row.sides) == 3
        assert inbox.kinds() == ["dates"]
        inbox.retract(third)
        assert inbox.rows() == []

    def test_it_is_about_all_the_time_of_which_any_account_tells(self, inbox: Inbox) -> None:
        for occurred in ("2015", "2017", "2012-03-01"):
            inbox.fact("organization.founded", occurred, organization="acme")
        start = inbox.only("dates").start
        assert (start.earliest, start.latest) == (at("2012-03-01"), end_of("2017-12-31"))

    def test_the_same_matter_whoever_tells_it_later(self, inbox: Inbox) -> None:
        inbox.fact("organization.founded", "2015", organization="acme")
        second = inbox.fact("organization.founded", "2016", organization="acme", founders=["ann"])
        row = inbox.only("dates")
        assert row.summary == "Two dates for one event: {acme} founded"
        inbox.fact("organization.founded", "2010", organization="acme", founders=["bob"])
        later = inbox.only("dates")
        assert (later.matter, later.summary) == (row.matter, row.summary)
        inbox.retract(second)
        assert inbox.only("dates").matter == row.matter

    @pytest.mark.parametrize("when", ["unknown", "2015-12-11T12:00:00Z"])
    def test_not_if_it_can_have_been_the_same_moment(self, inbox: Inbox, when: str) -> None:
        for occurred in ("2015-12-11T12:00:00Z", when):
            inbox.fact("organization.founded", occurred, organization="acme")
        assert inbox.rows() == []

    def test_other_events_of_the_same_organisation(self, inbox: Inbox) -> None:
        inbox.fact("listing.completed", "2015", organization="acme")
        inbox.fact("organization.dissolved", "2016", organization="acme")
        assert inbox.rows() == []

    def test_one_date_that_was_settled_to_be_right_is_right_whoever_tells_others(
        self, inbox: Inbox
    ) -> None:
        first, *_ = (
            inbox.fact("organization.founded", occurred, organization="acme")
            for occurred in ("2015", "2016", "2017")
        )
        inbox.dispute(first, "when")
        inbox.settle(first, "original")
        assert inbox.rows() == []

    def test_one_that_was_settled_to_be_wrong_is_not_among_the_rest(self, inbox: Inbox) -> None:
        first, second, wrong = (
            inbox.fact("organization.founded", occurred, organization="acme")
            for occurred in ("2015", "2016", "2017")
        )
        inbox.settle(inbox.dispute(wrong, "when"), "account")
        assert sides(inbox.only("dates")) == [ids(first), ids(second)]

    def test_one_date_that_was_settled_to_be_wrong(self, inbox: Inbox) -> None:
        told = inbox.fact("organization.founded", "2015", organization="acme")
        inbox.settle(inbox.dispute(told, "when"), "account")
        assert inbox.rows() == []

    @pytest.mark.parametrize(
        ("type_", "one", "other"),
        [
            ("organization.founded", {"organization": "acme"}, {"how": "registered"}),
            ("acquisition.completed", {"acquirer": "acme", "target": "mill"}, {"acquirer": "apex"}),
            (
                "acquisition.completed",
                {"acquirer": "acme", "target": "mill"},
                {"status": "announced"},
            ),
            ("merger.completed", {"parties": ["acme", "mill"]}, {"parties": ["acme", "apex"]}),
            ("product.launched", {"work": "lamp", "organization": "a"}, {"stage": "announced"}),
            ("product.launched", {"work": "lamp", "organization": "a"}, {"organization": "b"}),
            ("listing.completed", {"organization": "acme"}, {"venue": "Paris"}),
            ("investment.made", {"investor": "ann", "recipient": "acme"}, {}),
        ],
    )
    def test_two_events(
        self, inbox: Inbox, type_: str, one: dict[str, Any], other: dict[str, Any]
    ) -> None:
        inbox.fact(type_, "2015", **one)
        inbox.fact(type_, "2016", **{**one, **other})
        assert inbox.rows() == []

    @pytest.mark.parametrize(
        ("type_", "one", "other"),
        [
            ("organization.founded", {"organization": "acme"}, {"how": "founded"}),
            (
                "acquisition.completed",
                {"acquirer": "acme", "target": "mill"},
                {"status": "completed"},
            ),
            ("merger.completed", {"parties": ["acme", "mill"]}, {"parties": ["mill", "acme"]}),
            ("product.launched", {"work": "lamp", "organization": "a"}, {"stage": "launched"}),
        ],
    )
    def test_one_event_told_in_another_form(
        self, inbox: Inbox, type_: str, one: dict[str, Any], other: dict[str, Any]
    ) -> None:
        inbox.fact(type_, "2015", **one)
        inbox.fact(type_, "2016", **{**one, **other})
        assert inbox.kinds() == ["dates"]

    LAUNCHED: ClassVar = ("product.launched", {"work": "lamp", "organization": "acme"})
    WITHDRAWN: ClassVar = ("product.withdrawn", {"work": "lamp"})
    BOUGHT: ClassVar = ("acquisition.completed", {"acquirer": "acme", "target": "mill"})
    BY_ANOTHER: ClassVar = ("acquisition.completed", {"acquirer": "apex", "target": "mill"})

    @pytest.mark.parametrize(
        ("again", "undoing"), [(LAUNCHED, WITHDRAWN), (BOUGHT, BY_ANOTHER)], ids=["launch", "sale"]
    )
    @pytest.mark.parametrize(
        ("told", "undone", "kinds"),
        [
            (("2015", "2020"), ("2018",), []),
            (("2015", "2020"), ("2015",), []),
            (("2015", "2020"), ("unknown",), []),
            (("2015", "2020"), ("2014",), ["dates"]),
            (("2015", "2020"), ("2021",), ["dates"]),
            (("2015", "2020", "2022"), ("2018",), ["dates"]),
            (("2015", "2020", "2022"), ("2018", "2021"), []),
            (("2015", "2016", "2020", "2022"), ("2018",), ["dates", "dates"]),
        ],
    )
    def test_what_was_undone_can_happen_again(
        self,
        inbox: Inbox,
        again: tuple[str, dict[str, Any]],
        undoing: tuple[str, dict[str, Any]],
        told: tuple[str, ...],
        undone: tuple[str, ...],
        kinds: list[str],
    ) -> None:
        for occurred in told:
            inbox.fact(again[0], occurred, **again[1])
        for occurred in undone:
            inbox.fact(undoing[0], occurred, **undoing[1])
        about = again[1].get("acquirer", "lamp")
        found = [row for row in inbox.rows() if about in row.entities]
        assert [row.kind for row in found if "apex" not in row.entities] == kinds

    def test_to_withdraw_twice_is_no_event_told_twice(self, inbox: Inbox) -> None:
        for occurred in ("2015", "2020"):
            inbox.fact("product.withdrawn", occurred, work="lamp")
        assert inbox.rows() == []

    def test_closed_by_a_correction_or_by_settling_when_it_was(self, inbox: Inbox) -> None:
        first = inbox.fact("organization.founded", "2015", organization="acme")
        second = inbox.fact("organization.founded", "2016", organization="acme")
        corrected = inbox.correct(second, {"occurred": "2015-12"})
        assert inbox.rows() == []
        inbox.retract(corrected)
        assert inbox.kinds() == ["dates"]
        inbox.settle(inbox.dispute(first, "when"), "account")
        assert inbox.rows() == []

    def test_of_what_was_merged(self, inbox: Inbox) -> None:
        inbox.fact("organization.founded", "2015", organization="acme")
        inbox.fact("organization.founded", "2016", organization="acme-inc")
        assert inbox.rows() == []
        inbox.add("entity.merged", {"entity": "acme-inc", "into": "acme"})
        assert inbox.kinds() == ["dates"]


class TestDisputed:
    def test_both_accounts_are_shown_and_who_gives_them(self, inbox: Inbox) -> None:
        said = inbox.fact("statement.made", "2018", speaker="ann", text="No.", verbatim=True)
        dispute = inbox.dispute(said, "other", by="bob")
        row = inbox.only("disputed")
        assert sides(row) == [ids(said), ids(dispute)]
        assert row.sides[1] == {
            "account": "It was otherwise.",
            "what": "other",
            "by": "bob",
            "events": ids(dispute),
        }
        assert row.entities == ["ann", "bob"]
        again = inbox.dispute(said, "when")
        assert sides(inbox.only("disputed")) == [ids(said), ids(dispute), ids(again)]
        inbox.settle(dispute)
        assert sides(inbox.only("disputed")) == [ids(said), ids(again)]

    @pytest.mark.parametrize("cure", ["original", "account", "retracted", "withdrawn"])
    @pytest.mark.parametrize("what", ["happened", "when", "manner", "other"])
    def test_closed(self, inbox: Inbox, what: str, cure: str) -> None:
        left = inbox.departed("ann", "2018")
        dispute = inbox.dispute(left, what)
        assert inbox.kinds() == ["disputed"]
        if cure in ("original", "account"):
            inbox.settle(left, cure)
        else:
            inbox.retract(left if cure == "retracted" else dispute)
        assert inbox.rows() == []

    def test_a_disputed_death_is_one_matter(self, inbox: Inbox) -> None:
        inbox.appointed("ann", "2015")
        inbox.dispute(inbox.observed("ann", "2016"))
        death = inbox.fact("person.died", "2018", person="ann")
        inbox.dispute(death)
        assert inbox.kinds() == ["disputed", "disputed"]

    def test_stays_while_the_entity_becomes_another(self, inbox: Inbox) -> None:
        inbox.dispute(inbox.departed("ann", "2018"))
        inbox.add("entity.merged", {"entity": "ann", "into": "anna"})
        assert inbox.only("disputed").entities == ["anna", "acme"]
