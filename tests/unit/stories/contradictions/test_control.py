"""Contradictions about who controls what."""

from itertools import pairwise, permutations
from typing import Any

import pytest

from events.when import Window
from tests.unit.stories.contradictions.inbox import Inbox, accounts, ids, sides
from tests.unit.stories.telling import at, end_of


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


class TestTwoInControl:
    def test_until_one_loses_it(self, inbox: Inbox) -> None:
        acme = inbox.controls("acme", "2019")
        apex = inbox.controls("apex", "2021-01-01", kind="majority")
        row = inbox.only("control")
        assert sides(row) == [ids(acme), ids(apex)]
        assert row.summary == "{acme} and {apex} each recorded in control of {mill} at once"
        assert accounts(row) == ["{acme} in control of {mill}", "{apex} in control of {mill}"]
        assert (row.start.latest, row.end, row.lasts) == (end_of("2021-01-01"), None, True)
        inbox.fact("control.ended", "2022-01-01", controller="acme", controlled="mill")
        row = inbox.only("control")
        assert row.end == Window(at("2022-01-01"), at("2022-01-01"))
        inbox.fact("control.ended", "2020-01-01", controller="acme", controlled="mill")
        assert "control" not in inbox.kinds()

    def test_closed_by_a_retraction_or_a_correction(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        apex = inbox.controls("apex", "2021-01-01")
        correction = inbox.correct(apex, {"data": {"kind": "minority"}})
        assert inbox.rows() == []
        inbox.retract(correction)
        assert inbox.kinds() == ["control"]
        inbox.retract(apex)
        assert inbox.rows() == []

    def test_one_through_the_other_is_no_contradiction(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020")
        assert inbox.kinds() == ["control"]
        chain = inbox.controls("acme", "2019", "apex")
        assert inbox.rows() == []
        inbox.retract(chain)
        assert inbox.kinds() == ["control"]

    def test_a_minority_of_the_other_is_no_control_of_it(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020")
        inbox.controls("acme", "2019", "apex", kind="minority")
        assert inbox.kinds() == ["control"]

    def test_nor_through_one_in_between(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020")
        inbox.controls("acme", "2019", "holding")
        inbox.controls("holding", "2019", "apex")
        assert inbox.rows() == []

    @pytest.mark.parametrize("occurred", ["2021-05-01", "2022"])
    def test_who_takes_over_the_other_later_had_it_beside_them_until_then(
        self, inbox: Inbox, occurred: str
    ) -> None:
        inbox.controls("acme", "2019-01-01")
        inbox.controls("apex", "2020-01-01")
        inbox.controls("acme", occurred, "apex")
        row = inbox.only("control")
        taken_over = at(occurred if occurred.count("-") else f"{occurred}-01-01")
        assert (row.start.earliest, row.end) == (
            end_of("2020-01-01"),
            Window(taken_over, taken_over),
        )

    def test_who_has_lost_the_other_has_it_beside_them_since(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019-01-01")
        inbox.controls("apex", "2020-01-01")
        inbox.controls("acme", "2018", "apex")
        lost = inbox.fact("control.ended", "2021-05-01", controller="acme", controlled="apex")
        row = inbox.only("control")
        assert (row.start.latest, row.end) == (end_of("2021-05-01"), None)
        inbox.retract(lost)
        assert inbox.rows() == []

    def test_who_has_the_other_for_a_time_had_it_beside_them_before_and_since(
        self, inbox: Inbox
    ) -> None:
        inbox.controls("acme", "2019-01-01")
        inbox.controls("apex", "2020-01-01")
        before = inbox.only("control")
        taken = inbox.controls("acme", "2021-05-01", "apex")
        lost = inbox.fact("control.ended", "2022-06-01", controller="acme", controlled="apex")
        first, second = sorted(inbox.rows(), key=lambda row: row.start.latest or at("0001-01-01"))
        assert first.end == Window(at("2021-05-01"), at("2021-05-01"))
        assert (second.start.latest, second.end) == (end_of("2022-06-01"), None)
        assert first.matter == before.matter
        inbox.correct(lost, {"occurred": "2023"})
        assert {row.matter for row in inbox.rows()} == {first.matter, second.matter}
        inbox.retract(taken)
        assert inbox.only("control").matter == first.matter

    def test_who_is_named_was_beside_another_in_that_time(self, inbox: Inbox) -> None:
        """And not in one before, from which a time without any sets it apart."""
        inbox.controls("acme", "2019-01-01")
        inbox.controls("apex", "2020-01-01")
        inbox.controls("bolt", "2020-01-01")
        inbox.fact("control.ended", "2020-06-01", controller="bolt", controlled="mill")
        inbox.controls("acme", "2021-05-01", "apex")
        inbox.fact("control.ended", "2022-06-01", controller="acme", controlled="apex")
        first, second = sorted(inbox.rows(), key=lambda row: row.start.latest or at("0001-01-01"))
        assert len(first.sides) == 3
        assert second.summary == "{acme} and {apex} each recorded in control of {mill} at once"

    def test_what_was_over_before_is_no_control_of_the_other(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2016", "apex")
        inbox.fact("control.ended", "2018", controller="acme", controlled="apex")
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020")
        assert inbox.kinds() == ["control"]

    def test_beside_a_third_both_of_a_chain_are_in_control(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020")
        inbox.controls("acme", "2019", "apex")
        inbox.controls("bolt", "2021")
        summary = inbox.only("control").summary
        assert summary == "{acme}, {apex} and {bolt} each recorded in control of {mill} at once"

    def test_whoever_was_beside_another_for_a_time_is_named(self, inbox: Inbox) -> None:
        acme, apex, bolt = (
            inbox.controls(one, year)
            for one, year in (("acme", "2019"), ("apex", "2020"), ("bolt", "2021"))
        )
        left = inbox.fact("control.ended", "2022-01-01", controller="acme", controlled="mill")
        row = inbox.only("control")
        assert sides(row) == [ids(acme, left), ids(apex), ids(bolt)]
        assert (row.start.latest, row.end) == (end_of("2020-12-31"), None)

    def test_who_controls_all_the_others_is_not_among_them(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        others = [inbox.controls(one, "2020") for one in ("apex", "bolt")]
        for one in ("apex", "bolt"):
            inbox.controls("acme", "2018", one)
        row = inbox.only("control")
        assert row.summary == "{apex} and {bolt} each recorded in control of {mill} at once"
        assert sides(row) == [ids(one) for one in others]

    @pytest.mark.parametrize("told", list(permutations(range(4))))
    def test_nor_through_however_many_in_between(self, inbox: Inbox, told: tuple[int, ...]) -> None:
        chain = [("acme", "group"), ("group", "holding"), ("holding", "apex"), ("apex", "mill")]
        inbox.controls("acme", "2019")
        links = {}
        for number in told:
            controller, controlled = chain[number]
            links[number] = inbox.controls(controller, "2020", controlled)
            complete = len(links) == len(chain)
            assert inbox.kinds() == (["control"] if 3 in links and not complete else [])
        for number in (0, 1, 2):
            retraction = inbox.retract(links[number])
            assert inbox.kinds() == ["control"]
            inbox.retract(retraction)
            assert inbox.rows() == []

    def test_circles_end(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020")
        for controller, controlled in pairwise(["apex", "group", "holding", "works", "apex"]):
            inbox.controls(controller, "2020", controlled)
        assert inbox.kinds() == ["control"]
        inbox.controls("acme", "2020", "works")
        assert [row.summary for row in inbox.rows() if "{mill}" in row.summary] == []

    @pytest.mark.parametrize("kind", ["minority", "board_seat", "other"])
    def test_what_several_can_have(self, inbox: Inbox, kind: str) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("apex", "2020", kind=kind)
        assert inbox.rows() == []

    def test_one_after_the_other(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.fact("control.ended", "2021-01-01T00:00:00Z", controller="acme", controlled="mill")
        inbox.controls("apex", "2021-01-01T00:00:00Z")
        assert inbox.rows() == []

    def test_two_of_whom_one_is_only_possible(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        inbox.fact("control.ended", "2021", controller="acme", controlled="mill")
        inbox.controls("apex", "2021-05-01")
        assert inbox.rows() == []


def test_two_kinds_of_hold_at_once(inbox: Inbox) -> None:
    inbox.controls("acme", "2019")
    said = {"controller": "acme", "controlled": "mill"}
    inbox.fact("control.observed", "2019", kind="minority", **said)
    summary = "{acme} told to have two different holds on {mill} at once"
    assert inbox.only("control").summary == summary


def test_gained_although_held_already(inbox: Inbox) -> None:
    seen = inbox.fact(
        "control.observed", "2018-01-01", controller="acme", controlled="mill", kind="full"
    )
    told = inbox.controls("acme", "2019")
    row = inbox.only("control")
    assert row.summary == "{acme} told to gain a hold on {mill} that it had already"
    assert (sides(row), row.lasts) == ([ids(seen), ids(told)], False)


def test_the_same_matter_whoever_tells_how_it_began(inbox: Inbox) -> None:
    inbox.controls("acme", "2019")
    inbox.fact("control.observed", "2019", controller="acme", controlled="mill", kind="minority")
    matter = inbox.only("control").matter
    inbox.controls("acme", "2018~")
    assert inbox.only("control").matter == matter


def test_two_dates_on_which_control_began(inbox: Inbox) -> None:
    inbox.controls("acme", "2019")
    later = inbox.controls("acme", "2021")
    row = inbox.only("dates")
    assert row.summary == "Two dates on which {acme} gained its hold on {mill}"
    assert (row.post, row.lasts) == (None, False)
    inbox.retract(later)
    assert inbox.rows() == []


def test_two_dates_on_which_control_ended_and_what_else_is_wrong_with_it(inbox: Inbox) -> None:
    said = {"controller": "acme", "controlled": "mill"}
    inbox.fact("control.observed", "2018-01-01", kind="full", **said)
    inbox.controls("acme", "2019")
    told = [inbox.fact("control.ended", year, **said) for year in ("2022", "2021")]
    row = inbox.only("dates")
    assert row.summary == "Two dates on which {acme} lost its hold on {mill}"
    assert sides(row) == [ids(told[1]), ids(told[0])]
    assert inbox.kinds() == ["control", "dates"]


def test_accounts_that_agree_are_beside_the_one_that_counts(inbox: Inbox) -> None:
    said = {"controller": "acme", "controlled": "mill"}
    inbox.controls("acme", "2015")
    first, counts, agrees = (
        inbox.fact("control.ended", when, **said) for when in ("2020", "2022-05-01", "2022-05")
    )
    assert sides(inbox.only("dates")) == [ids(first), ids(counts), ids(agrees)]


def test_how_another_lost_its_hold_is_no_part_of_it(inbox: Inbox) -> None:
    inbox.controls("acme", "2015")
    inbox.controls("apex", "2015", kind="minority")
    inbox.fact("control.ended", "2020", controller="apex", controlled="mill")
    gone = inbox.fact("organization.dissolved", "2020-05-31", organization="mill")
    late = inbox.fact("control.ended", "2021", controller="acme", controlled="mill")
    assert sides(inbox.only("dates")) == [ids(gone), ids(late)]


def test_others_in_control_are_no_part_of_when_one_was(inbox: Inbox) -> None:
    inbox.controls("apex", "2010", kind="minority")
    told = [inbox.controls("acme", year, kind="minority") for year in ("2019", "2021")]
    assert sides(inbox.only("dates")) == [ids(one) for one in told]


def test_what_contradicts_one_account_in_two_ways_is_two_matters(inbox: Inbox) -> None:
    inbox.controls("acme", "2015")
    for year in ("2019", "2018"):
        inbox.fact("organization.dissolved", year, organization="acme")
    inbox.fact("control.ended", "2021", controller="acme", controlled="mill")
    summaries = [row.summary for row in inbox.rows() if "{mill}" in row.summary]
    assert summaries == ["Two dates on which {acme} lost its hold on {mill}"] * 2


def test_control_gained_after_dying(inbox: Inbox) -> None:
    death = inbox.fact("person.died", "2018", person="ann")
    gained = inbox.controls("ann", "2019")
    row = inbox.only("after_death")
    assert sides(row) == [ids(death), ids(gained)]
    assert row.summary == "{ann} in control of {mill} after dying"
    assert row.start.earliest == at("2018-01-01")
    assert row.start.latest == end_of("2019-12-31")
    inbox.fact("person.died", "2018-05", person="ann")
    assert inbox.only("after_death").matter == row.matter


def test_one_dead_and_one_told_of_twice(inbox: Inbox) -> None:
    inbox.controls("acme", "2019")
    inbox.controls("acme", "2021")
    inbox.fact("person.died", "2018", person="bob")
    inbox.controls("bob", "2022", kind="minority")
    assert inbox.kinds() == ["after_death", "dates"]


class TestClaims:
    def claim(self, inbox: Inbox, text: str, *about: str, occurred: str = "2023-02-17") -> Any:
        said: dict[str, Any] = {"claimant": "ann", "claim": text, "about": list(about)}
        return inbox.fact("claim.made", occurred, **said)

    def test_that_another_is_in_control(self, inbox: Inbox) -> None:
        record = inbox.controls("acme", "2019")
        claim = self.claim(inbox, "It is effectively controlled by Apex.", "mill", "acme", "apex")
        row = inbox.only("control_claim")
        assert sides(row) == [ids(claim), ids(record)]
        assert row.summary == "A claim about the control of {mill}, against what is recorded"
        assert accounts(row)[1] == "{acme} in control of {mill}"
        assert row.start == Window(at("2023-02-17"), end_of("2023-02-17"))
        inbox.fact("control.ended", "2022", controller="acme", controlled="mill")
        assert inbox.rows() == []

    @pytest.mark.parametrize("text", ["OWNED by Apex.", "Its owner: Apex.", "A Subsidiary of Apex"])
    def test_whatever_its_capitals(self, inbox: Inbox, text: str) -> None:
        inbox.controls("acme", "2019")
        self.claim(inbox, text, "mill", "apex")
        assert inbox.kinds() == ["control_claim"]

    @pytest.mark.parametrize(
        "word",
        [
            *("control", "controls", "controlled", "controlling", "own", "owns", "owned", "owner"),
            *("owners", "ownership", "subsidiary", "subsidiaries", "belong", "belongs", "belonged"),
        ],
    )
    def test_by_any_word_for_control(self, inbox: Inbox, word: str) -> None:
        inbox.controls("acme", "2019")
        self.claim(inbox, f"The mill and Apex: {word}.", "mill", "apex")
        assert inbox.kinds() == ["control_claim"]

    @pytest.mark.parametrize("word", ["known", "uncontrolled", "downs"])
    def test_by_no_word_that_only_holds_one(self, inbox: Inbox, word: str) -> None:
        inbox.controls("acme", "2019")
        self.claim(inbox, f"The mill and Apex: {word}.", "mill", "apex")
        assert inbox.kinds() == []

    @pytest.mark.parametrize(
        ("text", "about", "occurred"),
        [
            ("Acme controls it.", ("mill", "acme"), "2023-02-17"),
            ("The holding controls it.", ("mill", "holding"), "2023-02-17"),
            ("Apex has fallen behind.", ("mill", "apex"), "2023-02-17"),
            ("Apex owned it.", ("mill", "apex"), "2018"),
            ("Apex owned it.", ("mill", "apex"), "2019"),
            ("Apex owned it.", ("mill", "apex"), "unknown"),
            ("Somebody controls it.", ("mill",), "2023-02-17"),
        ],
    )
    def test_that_contradicts_nothing(
        self, inbox: Inbox, text: str, about: tuple[str, ...], occurred: str
    ) -> None:
        inbox.controls("acme", "2019")
        inbox.controls("holding", "2018", "acme")
        self.claim(inbox, text, *about, occurred=occurred)
        assert inbox.rows() == []

    @pytest.mark.parametrize(
        "text",
        [
            "Apex does not own any portion of the mill, and does not control it.",
            "Apex doesn’t control the mill",
            "Apex has no controlling stake.",
            "Apex never owned it.",
            "The mill no longer belongs to Apex.",
            "Apex denies that it controls the mill.",
            "Neither Apex nor anybody behind it controls the mill.",
            "It is not a subsidiary of Apex.",
        ],
    )
    def test_a_denial_contradicts_who_is_in_control_alone(self, inbox: Inbox, text: str) -> None:
        record = inbox.controls("acme", "2019")
        self.claim(inbox, text, "mill", "apex")
        assert inbox.rows() == []
        self.claim(inbox, text, "mill", "apex", "acme")
        assert inbox.rows() == []
        denial = self.claim(inbox, text.replace("Apex", "Acme"), "mill", "acme")
        row = inbox.only("control_claim")
        assert sides(row) == [ids(denial), ids(record)]

    @pytest.mark.parametrize(
        "text",
        [
            "The mill is no longer independent, but owned by Apex.",
            "Not what was intended: Apex controls it.",
            "Apex not only leases but owns it.",
            "It is controlled by Apex, and not by Acme.",
            "Nothing is open there. Apex owns it.",
            "Apex controls it without doubt.",
        ],
    )
    def test_what_only_has_a_negation_besides_is_no_denial(self, inbox: Inbox, text: str) -> None:
        inbox.controls("acme", "2019")
        self.claim(inbox, text, "mill", "apex")
        assert inbox.kinds() == ["control_claim"]

    @pytest.mark.parametrize(
        ("established", "ended", "occurred", "kinds"),
        [
            ("2019-05-01T12:00:00Z", "2023", "2019-05-01T12:00:00Z", ["control_claim"]),
            ("2019-05-01T12:00:00Z", "2023", "2022", ["control_claim"]),
            ("2019", "2023", "2019-05-01", []),
            ("2018", "2023", "2023-02-17", []),
            ("2018", "2023-06-01", "2023", []),
            ("2018", "2023-06-01T12:00:00Z", "2023-06-01T12:00:00Z", []),
        ],
    )
    def test_only_against_who_certainly_was_all_the_while(
        self, inbox: Inbox, established: str, ended: str, occurred: str, kinds: list[str]
    ) -> None:
        inbox.controls("acme", established)
        inbox.fact("control.ended", ended, controller="acme", controlled="mill")
        self.claim(inbox, "Apex owns it.", "mill", "apex", occurred=occurred)
        assert inbox.kinds() == kinds

    def test_against_who_had_most_of_it_and_came_to_have_all_meanwhile(self, inbox: Inbox) -> None:
        told = [inbox.controls("acme", "2019", kind="majority"), inbox.controls("acme", "2020-05")]
        claim = self.claim(inbox, "Apex owns it.", "mill", "apex", occurred="2020")
        assert sides(inbox.only("control_claim")) == [ids(claim), ids(*told)]

    def test_that_it_is_still_controlled_by_who_had_lost_it(self, inbox: Inbox) -> None:
        inbox.controls("apex", "2010")
        inbox.fact("control.ended", "2018", controller="apex", controlled="mill")
        record = inbox.controls("acme", "2019")
        claim = self.claim(inbox, "Apex owns it.", "mill", "apex")
        assert sides(inbox.only("control_claim")) == [ids(claim), ids(record)]

    @pytest.mark.parametrize("pair", [("apex", "acme"), ("mill", "apex")])
    @pytest.mark.parametrize(("ended", "kinds"), [("2015", ["control_claim"]), ("2023", [])])
    def test_who_was_above_or_below_before_is_neither_any_more(
        self, inbox: Inbox, pair: tuple[str, str], ended: str, kinds: list[str]
    ) -> None:
        inbox.controls("acme", "2019")
        inbox.controls(pair[0], "2010", pair[1])
        inbox.fact("control.ended", ended, controller=pair[0], controlled=pair[1])
        self.claim(inbox, "Apex owns it.", "mill", "apex")
        assert inbox.kinds() == kinds

    @pytest.mark.parametrize("above", ["mill", "acme"])
    def test_who_can_have_been_above_by_then_is_no_other(self, inbox: Inbox, above: str) -> None:
        inbox.controls("acme", "2019")
        told = inbox.controls("apex", "2023", above)
        self.claim(inbox, "Apex owns it.", "mill", "apex")
        assert "control_claim" not in inbox.kinds()
        inbox.correct(told, {"occurred": "2023-05"})
        assert "control_claim" in inbox.kinds()

    def test_not_against_control_that_is_to_come_nobody_says_when(self, inbox: Inbox) -> None:
        told = inbox.controls("acme", "2030")
        inbox.settle(inbox.dispute(told, "when"), "account")
        self.claim(inbox, "Apex owns it.", "mill", "apex")
        assert inbox.rows() == []

    def test_against_a_minority_it_contradicts_nothing(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019", kind="minority")
        self.claim(inbox, "Apex owns it.", "mill", "apex")
        assert inbox.rows() == []

    def test_a_retracted_claim(self, inbox: Inbox) -> None:
        inbox.controls("acme", "2019")
        claim = self.claim(inbox, "Apex owns it.", "mill", "apex")
        assert inbox.kinds() == ["control_claim"]
        inbox.retract(claim)
        assert inbox.rows() == []
