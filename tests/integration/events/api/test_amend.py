"""Editorial, identity and defining events: what they may act on."""

from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from events.log import append as log
from tests.integration.events.making import new_event

from .conftest import CITATION, INTRODUCTIONS, amend, append, appointed, get, pointers, post


def test_a_correction_shows_in_the_event(introduced: APIClient, fact: str) -> None:
    append(introduced, amend("event.corrected", fact, changes={"occurred": "2019-03"}))
    event = get(introduced, f"events/{fact}/").json()
    assert event["occurred"] == "2019-03-11"
    assert event["effective"]["occurred"]["text"] == "2019-03"
    assert [each["type"] for each in event["amendments"]] == ["event.corrected"]
    assert event["amendments"][0]["amends"] == fact
    earlier = get(introduced, f"events/{fact}/", known_at=f"@{event['position']}").json()
    assert earlier["amendments"] == []
    assert earlier["effective"]["occurred"]["text"] == "2019-03-11"
    before = get(introduced, f"events/{fact}/", known_at="@1").json()
    nothing = {"id": fact, "known": False, "status": None, "amendments": [], "effective": None}
    assert before == {**nothing, "known_at": before["known_at"]}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"data": {"person": "sam-altmann"}}, {"/data/changes/data/person": "unknown_entity"}),
        ({"data": {"person": "openai"}}, {"/data/changes/data/person": "wrong_kind"}),
        ({"data": {"person": None}}, {"/data/changes/data/person": "required"}),
        ({"data": {"salary": "1"}}, {"/data/changes/data/salary": "unknown_field"}),
        ({"data": {"acting": "yes"}}, {"/data/changes/data/acting": "boolean"}),
        (
            {"data": {"salary": "1", "person": "sam-altmann", "replaces": "X"}},
            {
                "/data/changes/data/replaces": "pattern",
                "/data/changes/data/salary": "unknown_field",
                "/data/changes/data/person": "unknown_entity",
            },
        ),
        ({"data": {"post": "ceo"}}, {"/data/changes": "no_change"}),
        ({"occurred": "2019-03-11"}, {"/data/changes": "no_change"}),
        ({"occurred": "2019-02-31"}, {"/data/changes/occurred": ""}),
        ({"timezone": "Mars/Base"}, {"/data/changes/timezone": "timezone"}),
        (
            {"occurred": "2023-03-12T02:30", "timezone": "America/Los_Angeles"},
            {"/data/changes/occurred": "clock_gap"},
        ),
        (
            {"occurred": {"earliest": "2019", "timezone": "Mars/Base"}},
            {"/data/changes/occurred/timezone": "timezone"},
        ),
        (
            {"confidence": "sure", "timezone": "Mars", "data": {"person": "sam-altmann"}},
            {
                "/data/changes/timezone": "timezone",
                "/data/changes/confidence": "choice",
                "/data/changes/data/person": "unknown_entity",
            },
        ),
        (
            {
                "citations": [{"url": "x", "published": "soon"}],
                "occurred": "2019-02-31",
                "data": {"salary": "1"},
            },
            {
                "/data/changes/citations/0/source": "required",
                "/data/changes/citations/0/url": "url",
                "/data/changes/citations/0/published": "published",
                "/data/changes/data/salary": "unknown_field",
                "/data/changes/occurred": "",
            },
        ),
        ({}, {"/data/changes": "empty"}),
        ({"citations": []}, {"/data/changes/citations": "empty"}),
    ],
)
def test_a_correction_must_be_valid_for_its_target(
    introduced: APIClient, fact: str, changes: dict[str, Any], found: dict[str, str]
) -> None:
    response = post(introduced, amend("event.corrected", fact, changes=changes))
    assert response.status_code == 422
    told = pointers(response)
    assert list(told) == list(found)
    assert all(code in ("", told[where]) for where, code in found.items())


