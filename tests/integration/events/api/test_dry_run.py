"""POST events/?dry_run=true: what would be recorded and change."""

from uuid import uuid4

from rest_framework.test import APIClient

from events.log.read import head

from .conftest import amend, append, appointed, get, post


def test_a_dry_run_records_nothing_and_shows_the_time_understood(introduced: APIClient) -> None:
    event = appointed(occurred="2018-02", timezone="America/Los_Angeles")
    response = post(introduced, event, "events/?dry_run=true")
    assert response.status_code == 200
    answer = response.json()
    assert set(answer) == {"events", "opens", "closes", "contradictions"}
    assert answer["events"][0]["occurred"] == {
        "text": "2018-02",
        "edtf": "2018-02",
        "earliest": "2018-02-01T08:00:00.000000Z",
        "latest": "2018-03-01T07:59:59.999999Z",
        "timezone": "America/Los_Angeles",
        "precision": "month",
    }
    assert head() == 3
    assert post(introduced, appointed("nobody"), "events/?dry_run=true").status_code == 422


def test_a_dry_run_shows_the_tenure_it_would_open(introduced: APIClient) -> None:
    answer = post(introduced, {"events": [appointed()]}, "events/?dry_run=true").json()
    [opened] = answer["opens"]
    assert (opened["person"], opened["post"]) == ("sam-altman", "ceo")
    assert get(introduced, "events/", type="person.appointed").json()["results"] == []


def test_a_dry_run_shows_the_tenure_that_a_retraction_would_close(introduced: APIClient) -> None:
    fact = append(introduced, appointed())
    dry = "events/?dry_run=true"
    answer = post(introduced, amend("event.retracted", fact), dry).json()
    assert ([row["person"] for row in answer["closes"]], answer["opens"]) == (["sam-altman"], [])
    chosen = str(uuid4())
    other = appointed("greg-brockman", id=chosen)
    nothing = post(introduced, {"events": [other, amend("event.retracted", chosen)]}, dry).json()
    assert (nothing["opens"], nothing["closes"]) == ([], [])
