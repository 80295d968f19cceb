"""How a post is held, and what a career tells of it."""

from tests.acceptance.desk import CERTAIN, Desk, Json


def test_from_acting_to_permanent_the_person_stays_certain(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01", post="ceo", acting=True)
    desk.appointed("ada", "2020-03", post="ceo", acting=False)
    assert desk.holders("2020-02-15") == CERTAIN
    assert desk.status("2020-02-15") == "interim"
    assert desk.holders("2020-03-15") == CERTAIN
    assert desk.holders("2020-04-01") == CERTAIN
    assert desk.status("2020-04-01") == "held"
    first, second = desk.career("ada")
    assert (first["acting"], second["acting"]) == (True, False)
    bounds = ("earliest", "latest")
    assert [first["end"][b] for b in bounds] == [second["start"][b] for b in bounds]


def test_told_again_with_the_same_attributes_is_one_row(desk: Desk) -> None:
    desk.appointed("ada", "2020-03", post="ceo", acting=True)
    desk.appointed("ada", "2020-03-10", post="ceo", acting=True)
    [tenure] = desk.career("ada")
    assert tenure["start"]["latest"] == "2020-03-10T23:59:59.999999Z"


def test_attributes_of_an_appointment_are_told(desk: Desk) -> None:
    desk.known("bob")
    told: Json = {"title": "Lead Director", "independent": True, "reports_to": "bob"}
    desk.appointed("ada", "2020-03-01", **told)
    [tenure] = desk.career("ada")
    assert (tenure["title"], tenure["independent"]) == ("Lead Director", True)
    assert desk.member("ada", "2020-03-01")["independent"] is True


def test_another_title_is_a_change_within_which_the_person_stays(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01", title="Director")
    desk.appointed("ada", "2020-03", title="Lead Director")
    assert desk.board("2020-03-15") == CERTAIN
    titles = [tenure["title"] for tenure in desk.career("ada")]
    assert titles == ["Director", "Lead Director"]
    [post] = desk.member("ada", "2020-05-01")["posts"]
    assert post["title"] == "Lead Director"


def test_a_change_of_attributes_within_the_day_asked_for(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01", post="ceo", acting=True)
    desk.appointed("ada", "2020-03-03", post="ceo", acting=False)
    told = desk.of("acme", "leadership", as_of="2020-03-03")["during_day"]
    assert [one["change"] for one in told] == ["changed"]


def test_confidence_of_a_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", confidence="rumoured")
    assert desk.career("ada")[0]["confidence"] == "rumoured"
    desk.observed("ada", "2011-01-01", confidence="official")
    assert desk.career("ada")[0]["confidence"] == "official"


def test_career_tells_presence_when_a_moment_is_asked(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="ceo")
    desk.departed("ada", "2012-03-03", post="ceo", manner="removed", reason="The quarrel")
    desk.appointed("ada", "2014")
    first, second = desk.career("ada", as_of="2011-01-01")
    assert (first["presence"], second["presence"]) == ("certain", None)
    first, second = desk.career("ada", as_of="2014-02-02")
    assert (first["presence"], second["presence"]) == (None, "possible")
    assert (first["manner"], first["inferred"]) == ("removed", False)
    assert all("presence" not in tenure for tenure in desk.career("ada"))
    assert {"organization", "post", "title", "acting", "start", "end", "manner", "inferred"} | {
        "last_attested",
        "confidence",
        "disputed",
        "events",
    } <= first.keys()
