"""What is disputed of a tenure, and how that ends."""

import pytest

from tests.acceptance.desk import CERTAIN, NOBODY, POSSIBLE, Desk


def test_disputed_that_a_departure_happened(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01", post="ceo")
    left = desk.departed("ada", "2020-05-10", post="ceo")
    desk.dispute(left, "happened")
    assert desk.holders("2020-05-09") == CERTAIN
    assert desk.holders("2020-05-11") == POSSIBLE
    assert desk.holders() == POSSIBLE
    assert desk.status("2020-05-09") in {"held", "disputed"}
    assert desk.status("2020-05-11") == "disputed"
    [tenure] = desk.career("ada")
    assert tenure["disputed"] is True
    assert tenure["end"]["latest"] is None


@pytest.mark.parametrize("what", ["when", "manner"])
def test_disputed_how_or_when_ends_the_tenure_marked(desk: Desk, what: str) -> None:
    desk.appointed("ada", "2015-01-01")
    left = desk.departed("ada", "2020-05-10")
    desk.dispute(left, what)
    assert desk.board("2020-05-09") == CERTAIN
    assert desk.board("2020-05-10") == NOBODY
    assert desk.career("ada")[0]["disputed"] is True


@pytest.mark.parametrize("what", ["happened", "when", "other"])
def test_a_disputed_appointment_marks_its_tenure(desk: Desk, what: str) -> None:
    begun = desk.appointed("ada", "2015-01-01")
    assert desk.member("ada", "2016-01-01")["disputed"] is False
    desk.dispute(begun, what)
    assert desk.member("ada", "2016-01-01")["disputed"] is True


def test_a_disputed_observation_marks_its_tenure(desk: Desk) -> None:
    desk.dispute(desk.observed("ada", "2015-01-01", post="ceo"), "happened")
    assert desk.status("2016-01-01") == "disputed"


def test_a_settled_dispute(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    left = desk.departed("ada", "2020-05-10")
    desk.dispute(left, "happened")
    disputed = desk.position
    desk.amend("dispute.settled", left, prevailing="original", reason="the minutes")
    assert desk.board("2021-01-01") == NOBODY
    assert desk.career("ada")[0]["disputed"] is False
    assert desk.board("2021-01-01", known_at=f"@{disputed}") == POSSIBLE


def test_a_dispute_settled_for_the_other_account(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    left = desk.departed("ada", "2020-05-10")
    desk.dispute(left, "happened")
    desk.amend("dispute.settled", left, prevailing="account", reason="she stayed")
    assert desk.board("2021-01-01") == CERTAIN


def test_a_retracted_dispute(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    left = desk.departed("ada", "2020-05-10")
    desk.retract(desk.dispute(left, "happened"))
    assert desk.board("2021-01-01") == NOBODY


def test_a_disputed_death_leaves_the_person_possible(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    died = desk.record("person.died", "2015-05-05", person="ada")
    desk.dispute(died, "happened")
    assert desk.board("2016-01-01") == POSSIBLE


def test_a_dispute_on_the_time_settled_for_the_other_account(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    left = desk.departed("ada", "2020-05-10")
    dispute = desk.dispute(left, "when")
    desk.amend("dispute.settled", dispute, prevailing="account", reason="the minutes")
    assert desk.board("2020-05-01") == desk.board("2020-06-01") == POSSIBLE
    assert desk.board("2024-06-01") == NOBODY  # the day on which it was published
    desk.correct(left, occurred="2020-05-20")
    assert (desk.board("2020-05-19"), desk.board("2020-05-20")) == (CERTAIN, NOBODY)


def test_the_time_of_what_is_to_come_settled_for_the_other_account(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    leaves = desk.departed("ada", "2090-01-01")
    desk.dispute(leaves, "when")
    assert desk.board("2089-12-31") == CERTAIN
    desk.amend("dispute.settled", leaves, prevailing="account", reason="the minutes")
    assert desk.board("2024-05-31") == CERTAIN
    assert desk.board("2089-12-31") == desk.board("2091-01-01") == POSSIBLE