def test_a_zone_in_which_the_time_did_not_exist_is_refused_with_the_instants_beside_it(
    introduced: APIClient,
) -> None:
    fact = append(introduced, appointed(occurred="2023-03-12T02:30", timezone="UTC"))
    changes = {"timezone": "America/Los_Angeles"}
    response = post(introduced, amend("event.corrected", fact, changes=changes))
    [fault] = response.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/data/changes/timezone", "clock_gap")
    assert "2023-03-12T09:59:59Z" in fault["detail"]
    assert "2023-03-12T10:00:00Z" in fault["detail"]
    assert fact not in fault["detail"]


@pytest.mark.parametrize(
    ("faulty", "found"),
    [
        ({"colour": "red"}, {"/colour": "unknown_field"}),
        ({"causation": "x"}, {"/causation": "uuid"}),
    ],
)
def test_that_a_correction_changes_nothing_is_told_beside_other_faults(
    introduced: APIClient, fact: str, faulty: dict[str, Any], found: dict[str, str]
) -> None:
    correction = amend("event.corrected", fact, changes={"occurred": "2019-03-11"}) | faulty
    nothing = {"/data/changes": "no_change"}
    assert pointers(post(introduced, correction)) == found | nothing
    correction["data"]["salary"] = "1"
    assert pointers(post(introduced, correction)) == {
        **found,
        "/data/salary": "unknown_field",
        **nothing,
    }


def test_an_amendment_that_does_not_say_why_is_judged_all_the_same(
    introduced: APIClient, fact: str
) -> None:
    why = {"/data/reason": "required", "/data/public_note": "required"}
    silent = {"reason": None, "public_note": None}
    nothing = amend("event.corrected", fact, changes={"occurred": "2019-03-11"}, **silent)
    assert pointers(post(introduced, nothing)) == why | {"/data/changes": "no_change"}
    change = amend("event.corrected", fact, changes={"occurred": "2019"}, **silent)
    assert pointers(post(introduced, change)) == why
    told = {"organization": "openai", "decision": "To wait.", "about": []}
    decision = append(introduced, appointed() | {"type": "decision.made", "data": told})
    alone = {"data": {"organization": None, "person": "sam-altman"}}
    first = append(introduced, amend("event.corrected", decision, changes=alone))
    other = {"data": {"person": "greg-brockman"}}
    append(introduced, amend("event.corrected", decision, changes=other))
    unreadable = amend("event.retracted", first, **silent)
    assert pointers(post(introduced, unreadable)) == why | {"/data/event": "unreadable"}


@pytest.mark.parametrize(
    "changes",
    [
        {"occurred": "2019-03"},
        {"timezone": "Asia/Shanghai"},
        {"confidence": "official"},
        {"citations": [{"source": "another-paper"}]},
        {"data": {"title": "Chief"}},
        {"occurred": "unknown", "citations": [{"source": "another-paper"}]},
    ],
    ids=" ".join,
)
def test_whatever_is_corrected_is_a_change_once(
    introduced: APIClient, fact: str, changes: dict[str, Any]
) -> None:
    append(introduced, amend("event.corrected", fact, changes=changes))
    again = post(introduced, amend("event.corrected", fact, changes=changes))
    assert pointers(again) == {"/data/changes": "no_change"}


def test_a_faulty_amendment_is_told_all_at_once(introduced: APIClient, fact: str) -> None:
    changes = {"data": {"members": [{"person": "nobody"}], "person": "nobody"}}
    correction = amend("event.corrected", fact, changes=changes, reason=None) | {"note": 5}
    assert pointers(post(introduced, correction)) == {
        "/note": "text",
        "/data/reason": "required",
        "/data/changes/data/members": "unknown_field",
        "/data/changes/data/person": "unknown_entity",
    }
    lost = amend("event.retracted", str(uuid4()), reason=None)
    assert pointers(post(introduced, lost)) == {
        "/data/reason": "required",
        "/data/event": "unknown_event",
    }
    lost = amend("event.corrected", str(uuid4()), changes={"occurred": "soon"})
    assert pointers(post(introduced, lost)) == {
        "/data/event": "unknown_event",
        "/data/changes/occurred": "unreadable",
    }
    never = amend("event.reinstated", fact, reason=None)
    assert pointers(post(introduced, never)) == {
        "/data/reason": "required",
        "/data/event": "not_retracted",
    }


