"""Who follows whom in a post, what a post is defined as, and leaving all of them."""

from tests.acceptance.desk import CERTAIN, NOBODY, Desk, Json


def test_a_successor_begins_no_earlier_than_the_predecessor_ends(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2010-03", post="ceo")
    desk.appointed("bob", "2010", post="ceo")
    assert desk.holders("2010-02-15") == CERTAIN
    assert desk.holders("2010-03-15") == {"ada": "possible", "bob": "possible"}
    assert desk.status("2010-03-15") == "uncertain"
    assert desk.holders("2010-05-01") == {"bob": "possible"}
    assert desk.holders("2011-01-01") == {"bob": "certain"}
    [bob] = desk.career("bob")
    assert bob["start"]["earliest"] == "2010-03-01T00:00:00.000000Z"
    assert bob["start"]["latest"] == "2010-12-31T23:59:59.999999Z"


def test_where_that_leaves_no_window_both_stand(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2011-03-03", post="ceo")
    desk.appointed("bob", "2010-01-01", post="ceo")
    assert desk.holders("2010-06-01") == {"ada": "certain", "bob": "certain"}


def test_directors_do_not_follow_one_another(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    desk.departed("ada", "2010-03")
    desk.appointed("bob", "2010")
    assert desk.board("2010-01-15") == {"ada": "certain", "bob": "possible"}


def test_an_appointment_alone_ends_no_predecessor(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.appointed("bob", "2010-05-01", post="ceo")
    assert desk.holders("2012-01-01") == {"ada": "certain", "bob": "certain"}


def test_replaces_ends_the_predecessor(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.appointed("bob", "2010-05-01T10:00:00Z", post="ceo", replaces="ada")
    assert desk.holders("2010-05-01T09:59:59Z") == CERTAIN
    assert desk.holders("2010-05-01T10:00:00Z") == {"bob": "certain"}
    [ada] = desk.career("ada")
    assert ada["inferred"] is True
    assert ada["end"]["earliest"] == "2010-05-01T10:00:00.000000Z"


def test_a_departure_that_is_told_counts_before_one_that_is_inferred(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2010-04-01", post="ceo", manner="retired")
    desk.appointed("bob", "2010-05-01", post="ceo", replaces="ada")
    [ada] = desk.career("ada")
    assert ada["inferred"] is False
    assert ada["manner"] == "retired"
    assert ada["end"]["latest"] == "2010-04-01T23:59:59.999999Z"
    assert desk.status("2010-04-15") == "vacant"


def test_defined_posts(desk: Desk) -> None:
    desk.known("ada", "bob")
    told: Json = {"organization": desk.slug("acme"), "post": "observer-seat", "title": "Observer"}
    told |= {"body": "board", "exclusive": False}
    desk.send({"type": "post.defined", "data": told})
    desk.appointed("ada", "2010-01-01", post="observer-seat")
    [post] = desk.member("ada", "2010-01-01")["posts"]
    assert post["title"] == "Observer"

    for other in ({"body": "other"}, {"exclusive": True}):
        answer = desk.post({"type": "post.defined", "data": {**told, **other}})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"].startswith("/data")


def test_a_post_in_use_is_not_defined_otherwise(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="steward")
    data = {"organization": desk.slug("acme"), "post": "steward", "title": "Steward"}
    answer = desk.post(
        {"type": "post.defined", "data": data | {"body": "board", "exclusive": True}}
    )
    assert answer.status_code == 422
    assert desk.board("2011-01-01") == NOBODY
    assert desk.career("ada")[0]["post"] == "steward"


def test_a_well_known_post_may_be_defined_otherwise_before_it_is_used(desk: Desk) -> None:
    desk.known("ada", "bob")
    data = {"organization": desk.slug("acme"), "post": "ceo", "title": "Co-chief executive"}
    desk.send({"type": "post.defined", "data": data | {"body": "management", "exclusive": False}})
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2010-03", post="ceo")
    desk.appointed("bob", "2010", post="ceo")
    found = desk.post_of("ceo", "2010-02-01")
    assert found is not None
    assert found["title"] == "Co-chief executive"
    assert desk.holders("2010-02-01") == {"ada": "certain", "bob": "possible"}


def test_departed_from_all_posts(desk: Desk) -> None:
    for post in ("ceo", "director", "chair"):
        desk.appointed("ada", "2010-01-01", post=post)
    desk.record("person.appointed", "2010-01-01", person="ada", organization="other", post="cfo")
    desk.departed("ada", "2015-05-05", post="all")
    ends = {tenure["post"]: tenure["end"] for tenure in desk.career("ada")}
    assert {post for post, end in ends.items() if end is None} == {"cfo"}
    assert desk.board("2015-05-05") == NOBODY
    assert desk.holders("2015-05-04") == CERTAIN
    assert desk.holders("2015-05-05") == NOBODY


def test_a_successor_observed_on_the_day_of_the_removal(desk: Desk) -> None:
    """Nobody else held the exclusive post that morning."""
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2020-03-03T12:00:00Z", post="ceo", manner="removed")
    desk.observed("bob", "2020-03-03", post="ceo", acting=True)
    assert desk.holders("2020-03-03T11:59:59Z") == CERTAIN
    assert desk.status("2020-03-03T11:59:59Z") == "held"
    assert "ada" not in desk.holders("2020-03-03T12:00:00Z")
    assert desk.holders("2020-03-03") == {"bob": "certain"}
    assert desk.status("2020-03-03") == "interim"


def test_who_left_before_an_unknown_successor(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2010-05-05", post="ceo")
    desk.observed("bob", "2015-05-05", post="ceo")
    assert desk.holders("2009-01-01") == CERTAIN
    assert desk.holders("2012-01-01") == {"bob": "possible"}
    assert desk.status("2012-01-01") == "uncertain"
    [bob] = desk.career("bob")
    assert bob["start"]["earliest"] == "2010-05-05T00:00:00.000000Z"


def test_presidents_of_two_organizations_do_not_follow_one_another(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="president")
    desk.departed("ada", "2010-05-05", post="president")
    told = {"person": "bob", "organization": "other", "post": "president"}
    desk.record("person.observed", "2015-05-05", **told)
    assert desk.career("bob")[0]["start"]["earliest"] is None


def test_replaces_from_acting_to_permanent_of_another(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo", acting=True)
    desk.appointed("bob", "2001-05", post="ceo", replaces="ada")
    assert desk.status("2001-04-30") == "interim"
    assert desk.holders("2001-05-15") == {"ada": "possible", "bob": "possible"}
    assert desk.holders("2001-06-01") == {"bob": "certain"}
    assert desk.status("2001-06-01") == "held"


def test_one_of_whom_is_only_told_who_replaced_them(desk: Desk) -> None:
    told = desk.appointed("bob", "2010-05-10", post="ceo", replaces="ada")
    assert desk.holders("2010-05-09") == {"ada": "certain"}
    assert desk.holders("2010-05-08") == {"ada": "possible"}
    assert desk.holders("2010-05-10") == {"bob": "certain"}
    found = desk.post_of("ceo", "2011-01-01")
    assert found is not None
    assert desk.name(found["predecessor"]["person"]) == "ada"
    [tenure] = desk.career("ada")
    assert (tenure["inferred"], tenure["events"]) == (True, [told])
    desk.retract(told)
    assert desk.career("ada") == []
