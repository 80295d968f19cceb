"""The order in which facts can have happened, and two accounts of one change."""

import pytest

from tests.acceptance.desk import CERTAIN, NOBODY, POSSIBLE, Desk


@pytest.mark.parametrize("departure_first", [False, True])
def test_appointed_in_june_and_departed_in_that_year_is_one_tenure(
    desk: Desk, departure_first: bool
) -> None:
    if departure_first:
        desk.departed("ada", "1999")
        desk.appointed("ada", "1999-06-01")
    else:
        desk.appointed("ada", "1999-06-01")
        desk.departed("ada", "1999")
    [tenure] = desk.career("ada")
    assert tenure["end"]["latest"] == "1999-12-31T23:59:59.999999Z"
    assert desk.board("1999-05-31") == NOBODY
    assert desk.board("1999-07-01") == POSSIBLE
    assert desk.board("2000-01-01") == NOBODY


def test_no_appointment_into_a_post_already_held(desk: Desk) -> None:
    """Held since 1990, appointed in June 1999: the departure of that year came before."""
    desk.appointed("ada", "1990-01-01")
    desk.appointed("ada", "1999-06-01")
    desk.departed("ada", "1999")
    assert len(desk.career("ada")) == 2
    assert desk.board("1998-12-31") == CERTAIN
    assert desk.board("1999-06-01") == CERTAIN
    assert desk.board("2005-01-01") == CERTAIN


def test_re_election_on_the_same_day(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.appointed("ada", "2005-05-05")
    desk.departed("ada", "2005-05-05", manner="term_ended")
    assert [tenure["end"] is None for tenure in desk.career("ada")] == [False, True]
    assert desk.board("2005-05-04") == CERTAIN
    assert desk.board("2005-05-05") == CERTAIN
    assert desk.board("2020-01-01") == CERTAIN


def test_recorded_in_any_order(desk: Desk) -> None:
    desk.departed("ada", "2012-05-05")
    desk.appointed("ada", "2010-01-01")
    desk.departed("ada", "2002-02-02")
    desk.appointed("ada", "2001-01-01")
    assert desk.board("2001-06-01") == CERTAIN
    assert desk.board("2005-01-01") == NOBODY
    assert desk.board("2011-01-01") == CERTAIN
    assert desk.board("2013-01-01") == NOBODY


def test_equal_accounts_that_overlap_say_their_intersection(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.departed("ada", "2010-03")
    desk.departed("ada", "[2010-03-15..2010-04-10]")
    [tenure] = desk.career("ada")
    assert tenure["end"]["earliest"] == "2010-03-15T00:00:00.000000Z"
    assert tenure["end"]["latest"] == "2010-03-31T23:59:59.999999Z"
    assert len(tenure["events"]) == 3


def test_equal_accounts_of_a_start_say_their_intersection(desk: Desk) -> None:
    desk.appointed("ada", "2010")
    desk.appointed("ada", "[2010-11-01..2011-02-01]")
    [tenure] = desk.career("ada")
    assert tenure["start"]["earliest"] == "2010-11-01T00:00:00.000000Z"
    assert tenure["start"]["latest"] == "2010-12-31T23:59:59.999999Z"


@pytest.mark.parametrize(("first", "later"), [("03", "06"), ("06", "03")])
def test_of_equal_accounts_apart_the_later_recorded_counts(
    desk: Desk, first: str, later: str
) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.departed("ada", f"2010-{first}-05")
    desk.departed("ada", f"2010-{later}-05")
    [tenure] = desk.career("ada")
    assert tenure["end"]["earliest"] == f"2010-{later}-05T00:00:00.000000Z"
    assert tenure["end"]["latest"] == f"2010-{later}-05T23:59:59.999999Z"


def test_the_more_confident_account_counts(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.departed("ada", "2010-03-05", confidence="official")
    desk.departed("ada", "2010-06-05", confidence="reported")
    [tenure] = desk.career("ada")
    assert tenure["end"]["latest"] == "2010-03-05T23:59:59.999999Z"


def test_a_rumour_does_not_narrow_a_report(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.departed("ada", "2010-03", confidence="confirmed")
    desk.departed("ada", "2010-03-07", confidence="rumoured")
    [tenure] = desk.career("ada")
    assert tenure["end"]["earliest"] == "2010-03-01T00:00:00.000000Z"
    assert tenure["end"]["latest"] == "2010-03-31T23:59:59.999999Z"


def test_an_observation_between_two_accounts_of_a_departure_parts_them(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.departed("ada", "2005-05-05")
    desk.observed("ada", "2008-08-08")
    desk.departed("ada", "2010-10-10")
    assert len(desk.career("ada")) == 2
    assert desk.board("2004-01-01") == CERTAIN
    assert desk.board("2006-01-01") == POSSIBLE
    assert desk.board("2009-01-01") == CERTAIN
    assert desk.board("2011-01-01") == NOBODY


def test_a_departure_before_the_only_appointment_is_of_an_earlier_tenure(desk: Desk) -> None:
    desk.departed("ada", "2000-05-05")
    desk.appointed("ada", "2010-01-01")
    assert len(desk.career("ada")) == 2
    assert desk.board("2000-05-04") == CERTAIN
    assert desk.board("2005-01-01") == NOBODY
    assert desk.board("2010-01-01") == CERTAIN