def test_null_takes_an_optional_field_away(introduced: APIClient) -> None:
    data = {"person": "sam-altman", "organization": "openai", "post": "ceo", "acting": True}
    event = append(introduced, appointed(data=data))
    append(introduced, amend("event.corrected", event, changes={"data": {"acting": None}}))
    assert "acting" not in get(introduced, f"events/{event}/").json()["effective"]["data"]


def test_an_introduction_is_corrected_but_keeps_its_id(introduced: APIClient) -> None:
    introduction = get(introduced, "events/").json()["results"][0]["id"]
    renamed = amend("event.corrected", introduction, changes={"data": {"name": "OpenAI, Inc."}})
    append(introduced, renamed)
    moved = amend("event.corrected", introduction, changes={"data": {"organization": "open-ai"}})
    assert pointers(post(introduced, moved)) == {"/data/changes/data/organization": "fixed"}
    dated = amend("event.corrected", introduction, changes={"occurred": "2015"})
    assert pointers(post(introduced, dated)) == {"/data/changes/occurred": "not_dated"}


def test_retracting_and_reinstating_take_turns(introduced: APIClient, fact: str) -> None:
    not_yet = post(introduced, amend("event.reinstated", fact))
    assert pointers(not_yet) == {"/data/event": "not_retracted"}
    append(introduced, amend("event.retracted", fact))
    assert get(introduced, f"events/{fact}/").json()["status"] == "retracted"
    again = post(introduced, amend("event.retracted", fact))
    assert pointers(again) == {"/data/event": "already_retracted"}
    append(introduced, amend("event.reinstated", fact))
    assert get(introduced, f"events/{fact}/").json()["status"] == "standing"


def test_an_editorial_event_is_retracted_like_a_fact(introduced: APIClient, fact: str) -> None:
    change = amend("event.corrected", fact, changes={"occurred": "2019"})
    correction = append(introduced, change)
    append(introduced, amend("event.retracted", correction))
    event = get(introduced, f"events/{fact}/").json()
    assert event["effective"]["occurred"]["text"] == "2019-03-11"
    assert get(introduced, f"events/{correction}/").json()["status"] == "retracted"
    assert [each["stream"] for each in event["amendments"]] == ["organization/openai"] * 2


def test_no_retraction_leaves_a_fact_that_cannot_be_read(introduced: APIClient) -> None:
    told = {"organization": "openai", "decision": "To wait.", "about": []}
    decision = append(introduced, appointed() | {"type": "decision.made", "data": told})
    alone = {"organization": None, "person": "sam-altman"}
    first = append(introduced, amend("event.corrected", decision, changes={"data": alone}))
    other = {"person": "greg-brockman"}
    second = append(introduced, amend("event.corrected", decision, changes={"data": other}))
    refused = post(introduced, amend("event.retracted", first))
    assert pointers(refused) == {"/data/event": "unreadable"}
    append(introduced, amend("event.retracted", second))
    append(introduced, amend("event.retracted", first))
    assert pointers(post(introduced, amend("event.reinstated", second))) == {
        "/data/event": "unreadable"
    }
    assert get(introduced, f"events/{decision}/").json()["effective"]["data"] == told


def test_what_cannot_be_read_may_be_withdrawn(introduced: APIClient) -> None:
    """Nobody can append such an event now; an earlier release may have."""
    odd = new_event(type="person.died", salary="1")
    log.append([odd], recorded_by="an earlier release")
    told = get(introduced, f"events/{odd.id}/").json()
    assert (told["status"], told["effective"]) == ("unreadable", None)
    correction = amend("event.corrected", str(odd.id), changes={"occurred": "2019"})
    assert pointers(post(introduced, correction)) == {"/data/event": "unreadable"}
    append(introduced, amend("event.retracted", str(odd.id)))


