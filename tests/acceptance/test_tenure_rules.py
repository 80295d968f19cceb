"""The rules of tenures, each as its users rely on it, on a company of our own in UTC."""

import pytest

from tests.acceptance.desk import CITATION, Desk, Json

CERTAIN, POSSIBLE = {"ada": "certain"}, {"ada": "possible"}
NOBODY: dict[str, str] = {}


# --- States are half-open, certain or possible --------------------------------------------------


def test_in_at_the_instant_of_the_appointment_out_at_that_of_the_removal(desk: Desk) -> None:
    desk.appointed("ada", "2020-03-02T09:00:00Z")
    desk.departed("ada", "2021-03-02T09:00:00Z")
    assert desk.board("2020-03-02T08:59:59.999999Z") == NOBODY
    assert desk.board("2020-03-02T09:00:00Z") == CERTAIN
    assert desk.board("2021-03-02T08:59:59.999999Z") == CERTAIN
    assert desk.board("2021-03-02T09:00:00Z") == NOBODY


def test_certain_when_the_start_window_is_over_and_the_end_window_has_not_begun(
    desk: Desk,
) -> None:
    desk.appointed("ada", "2020-03")
    desk.departed("ada", "2021")
    assert desk.board("2020-02-29") == NOBODY
    assert desk.board("2020-03-01T00:00:00Z") == POSSIBLE
    assert desk.board("2020-03-31T23:59:59.999998Z") == POSSIBLE
    assert desk.board("2020-03-31T23:59:59.999999Z") == CERTAIN
    assert desk.board("2020-12-31T23:59:59.999999Z") == CERTAIN
    assert desk.board("2021-01-01T00:00:00Z") == POSSIBLE
    assert desk.board("2021-12-31T23:59:59.999998Z") == POSSIBLE
    assert desk.board("2021-12-31T23:59:59.999999Z") == NOBODY


def test_a_date_means_the_end_of_that_day(desk: Desk) -> None:
    desk.appointed("ada", "2020-03-02")
    desk.departed("ada", "2020-03-04")
    days = {day: desk.board(f"2020-03-0{day}") for day in range(1, 6)}
    assert days == {1: NOBODY, 2: CERTAIN, 3: CERTAIN, 4: NOBODY, 5: NOBODY}


def test_the_future_may_be_recorded_and_asked_for(desk: Desk) -> None:
    desk.appointed("ada", "2090-01-01")
    assert desk.board() == NOBODY
    assert desk.board("2090-01-01") == CERTAIN


# --- Order --------------------------------------------------------------------------------------


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


# --- Two accounts of one change -----------------------------------------------------------------


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


# --- Observations -------------------------------------------------------------------------------


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


# --- The eve ------------------------------------------------------------------------------------


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


# --- Limits -------------------------------------------------------------------------------------


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


# --- Posts --------------------------------------------------------------------------------------


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


# --- Attributes ---------------------------------------------------------------------------------


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


# --- Disputed -----------------------------------------------------------------------------------


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


# --- The board and its chair --------------------------------------------------------------------


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


# --- Leadership ---------------------------------------------------------------------------------


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


def test_confidence_of_a_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", confidence="rumoured")
    assert desk.career("ada")[0]["confidence"] == "rumoured"
    desk.observed("ada", "2011-01-01", confidence="official")
    assert desk.career("ada")[0]["confidence"] == "official"


def test_unknown_ends_with_the_day_of_publication(desk: Desk) -> None:
    """`unknown` reaches to the end of the day on which its first citation was published."""
    desk.appointed("ada", "2010-01-01")
    cited = [{**CITATION, "published": "2015-05-05"}]
    desk.departed("ada", "unknown", citations=cited)
    assert desk.board("2011-01-01") == POSSIBLE
    assert desk.board("2015-05-05T23:00:00Z") == POSSIBLE
    assert desk.board("2015-05-05") == NOBODY


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


def test_the_board_of_a_day_that_begins_and_ends_a_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2020-03-03")
    desk.departed("ada", "2020-03-03")
    assert len(desk.career("ada")) == 1
    assert desk.board("2020-03-02") == NOBODY
    assert desk.board("2020-03-03T12:00:00Z") == POSSIBLE
    assert desk.board("2020-03-03") == NOBODY


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


def test_dissolved_without_a_known_day(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.record("organization.dissolved", "2015", organization="acme")
    assert desk.board("2014-12-31") == CERTAIN
    assert desk.board("2015-06-01") == POSSIBLE
    assert desk.board("2016-01-01") == NOBODY


def test_a_disputed_death_leaves_the_person_possible(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    died = desk.record("person.died", "2015-05-05", person="ada")
    desk.dispute(died, "happened")
    assert desk.board("2016-01-01") == POSSIBLE


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


def test_vacant_until_a_successor_comes(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo")
    desk.departed("ada", "2010-05-05", post="ceo")
    desk.appointed("bob", "2011-01-01", post="ceo")
    assert desk.status("2010-06-01") == "vacant"
    assert desk.status("2010-05-05") == "vacant"
    assert desk.holders("2011-01-01") == {"bob": "certain"}


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


def test_replaces_from_acting_to_permanent_of_another(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01", post="ceo", acting=True)
    desk.appointed("bob", "2001-05", post="ceo", replaces="ada")
    assert desk.status("2001-04-30") == "interim"
    assert desk.holders("2001-05-15") == {"ada": "possible", "bob": "possible"}
    assert desk.holders("2001-06-01") == {"bob": "certain"}
    assert desk.status("2001-06-01") == "held"
