"""What being seen in a post says of before and after, and so the eve of a departure."""

import pytest

from tests.acceptance.desk import CERTAIN, NOBODY, POSSIBLE, Desk


def test_seen_on_a_day_is_certain_all_of_that_day_and_from_then_on(desk: Desk) -> None:
    desk.observed("ada", "2020-05-10")
    assert desk.board("1990-01-01") == POSSIBLE
    assert desk.board("2020-05-09T23:59:59.999999Z") == POSSIBLE
    assert desk.board("2020-05-10T00:00:00Z") == CERTAIN
    assert desk.board("2024-01-01") == CERTAIN
    [tenure] = desk.career("ada")
    assert tenure["start"]["text"] is None
    assert tenure["start"]["earliest"] is None
    assert tenure["end"] is None


@pytest.mark.parametrize("when", ["2020-05-10T12:30:00Z", "2020-05-10T12:30Z"])
def test_seen_at_a_time_of_day_holds_for_the_day_too(desk: Desk, when: str) -> None:
    desk.observed("ada", when)
    assert desk.board("2020-05-10T00:00:00Z") == CERTAIN
    assert desk.board("2020-05-09T23:59:59Z") == POSSIBLE


def test_the_day_of_an_observation_is_that_of_its_zone(desk: Desk) -> None:
    desk.observed("ada", "2020-05-10", timezone="Asia/Tokyo")
    assert desk.board("2020-05-09T14:59:59.999999Z") == POSSIBLE
    assert desk.board("2020-05-09T15:00:00Z") == CERTAIN


def test_seen_on_the_day_of_leaving_is_certain_until_then(desk: Desk) -> None:
    desk.departed("ada", "2020-05-10T12:00:00Z")
    desk.observed("ada", "2020-05-10")
    assert desk.board("2020-05-10T00:00:00Z") == CERTAIN
    assert desk.board("2020-05-10T11:59:59Z") == CERTAIN
    assert desk.board("2020-05-10T12:00:00Z") == NOBODY
    assert len(desk.career("ada")) == 1


def test_seen_on_the_day_of_the_appointment_is_not_certain_before_it(desk: Desk) -> None:
    desk.appointed("ada", "2020-05-10T12:00:00Z")
    desk.observed("ada", "2020-05-10")
    assert desk.board("2020-05-10T11:59:59Z") == NOBODY
    assert desk.board("2020-05-10T12:00:00Z") == CERTAIN
    assert len(desk.career("ada")) == 1


def test_seen_within_a_month_is_certain_from_its_end(desk: Desk) -> None:
    desk.observed("ada", "2020-05")
    assert desk.board("2020-05-31T23:59:59.999998Z") == POSSIBLE
    assert desk.board("2020-05-31T23:59:59.999999Z") == CERTAIN


def test_a_coarse_observation_does_not_reopen_what_a_departure_within_it_closes(
    desk: Desk,
) -> None:
    desk.appointed("ada", "2015-01-01")
    desk.departed("ada", "2020-05-10")
    desk.observed("ada", "2020")
    assert desk.board("2020-05-09") == CERTAIN
    assert desk.board("2020-05-10") == NOBODY
    assert desk.board("2021-06-01") == NOBODY
    assert len(desk.career("ada")) == 1


def test_seen_long_after_leaving_is_another_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    desk.departed("ada", "2018-03-01T10:00:00Z")
    desk.observed("ada", "2020-05-10")
    assert len(desk.career("ada")) == 2
    assert desk.board("2018-03-01T09:59:59Z") == CERTAIN
    assert desk.board("2019-01-01") == POSSIBLE
    assert desk.board("2020-05-10T00:00:00Z") == CERTAIN


def test_last_attested_says_when_a_fact_last_spoke_of_it(desk: Desk) -> None:
    desk.appointed("ada", "2015-01-01")
    assert desk.career("ada")[0]["last_attested"] == "2015-01-01T23:59:59.999999Z"
    desk.observed("ada", "2019-05")
    assert desk.career("ada")[0]["last_attested"] == "2019-05-31T23:59:59.999999Z"
    [post] = desk.member("ada", "2016-01-01")["posts"]
    assert post["last_attested"] == "2019-05-31T23:59:59.999999Z"


def test_the_eve_of_a_departure_on_a_day(desk: Desk) -> None:
    desk.departed("ada", "2021-03-10")
    assert desk.board("2021-03-08T23:59:59.999999Z") == POSSIBLE
    assert desk.board("2021-03-09T00:00:00Z") == CERTAIN
    assert desk.board("2021-03-09T23:59:59.999999Z") == CERTAIN
    assert desk.board("2021-03-10T00:00:00Z") == POSSIBLE
    assert desk.board("2021-03-10") == NOBODY


def test_the_eve_is_reckoned_in_the_zone_of_the_fact(desk: Desk) -> None:
    desk.departed("ada", "2021-03-10T15:00", timezone="America/New_York")
    assert desk.board("2021-03-09T04:59:59.999999Z") == POSSIBLE
    assert desk.board("2021-03-09T05:00:00Z") == CERTAIN
    assert desk.board("2021-03-10T19:59:59Z") == CERTAIN
    assert desk.board("2021-03-10T20:00:00Z") == POSSIBLE
    assert desk.board("2021-03-10T20:01:00Z") == NOBODY


@pytest.mark.parametrize("when", ["2021-03", "2021", "2021-03-10~", "[2021-03-10..2021-03-11]"])
def test_a_wide_end_has_no_eve(desk: Desk, when: str) -> None:
    desk.departed("ada", when)
    for moment in ("2020-12-30", "2021-02-27", "2021-03-07", "2021-03-08", "2021-03-09T12:00Z"):
        assert desk.board(moment) == POSSIBLE
    assert desk.board("2022-01-01") == NOBODY


def test_a_departure_from_an_unknown_start_is_possible_since_ever(desk: Desk) -> None:
    desk.departed("ada", "2021-03-10")
    assert desk.board("1900-01-01") == POSSIBLE


def test_reported_board(desk: Desk) -> None:
    members = [
        {"person": "ada"},
        {"person": "bob", "posts": ["director", "chair"], "independent": True},
    ]
    desk.record("board.reported", "2020-05-10", organization="acme", members=members, complete=True)
    both = {"ada": "certain", "bob": "certain"}
    assert desk.board("2020-05-10T00:00:00Z") == both
    assert desk.board("2020-05-09") == dict.fromkeys(both, "possible")
    assert [one["post"] for one in desk.member("ada", "2020-05-10")["posts"]] == ["director"]
    bob = desk.member("bob", "2020-05-10")
    assert {one["post"] for one in bob["posts"]} == {"director", "chair"}
    assert bob["independent"] is True


def test_a_complete_report_ends_no_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    told = {"organization": "acme", "members": [{"person": "bob"}], "complete": True}
    desk.record("board.reported", "2020-05-10", **told)
    assert desk.board("2021-01-01") == {"ada": "certain", "bob": "certain"}
