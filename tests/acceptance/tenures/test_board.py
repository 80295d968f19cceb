"""The board, each person once, and the chair who goes with the last seat."""

from tests.acceptance.desk import CERTAIN, NOBODY, Desk


def test_each_member_once_with_all_posts_on_the_board(desk: Desk) -> None:
    for post in ("director", "chair", "ceo"):
        desk.appointed("ada", "2010-01-01", post=post)
    assert desk.board("2011-01-01") == CERTAIN
    posts = {one["post"] for one in desk.member("ada", "2011-01-01")["posts"]}
    assert posts == {"director", "chair"}
    assert desk.of("acme", "board", as_of="2011-01-01")["chair"] == [
        {"person": {"id": desk.slug("ada"), "name": "Ada"}, "presence": "certain"}
    ]


def test_the_chair_ends_with_the_last_other_seat(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="chair")
    desk.appointed("ada", "2010-01-01")
    desk.departed("ada", "2015-05-05")
    assert desk.board("2015-05-04") == CERTAIN
    assert desk.board("2015-05-05") == NOBODY
    assert desk.status("2015-05-06", post="chair") == "vacant"
    chair = next(tenure for tenure in desk.career("ada") if tenure["post"] == "chair")
    assert chair["end"]["latest"] == "2015-05-05T23:59:59.999999Z"


def test_at_the_earlier_of_both_moments(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="chair")
    desk.appointed("ada", "2010-01-01")
    desk.departed("ada", "2015-05-20")
    desk.departed("ada", "2015-05", post="chair")
    chair = next(tenure for tenure in desk.career("ada") if tenure["post"] == "chair")
    assert chair["end"]["earliest"] == "2015-05-01T00:00:00.000000Z"
    assert chair["end"]["latest"] == "2015-05-20T23:59:59.999999Z"


def test_a_chair_may_go_before_the_seat(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="chair")
    desk.appointed("ada", "2010-01-01")
    desk.departed("ada", "2012-02-02", post="chair")
    desk.departed("ada", "2015-05-05")
    assert desk.holders("2013-01-01", post="chair") == NOBODY
    assert desk.board("2013-01-01") == CERTAIN


def test_a_chair_without_another_seat_goes_on(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="chair")
    assert desk.board("2015-01-01") == CERTAIN


def test_a_chair_with_two_other_seats_ends_with_the_last(desk: Desk) -> None:
    desk.known("ada")
    told = {"organization": desk.slug("acme"), "post": "treasurer-seat", "title": "Treasurer"}
    desk.send({"type": "post.defined", "data": told | {"body": "board", "exclusive": True}})
    for post in ("director", "treasurer-seat", "chair"):
        desk.appointed("ada", "2010-01-01", post=post)
    desk.departed("ada", "2012-02-02")
    assert desk.holders("2013-01-01", post="chair") == CERTAIN
    desk.departed("ada", "2015-05-05", post="treasurer-seat")
    assert desk.holders("2015-05-04", post="chair") == CERTAIN
    assert desk.holders("2015-05-05", post="chair") == NOBODY


def test_a_chair_reported_with_a_seat_that_is_left(desk: Desk) -> None:
    """Seen as chair and director; of the removal from the board alone the hour is told."""
    members = [{"person": "ada", "posts": ["director", "chair"]}, {"person": "bob"}]
    desk.record("board.reported", "2020-03-02", organization="acme", members=members, complete=True)
    desk.departed("ada", "2020-03-03T12:23", manner="removed")
    chair = desk.of("acme", "board", as_of="2020-03-03T12:22:59Z")["chair"]
    assert [(desk.name(one["person"]), one["presence"]) for one in chair] == [("ada", "certain")]
    within = desk.of("acme", "board", as_of="2020-03-03T12:23:30Z")["chair"]
    assert [one["presence"] for one in within] == ["possible"]
    after = desk.of("acme", "board", as_of="2020-03-03T12:24:00Z")
    assert after["chair"] == []
    assert [desk.name(one["person"]) for one in after["members"]] == ["bob"]
