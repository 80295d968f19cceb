"""Foundings, earlier tenures, dissolutions and deaths: what bounds a tenure."""

from tests.acceptance.desk import CERTAIN, NOBODY, POSSIBLE, Desk


def test_an_unknown_start_does_not_reach_back_before_the_founding(desk: Desk) -> None:
    desk.observed("ada", "2020-05-10")
    before = desk.position
    desk.founded("2015")
    assert desk.board("2014-12-31") == NOBODY
    assert desk.board("2015-01-01T00:00:00Z") == POSSIBLE
    assert desk.board("2014-12-31", known_at=f"@{before}") == POSSIBLE
    desk.founded("2014-05-05")
    assert desk.board("2014-05-04") == NOBODY
    assert desk.board("2014-05-05T00:00:00Z") == POSSIBLE


def test_the_founding_limits_the_eve_too(desk: Desk) -> None:
    desk.founded("2015-06")
    desk.departed("ada", "2020-05-10")
    assert desk.board("2015-05-31") == NOBODY
    assert desk.board("2015-06-01T00:00:00Z") == POSSIBLE


def test_an_unknown_start_does_not_reach_back_before_the_previous_tenure_s_end(
    desk: Desk,
) -> None:
    desk.appointed("ada", "2001-01-01", post="ceo")
    desk.departed("ada", "2003-03", post="ceo")
    desk.departed("ada", "2008-08-08", post="ceo")
    desk.observed("ada", "2006-06-06", post="ceo")
    first, second = desk.career("ada")
    assert first["end"]["earliest"] == "2003-03-01T00:00:00.000000Z"
    assert second["start"]["earliest"] == "2003-03-01T00:00:00.000000Z"
    assert desk.holders("2004-01-01") == POSSIBLE
    assert desk.holders("2006-06-06") == CERTAIN
    assert desk.holders("2008-08-08") == NOBODY


def test_a_dissolution_ends_what_is_open(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.appointed("bob", "2010-01-01", post="ceo")
    desk.departed("bob", "2012-01-01", post="ceo")
    desk.record("organization.dissolved", "2015-05-05", organization="acme")
    assert desk.board("2015-05-04") == CERTAIN
    assert desk.board("2015-05-05") == NOBODY
    [ada], [bob] = desk.career("ada"), desk.career("bob")
    assert ada["inferred"] is True
    assert bob["inferred"] is False
    assert bob["end"]["latest"] == "2012-01-01T23:59:59.999999Z"


def test_a_death_ends_every_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.appointed("ada", "2010-01-01", post="ceo")
    desk.record("person.appointed", "2011-01-01", person="ada", organization="other", post="cfo")
    desk.record("person.died", "2015-05-05", person="ada")
    assert {tenure["inferred"] for tenure in desk.career("ada")} == {True}
    assert desk.board("2015-05-05") == NOBODY
    assert desk.board("2015-05-04") == CERTAIN
    assert desk.status("2016-01-01") == "vacant"
    other = desk.of("other", "leadership", as_of="2015-05-06")["posts"]
    assert [(post["post"], post["status"]) for post in other] == [("cfo", "vacant")]


def test_otherwise_a_tenure_goes_on(desk: Desk) -> None:
    desk.appointed("ada", "1950-01-01")
    assert desk.board() == CERTAIN


def test_dissolved_without_a_known_day(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.record("organization.dissolved", "2015", organization="acme")
    assert desk.board("2014-12-31") == CERTAIN
    assert desk.board("2015-06-01") == POSSIBLE
    assert desk.board("2016-01-01") == NOBODY