def test_an_amendment_may_follow_its_target_in_the_batch(introduced: APIClient) -> None:
    event = appointed(id=str(uuid4()))
    retraction = amend("event.retracted", event["id"])
    assert post(introduced, {"events": [event, retraction]}).status_code == 201
    other = appointed(id=str(uuid4()))
    early = post(introduced, {"events": [amend("event.retracted", other["id"]), other]})
    assert pointers(early) == {"/events/0/data/event": "later_in_batch"}
    twice = appointed(id=str(uuid4()))
    retraction = amend("event.retracted", twice["id"])
    response = post(introduced, {"events": [twice, retraction, retraction]})
    assert pointers(response) == {"/events/2/data/event": "already_retracted"}


def test_what_amends_a_faulty_event_of_its_batch_is_not_called_astray(
    introduced: APIClient,
) -> None:
    """The target is there, with faults of its own; that it were missing would be no reason."""
    chosen = str(uuid4())
    faulty = {**appointed(), "id": chosen, "citations": [{**CITATION, "page": 3}]}
    batch = [faulty, amend("event.retracted", chosen)]
    answer = post(introduced, {"events": batch})
    assert pointers(answer) == {"/events/0/citations/0/page": "unknown_field"}
    changes = {"occurred": "soon", "data": {"salary": "1", "person": "sam-altmann"}}
    batch = [faulty, amend("event.corrected", chosen, changes=changes)]
    assert pointers(post(introduced, {"events": batch})) == {
        "/events/0/citations/0/page": "unknown_field",
        "/events/1/data/changes/data/salary": "unknown_field",
        "/events/1/data/changes/data/person": "unknown_entity",
        "/events/1/data/changes/occurred": "unreadable",
    }
    nowhere = appointed(id=chosen, timezone="Mars/Base")
    batch = [nowhere, amend("event.corrected", chosen, changes={"occurred": "2019"})]
    assert pointers(post(introduced, {"events": batch})) == {"/events/0/timezone": "timezone"}
    again = [appointed(id=chosen), faulty]
    answer = post(introduced, {"events": again})
    assert pointers(answer)["/events/1/id"] == "duplicate_id"


def test_targets_must_exist_and_be_of_a_kind_that_can_be_amended(
    introduced: APIClient, fact: str
) -> None:
    missing = post(introduced, amend("event.retracted", str(uuid4())))
    assert pointers(missing) == {"/data/event": "unknown_event"}
    change = amend("event.corrected", fact, changes={"occurred": "2019"})
    correction = append(introduced, change)
    wrong = post(introduced, amend("event.corrected", correction, changes={"occurred": "2018"}))
    assert pointers(wrong) == {"/data/event": "wrong_target"}
    assert fact in wrong.json()["errors"][0]["detail"]


@pytest.mark.parametrize("data", [None, [], "event", 5, {"event": 5}, {"event": None}])
def test_an_amendment_of_nothing_is_refused(introduced: APIClient, data: Any) -> None:
    response = post(introduced, {"type": "event.retracted", "data": data})
    assert response.status_code == 422
    assert all(pointer.startswith("/data") for pointer in pointers(response))


def test_corroboration_needs_citations(introduced: APIClient, fact: str) -> None:
    bare = amend("event.corroborated", fact)
    assert pointers(post(introduced, bare)) == {"/citations": "required"}
    append(introduced, {**bare, "citations": [{"source": "another-paper"}]})
    event = get(introduced, f"events/{fact}/").json()
    sources = [citation["source"] for citation in event["effective"]["citations"]]
    assert sources == ["seed-article", "another-paper"]


