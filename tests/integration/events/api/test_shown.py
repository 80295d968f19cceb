"""How an event is shown: in a dry run, and with what was said of it since."""

from rest_framework.test import APIClient

from .conftest import Caller, amend, append, appointed, get, pointers, post


def test_an_amendment_is_shown_with_what_acts_on_it_alone(introduced: APIClient, fact: str) -> None:
    correction = append(introduced, amend("event.corrected", fact, changes={"occurred": "2020"}))
    filed = {"event": fact, "story": "dismissal"}
    story = {"story": "dismissal", "title": "The dismissal", "follows": ["openai"]}
    append(introduced, {"type": "story.opened", "data": story})
    append(introduced, {"type": "event.filed", "data": filed})
    undone = append(introduced, amend("event.retracted", correction))
    shown = get(introduced, f"events/{correction}/").json()
    assert [one["id"] for one in shown["amendments"]] == [undone]
    assert (shown["amends"], shown["status"], shown["effective"]) == (fact, "retracted", None)
    original = get(introduced, f"events/{fact}/").json()
    assert [one["type"] for one in original["amendments"]] == [
        "event.corrected",
        "event.filed",
        "event.retracted",
    ]
    assert (original["amends"], original["known"]) == (None, True)
    assert original["effective"]["occurred"]["text"] == "2019-03-11"


def test_a_dry_run_shows_events_as_they_would_be_recorded(introduced: APIClient, fact: str) -> None:
    batch = {"events": [appointed(note="By phone."), amend("event.retracted", fact)]}
    [first, second] = post(introduced, batch, "events/?dry_run=true").json()["events"]
    assert (first["data"], first["note"]) == (appointed()["data"], "By phone.")
    assert (first["citations"], first["stories"]) == (appointed()["citations"], [])
    assert (first["occurred"]["text"], second["occurred"]) == ("2019-03-11", None)
    assert (first["amends"], second["amends"]) == (None, fact)
    assert first["summary"] == "Sam Altman appointed CEO of OpenAI"


def test_a_dry_run_needs_the_rights_of_recording(
    introduced: APIClient, fact: str, caller: Caller
) -> None:
    reporter = caller("reporter")
    assert post(reporter, appointed(), "events/?dry_run=true").status_code == 200
    refused = post(reporter, amend("event.retracted", fact), "events/?dry_run=true")
    assert refused.status_code == 403
    assert pointers(refused) == {"/type": "forbidden_type"}


def test_a_batch_is_a_list(introduced: APIClient) -> None:
    refused = post(introduced, {"events": {"type": "person.died"}, "dry_run": True})
    assert refused.status_code == 422
    assert pointers(refused) == {"/events": "list", "/dry_run": "unknown_field"}
