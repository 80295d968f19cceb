"""The status of a post, and who had it before."""

from tests.acceptance.desk import Desk


def test_status_of_a_post(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="ceo")
    desk.departed("ada", "2012-03", post="ceo", manner="removed")
    desk.appointed("bob", "2013-05-05", post="ceo", acting=True)
    assert desk.status("2009-01-01") == "unknown"
    assert desk.status("2011-01-01") == "held"
    assert desk.status("2012-03-15") == "uncertain"
    assert desk.status("2012-05-01") == "vacant"
    assert desk.status("2013-06-01") == "interim"
    assert desk.status("2013-06-01", post="cfo") is None


def test_the_predecessor(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="ceo")
    desk.departed("ada", "2012-03-03", post="ceo", manner="removed")
    desk.appointed("bob", "2013-05-05", post="ceo")
    found = desk.post_of("ceo", "2014-01-01")
    assert found is not None
    assert desk.name(found["predecessor"]["person"]) == "ada"
    assert found["predecessor"]["manner"] == "removed"
    assert found["predecessor"]["end"]["latest"] == "2012-03-03T23:59:59.999999Z"
    earlier = desk.post_of("ceo", "2011-01-01")
    assert earlier is not None
    assert earlier["predecessor"] is None


def test_vacant_until_a_successor_comes(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2010-05-05", post="ceo")
    desk.appointed("bob", "2011-01-01", post="ceo")
    assert desk.status("2010-06-01") == "vacant"
    assert desk.status("2010-05-05") == "vacant"
    assert desk.holders("2011-01-01") == {"bob": "certain"}