def test_only_what_is_in_a_story_is_taken_out_of_it(introduced: APIClient, fact: str) -> None:
    opened = {"story": "upheaval", "title": "Upheaval", "follows": []}
    append(introduced, {"type": "story.opened", "data": opened})
    out = amend("event.unfiled", fact, story="upheaval")
    assert pointers(post(introduced, out)) == {"/data/story": "not_filed"}
    append(introduced, amend("event.filed", fact, story="upheaval"))
    append(introduced, out)
    assert get(introduced, f"events/{fact}/").json()["effective"]["stories"] == []
    assert pointers(post(introduced, out)) == {"/data/story": "not_filed"}
    nowhere = amend("event.unfiled", fact, story="nowhere")
    assert pointers(post(introduced, nowhere)) == {"/data/story": "unknown_story"}


def test_only_what_is_in_dispute_can_be_settled(introduced: APIClient, fact: str) -> None:
    settle = amend("dispute.settled", fact, prevailing="original", reason="minutes found")
    assert pointers(post(introduced, settle)) == {"/data/event": "not_disputed"}
    dispute = amend("event.disputed", fact, account="He was asked to stay", what="happened")
    append(introduced, {**dispute, "citations": [CITATION]})
    assert get(introduced, f"events/{fact}/").json()["status"] == "disputed"
    append(introduced, settle)
    assert get(introduced, f"events/{fact}/").json()["status"] == "standing"
    assert pointers(post(introduced, settle)) == {"/data/event": "not_disputed"}


def test_one_dispute_is_settled_beside_another(introduced: APIClient, fact: str) -> None:
    first, second = (
        append(introduced, amend("event.disputed", fact, account="Later", what=what))
        for what in ("when", "other")
    )
    settle = amend("dispute.settled", first, prevailing="original", reason="minutes found")
    append(introduced, settle)
    assert pointers(post(introduced, settle)) == {"/data/event": "not_disputed"}
    effective = get(introduced, f"events/{fact}/").json()["effective"]
    assert [dispute["event"] for dispute in effective["disputes"]] == [second]


def test_what_is_settled_may_be_settled_again_for_the_other_account(
    introduced: APIClient, fact: str
) -> None:
    dispute = amend("event.disputed", fact, account="He was asked to stay", what="happened")
    disputed = append(introduced, {**dispute, "citations": [CITATION]})
    for target, prevailing, status in (
        (disputed, "account", "retracted"),
        (fact, "original", "standing"),
        (disputed, "account", "retracted"),
    ):
        append(
            introduced, amend("dispute.settled", target, prevailing=prevailing, reason="minutes")
        )
        assert get(introduced, f"events/{fact}/").json()["status"] == status


def test_what_a_batch_says_of_a_fact_already_is_no_change(introduced: APIClient, fact: str) -> None:
    surer = amend("event.corroborated", fact, confidence="official")
    batch = [
        amend("event.corrected", fact, changes={"occurred": "2019"}),
        {**surer, "citations": [CITATION]},
        amend("event.corrected", fact, changes={"confidence": "official"}),
    ]
    assert pointers(post(introduced, {"events": batch})) == {"/events/2/data/changes": "no_change"}


def test_that_it_is_settled_is_no_fault_beside_another(introduced: APIClient, fact: str) -> None:
    dispute = append(introduced, amend("event.disputed", fact, account="Later", what="when"))
    settle = amend("dispute.settled", dispute, prevailing="original", reason="minutes found")
    append(introduced, settle)
    other = amend("dispute.settled", dispute, prevailing="account", reason=None)
    assert pointers(post(introduced, other)) == {"/data/reason": "required"}


def test_a_faulty_introduction_is_not_reported_at_every_mention(editor: APIClient) -> None:
    nameless = {"type": "person.introduced", "data": {"person": "sam-altman"}}
    response = post(editor, {"events": [nameless, INTRODUCTIONS[0], appointed()]})
    assert pointers(response) == {"/events/0/data/name": "required"}
