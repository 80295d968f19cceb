"""Sentences have the names, and the titles of posts, that were known."""

from typing import Any

import pytest

from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import dismissal, event, opening

Json = dict[str, Any]
WARDEN = {"organization": "acme", "post": "warden"}
DEFINED = event("post.defined", **WARDEN, title="Warden of Acme", body="other", exclusive=False)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk with the opening (positions 1 to 11), of which nothing is projected."""
    desk.log_in("read", "append", "correct")
    desk.record(*opening())
    return desk


def test_an_event_s_own_page_has_the_names_of_its_position(told: Desk) -> None:
    *_, appointed = told.record(event("person.appointed", "2021", person="cem", **WARDEN))
    [renamed, *_] = told.record(
        event("entity.renamed", entity="cem", name="Cem Kaya"),
        DEFINED,
        event("entity.merged", entity="cem", into="ada"),
    )
    path = f"events/{appointed['id']}/"

    def summary(position: int) -> object:
        return told.ask(path, known_at=f"@{position}")["effective"]["summary"]

    assert summary(appointed["position"]) == "Cem Can appointed warden of Acme"
    assert summary(renamed["position"]) == "Cem Kaya appointed warden of Acme"
    assert summary(renamed["position"] + 2) == "Cem Kaya appointed Warden of Acme of Acme"


def test_a_dry_run_has_the_names_that_it_introduces(told: Desk) -> None:
    envelopes = [
        event("person.introduced", person="eve", name="Eve Hill"),
        event("story.opened", story="two", title="The second", follows=[]),
        DEFINED,
        event("person.appointed", "2021", person="eve", **WARDEN) | {"stories": ["two"]},
    ]
    [*_, recorded] = told.record(event("person.described", "2021", person="bob", description="X"))
    envelopes.append(event("event.filed", event=recorded["id"], story="two"))
    body = {"events": envelopes}
    response = told.client.post("/api/v1/events/?dry_run=true", body, format="json")
    assert response.status_code == 200, response.content
    assert [one["summary"] for one in response.json()["events"]][-2:] == [
        "Eve Hill appointed Warden of Acme of Acme",
        "Filed under The second",
    ]


def test_titles_in_every_view(told: Desk) -> None:
    chief = {"organization": "acme", "post": "ceo"}
    told.append(
        *dismissal(),
        event("post.defined", **chief, title="First Mason", body="management", exclusive=True),
        event("person.appointed", "2023-11-20", person="bob", **chief),
    )
    timeline = told.ask("organizations/acme/timeline/", type="person.departed")["results"]
    assert timeline[0]["summary"] == "Ada Lee removed as First Mason of Acme"
    [contradiction] = told.ask("organizations/acme/contradictions/")["results"]
    assert contradiction["summary"].startswith("Two people as First Mason of Acme at once")
    before = told.ask("organizations/acme/timeline/", type="person.departed", known_at="@14")
    assert before["results"][0]["summary"] == "Ada Lee removed as CEO of Acme"
    told.append(event("post.defined", **chief, title="Mason", body="management", exclusive=True))
    told.append(event("entity.renamed", entity="acme", name="Apex"))
    again = told.ask("organizations/acme/timeline/", type="person.departed")["results"]
    assert again[0]["summary"] == "Ada Lee removed as Mason of Apex"
    assert told.ask("resolve/", name="Mason")["candidates"] == []


def test_the_names_of_stories(told: Desk) -> None:
    closed = event("story.closed", story="upheaval") | {"stories": ["upheaval"]}
    told.append(event("story.updated", story="upheaval", title="The upheaval"), closed)
    [shown] = told.ask("stories/upheaval/timeline/", type="story.closed")["results"]
    assert shown["summary"] == "Story closed: The upheaval"


def test_a_story_is_not_called_as_who_has_its_slug(told: Desk) -> None:
    told.append(event("story.opened", story="ada", title="The fall of Ada Lee", follows=["ada"]))
    told.append(event("person.observed", "2021", person="ada", organization="acme", post="ceo"))
    [seen] = told.ask("people/ada/timeline/", type="person.observed", limit=1)["results"]
    acts = [
        event("event.filed", event=seen["event"], story="ada"),
        event("story.updated", story="ada", summary="Her years"),
        event("story.closed", story="ada") | {"stories": ["ada"]},
    ]
    body = {"events": acts}
    dry_run = told.client.post("/api/v1/events/?dry_run=true", body, format="json").json()
    assert [one["summary"] for one in dry_run["events"]] == [
        "Filed under The fall of Ada Lee",
        "Story updated: The fall of Ada Lee",
        "Story closed: The fall of Ada Lee",
    ]
    *_, closed = told.append(*acts)
    [shown] = told.ask("stories/ada/timeline/", type="story.closed")["results"]
    assert shown["summary"] == "Story closed: The fall of Ada Lee"
    own = told.ask(f"events/{closed['id']}/")["effective"]
    assert own["summary"] == "Story closed: The fall of Ada Lee"
    assert seen["summary"] == "Ada Lee in post as CEO of Acme"


def test_a_definition_withdrawn(told: Desk) -> None:
    told.record(event("person.appointed", "2021", person="cem", **WARDEN))
    [defined] = told.append(DEFINED)
    why = {"reason": "r", "public_note": "n"}
    told.append(event("event.retracted", event=defined["id"], **why))
    [shown] = told.ask("people/cem/timeline/", **{"from": "2021-01-01"})["results"]
    assert shown["summary"] == "Cem Can appointed warden of Acme"
    states = told.ask("projections/")["results"]
    assert all(not state["parked"] for state in states)
