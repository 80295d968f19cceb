"""POST events/: what is recorded, what is refused and why, and what stays as it was."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from events.log.read import head, read_after
from events.models import Event, Mention
from events.recording.service import record
from events.signals import appended

from .conftest import CITATION, INTRODUCTIONS, amend, append, appointed, get, pointers, post

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def test_one_event_is_answered_with_its_place_in_the_log(introduced: APIClient) -> None:
    response = post(introduced, appointed())
    assert response.status_code == 201
    answer = response.json()
    [event] = answer["events"]
    assert answer["position"] == event["position"] == 4
    assert set(event) == {"id", "position", "stream", "version", "recorded_at"}
    assert (event["stream"], event["version"]) == ("organization/openai", 2)
    assert TIME.fullmatch(event["recorded_at"])


@pytest.mark.parametrize("form", ["text/csv", "application/x-ndjson"])
def test_only_a_list_is_a_table(introduced: APIClient, form: str) -> None:
    before = head()
    response = introduced.post("/api/v1/events/", appointed(), format="json", HTTP_ACCEPT=form)
    assert (response.status_code, head()) == (406, before)


def test_all_that_was_sent_is_kept(introduced: APIClient) -> None:
    story = {"story": "dismissal", "title": "The dismissal", "follows": []}
    append(introduced, {"type": "story.opened", "data": story})
    said: dict[str, Any] = {
        "confidence": "rumoured",
        "stories": ["dismissal"],
        "note": "Check again.",
        "correlation": str(uuid4()),
        "causation": str(uuid4()),
    }
    told = get(introduced, f"events/{append(introduced, appointed(**said))}/").json()
    assert {name: told[name] for name in said} == said
    assert (told["occurred"], told["citations"]) == ("2019-03-11", [CITATION])


def test_what_is_about_nobody_goes_to_the_stream_of_its_story(introduced: APIClient) -> None:
    story = {"story": "dismissal", "title": "The dismissal", "follows": []}
    append(introduced, {"type": "story.opened", "data": story})
    opinion = {**appointed(), "type": "opinion.expressed", "data": {"opinion": "A pity."}}
    batch = {"events": [opinion | {"stories": ["dismissal"]}, opinion]}
    filed, alone = post(introduced, batch).json()["events"]
    assert (filed["stream"], filed["version"]) == ("story/dismissal", 2)
    assert (alone["stream"], alone["version"]) == (f"event/{alone['id']}", 1)


def test_a_batch_may_refer_to_what_it_introduces_in_any_order(editor: APIClient) -> None:
    response = post(editor, {"events": [appointed(), *INTRODUCTIONS]})
    assert response.status_code == 201
    assert response.json()["position"] == head() == 4


def test_the_recorder_is_the_name_of_the_key(introduced: APIClient) -> None:
    assert {event.recorded_by for event in read_after(0, 10)} == {"the-editor"}


def test_every_reason_is_told_at_once_and_nothing_is_recorded(introduced: APIClient) -> None:
    before = head()
    wrong = appointed("sam-altmann", occurred="2023-13-45", citations=[], colour="red")
    response = post(introduced, {"events": [appointed(), wrong, {"type": "person.apointed"}]})
    assert response.status_code == 422
    assert pointers(response) == {
        "/events/1/colour": "unknown_field",
        "/events/1/citations": "required",
        "/events/1/data/person": "unknown_entity",
        "/events/1/occurred": pointers(response)["/events/1/occurred"],
        "/events/2/data": "required",
        "/events/2/type": "unknown_type",
    }
    assert head() == before


def test_an_unknown_slug_is_refused_with_the_nearest(introduced: APIClient) -> None:
    response = post(introduced, appointed("sam-altmann"))
    assert pointers(response) == {"/data/person": "unknown_entity"}
    assert "did you mean sam-altman?" in response.json()["errors"][0]["detail"]


def test_a_slug_of_the_wrong_kind_is_refused(introduced: APIClient) -> None:
    assert pointers(post(introduced, appointed("openai"))) == {"/data/person": "wrong_kind"}


@pytest.mark.parametrize("about", [5, "nobody", {"0": "nobody"}, None])
def test_what_is_no_list_of_names_is_told_once(introduced: APIClient, about: Any) -> None:
    told = {"headline": "News", "about": about}
    found = pointers(post(introduced, appointed() | {"type": "happening.recorded", "data": told}))
    assert list(found) == ["/data/about"]


def test_a_story_must_be_opened(introduced: APIClient) -> None:
    response = post(introduced, appointed(stories=["the-dismissal"]))
    assert pointers(response) == {"/stories/0": "unknown_story"}


@pytest.mark.parametrize("absent", ["occurred", "citations"])
def test_facts_need_a_time_and_a_citation(introduced: APIClient, absent: str) -> None:
    event = appointed()
    del event[absent]
    assert pointers(post(introduced, event)) == {f"/{absent}": "required"}


def test_a_slug_is_introduced_once(introduced: APIClient) -> None:
    for path in ("events/", "events/?dry_run=true"):
        again = post(introduced, INTRODUCTIONS[1], path)
        assert pointers(again) == {"/data/person": "already_introduced"}
    story = {"type": "story.opened", "data": {"story": "s", "title": "S", "follows": []}}
    append(introduced, story)
    again = post(introduced, story, "events/?dry_run=true")
    assert pointers(again) == {"/data/story": "already_introduced"}
    twice = {"type": "person.introduced", "data": {"person": "mira-murati", "name": "Mira"}}
    response = post(introduced, {"events": [twice, twice]})
    assert pointers(response) == {"/events/1/data/person": "already_introduced"}


def test_a_slug_whose_introduction_was_retracted_says_so(introduced: APIClient) -> None:
    mira = {"type": "person.introduced", "data": {"person": "mira-murati", "name": "Mira"}}
    story = {"type": "story.opened", "data": {"story": "mira-murati", "title": "M", "follows": []}}
    person = append(introduced, mira)
    append(introduced, story)
    retraction = append(introduced, amend("event.retracted", person))
    [refused] = post(introduced, mira).json()["errors"]
    assert (refused["pointer"], refused["code"]) == ("/data/person", "already_introduced")
    assert refused["detail"] == (
        f"mira-murati was introduced already, as a person, which is retracted (event {person}): "
        "take another id, or reinstate that event and correct what was wrong with it"
    )
    organization = {"organization": "mira-murati", "name": "Mira Murati Ltd", "kind": "company"}
    other_kind = {"type": "organization.introduced", "data": organization}
    [refused] = post(introduced, other_kind).json()["errors"]
    assert refused["detail"] == (
        f"mira-murati was introduced already, as a person, which is retracted (event {person}): "
        "take another id"
    )
    assert "retracted" not in post(introduced, story).json()["errors"][0]["detail"]
    append(introduced, amend("event.retracted", retraction))
    assert "retracted" not in post(introduced, mira).json()["errors"][0]["detail"]


def test_an_id_is_used_once(introduced: APIClient) -> None:
    event = appointed(id=str(uuid4()))
    append(introduced, event)
    for path in ("events/", "events/?dry_run=true"):
        assert pointers(post(introduced, event, path)) == {"/id": "duplicate_id"}
    other = appointed(id=str(uuid4()))
    response = post(introduced, {"events": [other, other]})
    assert pointers(response) == {"/events/1/id": "duplicate_id"}


def test_the_zone_is_the_events_else_its_storys_else_the_newsrooms(
    introduced: APIClient, settings: Any
) -> None:
    settings.NEWSROOM_TIMEZONE = "Europe/Berlin"
    story = {"story": "dismissal", "title": "The dismissal", "follows": ["openai"]}
    story["timezone"] = "America/Los_Angeles"
    append(introduced, {"type": "story.opened", "data": story})
    append(introduced, appointed(stories=["dismissal"], timezone="Asia/Shanghai"))
    append(introduced, appointed(stories=["dismissal"]))
    append(introduced, appointed())
    assert [event.content["timezone"] for event in read_after(4, 3)] == [
        "Asia/Shanghai",
        "America/Los_Angeles",
        "Europe/Berlin",
    ]


def test_the_zone_of_a_story_that_the_batch_opens_counts(introduced: APIClient) -> None:
    story = {"story": "dismissal", "title": "The dismissal", "follows": []}
    opened = {"type": "story.opened", "data": {**story, "timezone": "America/Los_Angeles"}}
    response = post(introduced, {"events": [appointed(stories=["dismissal"]), opened]})
    assert response.status_code == 201
    assert read_after(3, 1)[0].content["timezone"] == "America/Los_Angeles"


def test_the_zone_of_a_story_is_the_corrected_one_in_the_same_batch_too(
    introduced: APIClient,
) -> None:
    chosen = str(uuid4())
    data = {"story": "dismissal", "title": "Dismissal", "follows": ["openai"]}
    story = {"type": "story.opened", "id": chosen, "data": data}
    to_shanghai = {"data": {"timezone": "Asia/Shanghai"}}
    corrected = amend("event.corrected", chosen, changes=to_shanghai)
    fact = appointed(stories=["dismissal"])
    assert post(introduced, {"events": [story, fact, corrected, fact]}).status_code == 201
    _, before, _, after = read_after(3, 4)
    assert (before.content["timezone"], after.content["timezone"]) == ("UTC", "Asia/Shanghai")


def test_events_are_found_by_what_they_name(introduced: APIClient) -> None:
    event = append(introduced, appointed())
    correction = amend("event.corrected", event, changes={"data": {"person": "greg-brockman"}})
    append(introduced, correction)
    named = Mention.objects.filter(root=event).values_list("entity", "position")
    assert set(named) == {
        (event, 4),
        ("openai", 4),
        ("openai/ceo", 4),
        ("sam-altman", 4),
        ("greg-brockman", 5),
    }
    assert {
        str(root) for root in Event.objects.filter(position__gt=3).values_list("root", flat=True)
    } == {event}


@pytest.mark.parametrize("count", [0, 1001])
def test_a_batch_has_1_to_1000_events(introduced: APIClient, count: int) -> None:
    response = post(introduced, {"events": [appointed()] * count})
    assert (response.status_code, pointers(response)) == (422, {"/events": "batch_size"})


def test_the_largest_batch_is_taken(introduced: APIClient) -> None:
    assert post(introduced, {"events": [appointed()] * 1000}).json()["position"] == 1003


def test_queries_do_not_grow_with_the_batch(introduced: APIClient) -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            batch = [appointed(note=f"{count}/{n}") for n in range(count)]
            assert post(introduced, {"events": batch}).status_code == 201
        return len(captured)

    assert queries(50) == queries(1)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "malformed_json"),
        (b'{"type": NaN}', "malformed_json"),
        (b'{"type": "a", "type": "b"}', "malformed_json"),
        (b"[" * 100_000, "malformed_json"),
        (b'{"type": "\xff"}', "malformed_json"),
    ],
)
def test_what_is_no_json_is_400(introduced: APIClient, body: bytes, code: str) -> None:
    response = introduced.post("/api/v1/events/", body, content_type="application/json")
    assert (response.status_code, pointers(response)) == (400, {"": code})


@pytest.mark.parametrize("body", [[], "text", 5, None, {"events": {}}, {"events": [], "more": 1}])
def test_json_that_is_no_event_is_422(introduced: APIClient, body: Any) -> None:
    response = post(introduced, body)
    assert response.status_code == 422
    assert pointers(response)


def test_a_field_beside_events_records_nothing(introduced: APIClient) -> None:
    response = post(introduced, {"events": [appointed()], "dry_run": True, "a/b": 1})
    assert pointers(response) == {"/dry_run": "unknown_field", "/a~1b": "unknown_field"}
    assert head() == 3


@pytest.mark.parametrize("text", ["a\0b", "x" * 20_000])
def test_text_that_cannot_be_kept_is_refused(introduced: APIClient, text: str) -> None:
    assert list(pointers(post(introduced, appointed(note=text)))) == ["/note"]
    data = {"person": "sam-altman", "organization": "openai", "post": "ceo", "title": text}
    assert [e["pointer"] for e in post(introduced, appointed(data=data)).json()["errors"]] == [
        "/data/title"
    ]
    nested: Any = "deep"
    for _ in range(60):
        nested = {"in": nested}
    assert post(introduced, appointed(occurred=nested)).status_code == 422


def test_nor_as_a_story(introduced: APIClient) -> None:
    for story in ("\0", "dismissal\0"):
        assert list(pointers(post(introduced, appointed(stories=[story])))) == ["/stories/0"]


def test_a_body_that_is_too_large_is_413(introduced: APIClient, settings: Any) -> None:
    settings.NEWSROOM_LARGEST_BODY = 1000
    response = post(introduced, appointed(note="x" * 2000))
    assert response.status_code == 413


def test_only_json_is_taken(introduced: APIClient) -> None:
    response = introduced.post("/api/v1/events/", {"type": "x"}, format="multipart")
    assert response.status_code == 415
    assert response["Content-Type"] == "application/problem+json"


def test_a_listener_that_fails_hinders_no_recording(introduced: APIClient) -> None:
    def fail(**told: Any) -> None:
        raise ConnectionError

    appended.connect(fail)
    try:
        append(introduced, appointed())
    finally:
        appended.disconnect(fail)


@pytest.mark.parametrize("kept", [True, False], ids=["committed", "rolled back"])
def test_who_hears_of_an_append_does_so_once_it_is_committed(
    introduced: APIClient, kept: bool
) -> None:
    """Sooner, a worker would find nothing and be called to it no more."""
    heard: list[int] = []

    def hear(position: int, **told: Any) -> None:
        heard.append(position)

    appended.connect(hear)
    try:
        with transaction.atomic():
            record([appointed()], recorded_by="somebody")
            assert not heard
            transaction.set_rollback(not kept)
    finally:
        appended.disconnect(hear)
    assert heard == ([head()] if kept else [])


def test_two_who_introduce_the_same_at_once(introduced: APIClient) -> None:
    event = {"type": "person.introduced", "data": {"person": "mira-murati", "name": "Mira Murati"}}

    def send(_: int) -> int:
        try:
            status: int = post(introduced, event).status_code
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(send, range(4)))
    assert statuses == [201, 422, 422, 422]


def test_citations_say_dates_that_can_be_read(introduced: APIClient) -> None:
    event = appointed(citations=[CITATION, {**CITATION, "published": "last Tuesday"}])
    assert list(pointers(post(introduced, event))) == ["/citations/1/published"]


def test_what_stands_beside_a_batch_hides_no_fault_of_its_events(introduced: APIClient) -> None:
    beside = {"/colour": "unknown_field"}
    empty = post(introduced, {"events": [], "colour": "red"})
    assert pointers(empty) == {**beside, "/events": "batch_size"}
    faulty = post(introduced, {"colour": "red", "events": [appointed("sam-altmann"), 7]})
    assert pointers(faulty) == {
        **beside,
        "/events/1": "object",
        "/events/0/data/person": "unknown_entity",
    }
    sound = post(introduced, {"events": [appointed()], "colour": "red"})
    assert (sound.status_code, pointers(sound)) == (422, beside)


def test_a_member_named_twice_is_told_beside_one_who_cannot_be_read(
    introduced: APIClient,
) -> None:
    report = appointed(type="board.reported")
    sam = {"person": "sam-altman"}
    report["data"] = {"organization": "openai", "complete": True}
    report["data"]["members"] = [sam, {"persn": "greg-brockman"}, {"person": " sam-altman"}, "x"]
    assert pointers(post(introduced, report)) == {
        "/data/members": "twice",
        "/data/members/1/person": "required",
        "/data/members/1/persn": "unknown_field",
        "/data/members/3": "object",
    }
    report["data"]["members"] = [sam, sam]
    assert pointers(post(introduced, report)) == {"/data/members": "twice"}


def test_blanks_around_an_id_or_a_type_make_no_other_of_it(introduced: APIClient) -> None:
    faulty = appointed(" sam-altman ", colour="red")
    faulty["data"]["salary"] = 1
    assert pointers(post(introduced, faulty)) == {
        "/colour": "unknown_field",
        "/data/salary": "unknown_field",
    }
    assert pointers(post(introduced, faulty | {"type": " person.appointed "})) == {
        "/colour": "unknown_field",
        "/data/salary": "unknown_field",
    }
    unnamed = {"type": "person.introduced", "data": {"person": " mira-murati ", "name": ""}}
    batch = {"events": [unnamed, appointed("mira-murati")]}
    assert pointers(post(introduced, batch)) == {"/events/0/data/name": "empty"}
    event = append(introduced, appointed(" sam-altman "))
    to = {"data": {"person": " greg-brockman "}}
    assert post(introduced, amend("event.corrected", event, changes=to)).status_code == 201


def test_all_that_is_wrong_with_a_time_is_told(introduced: APIClient, fact: str) -> None:
    time = {"earliest": "2018-13", "latest": "soon", "about": 1}
    wrong = {"/earliest": "no_such_date", "/latest": "unreadable", "/about": "unknown_field"}
    told = {f"/occurred{where}": code for where, code in wrong.items()}
    assert pointers(post(introduced, appointed(occurred=time))) == told
    correction = amend("event.corrected", fact, changes={"occurred": time})
    assert pointers(post(introduced, correction)) == {
        f"/data/changes{where}": code for where, code in told.items()
    }
