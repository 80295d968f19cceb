"""Appending: what is answered, what is refused and why, idempotency, versions, dry runs."""

import uuid
from typing import Any

import httpx
import pytest

from tests.acceptance.desk import CITATION, Desk, Json

UUID7 = "01890a5d-ac96-774b-bcce-b302099a8057"


def appointment(desk: Desk, **envelope: Any) -> Json:
    told = {"person": "ada", "organization": "acme", "post": "ceo"}
    return {**desk.fact("person.appointed", "2020-01-01", **told), **envelope}


def head(desk: Desk) -> int:
    known = desk.client.get("events/", params={"limit": 1, "order": "desc"}).json()
    return int(known["results"][0]["position"])


def test_the_answer_to_an_append(desk: Desk) -> None:
    desk.known("ada")
    answer = desk.post(appointment(desk), appointment(desk, note="again"))
    assert answer.status_code == 201
    told = answer.json()
    assert told.keys() == {"position", "events"}
    assert told["position"] == desk.position + 2
    first, second = told["events"]
    assert first.keys() == {"id", "position", "stream", "version", "recorded_at"}
    assert [first["position"], second["position"]] == [desk.position + 1, desk.position + 2]
    assert first["stream"] == f"organization/{desk.slug('acme')}"
    assert second["version"] == first["version"] + 1
    assert first["recorded_at"] < second["recorded_at"]
    assert len(first["recorded_at"]) == len("2023-11-18T07:59:59.999999Z")
    assert uuid.UUID(first["id"]).version == 7


def test_an_event_is_read_as_it_was_recorded(desk: Desk) -> None:
    desk.known("ada")
    cited = [{**CITATION, "quote": "She leads it now.", "locator": "¶3", "attributed_to": "a post"}]
    [event] = desk.send(appointment(desk, citations=cited, confidence="official", note="Sure."))
    told = desk.ask(f"events/{event}/", at_least=None)
    assert told["type"] == "person.appointed"
    assert told["schema"] == 1
    assert told["occurred"] == "2020-01-01"
    assert told["timezone"] == "UTC"
    assert told["citations"] == cited
    assert (told["confidence"], told["note"]) == ("official", "Sure.")
    assert told["recorded_by"]
    assert len(told["hash"]) == 64
    assert told["amendments"] == []


def test_a_client_may_choose_the_id_once(desk: Desk) -> None:
    desk.known("ada")
    chosen = str(uuid.UUID(UUID7))
    [told] = desk.send(appointment(desk, id=chosen))
    assert told == chosen
    again = desk.post(appointment(desk, id=chosen, note="another"))
    assert again.status_code in {409, 422}
    assert again.json()["errors"][0]["pointer"] == "/id"


def test_an_order_of_a_batch_does_not_matter_for_what_it_introduces(desk: Desk) -> None:
    batch = [appointment(desk), desk.person("ada"), desk.organization("acme")]
    assert desk.post(*batch).status_code == 201


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    desk.known("ada")
    before = head(desk)
    answer = desk.post(appointment(desk), dry_run=True)
    assert answer.status_code == 200
    told = answer.json()
    assert told.keys() >= {"events", "opens", "closes", "contradictions"}
    [event] = told["events"]
    assert event["occurred"].keys() >= {
        "text",
        "edtf",
        "earliest",
        "latest",
        "timezone",
        "precision",
    }
    [opened] = [row for row in told["opens"] if row.get("post") == "ceo"]
    assert opened["person"] == desk.slug("ada")
    assert told["closes"] == []
    assert "{" not in event["summary"]
    assert head(desk) == before
    assert desk.holders("2021-01-01") == {}
    desk.send(appointment(desk))
    left = {"person": "ada", "organization": "acme", "post": "ceo", "manner": "resigned"}
    told = desk.post(desk.fact("person.departed", "2021-01-01", **left), dry_run=True).json()
    assert [row["person"] for row in told["closes"] if row.get("post") == "ceo"]
    assert desk.holders("2022-01-01") == {"ada": "certain"}


def test_a_misspelt_dry_run_records_nothing(desk: Desk) -> None:
    before = head(desk)
    answer = desk.client.post("events/", params={"dryrun": "true"}, json=desk.person("ada"))
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/dryrun"
    assert head(desk) == before


def test_without_the_slash_it_is_recorded_all_the_same(desk: Desk) -> None:
    """By clients that follow: to other redirects than 308 they send a GET, without the event."""
    answer = desk.client.post("events", json=desk.person("ada"), follow_redirects=True)
    assert [one.status_code for one in answer.history] == [308]
    assert answer.status_code == 201


def test_a_dry_run_of_what_is_refused(desk: Desk) -> None:
    desk.known("ada")
    answer = desk.post(appointment(desk, occurred="soon"), dry_run=True)
    assert answer.status_code == 422


def test_a_batch_is_recorded_whole_or_not_at_all(desk: Desk) -> None:
    desk.known("ada")
    before = head(desk)
    wrong = appointment(desk, occurred="soon")
    answer = desk.post(appointment(desk), wrong, appointment(desk, confidence="sure"))
    assert answer.status_code == 422
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert pointers == ["/events/1/occurred", "/events/2/confidence"]
    assert head(desk) == before


def without(event: Json, name: str) -> Json:
    return {key: value for key, value in event.items() if key != name}


def with_data(event: Json, **data: Any) -> Json:
    return {**event, "data": {**event["data"], **data}}


WRONG: list[tuple[str, Any, str]] = [
    ("no type", lambda e: without(e, "type"), "/type"),
    ("unknown type", lambda e: {**e, "type": "person.promoted"}, "/type"),
    ("type no text", lambda e: {**e, "type": 5}, "/type"),
    ("unknown schema", lambda e: {**e, "schema": 99}, "/schema"),
    ("no data", lambda e: without(e, "data"), "/data"),
    ("data no object", lambda e: {**e, "data": []}, "/data"),
    ("no time", lambda e: without(e, "occurred"), "/occurred"),
    ("no citations", lambda e: without(e, "citations"), "/citations"),
    ("empty citations", lambda e: {**e, "citations": []}, "/citations"),
    ("no source", lambda e: {**e, "citations": [{"url": "https://a.example"}]},
     "/citations/0/source"),
    ("source no slug", lambda e: {**e, "citations": [{"source": "The Gazette"}]},
     "/citations/0/source"),
    ("unknown field of a citation", lambda e: {**e, "citations": [{**CITATION, "page": 3}]},
     "/citations/0/page"),
    ("published is no date", lambda e: {**e, "citations": [{**CITATION, "published": "then"}]},
     "/citations/0/published"),
    ("confidence", lambda e: {**e, "confidence": "sure"}, "/confidence"),
    ("unknown field", lambda e: {**e, "surprise": 1}, "/surprise"),
    ("field of the log", lambda e: {**e, "position": 7}, "/position"),
    ("recorded_at", lambda e: {**e, "recorded_at": "2020-01-01T00:00:00Z"}, "/recorded_at"),
    ("id", lambda e: {**e, "id": "17"}, "/id"),
    ("stories", lambda e: {**e, "stories": ["no-such-story"]}, "/stories/0"),
    ("unknown field of the data", lambda e: with_data(e, salary=5), "/data/salary"),
    ("missing field of the data", lambda e: {**e, "data": without(e["data"], "post")},
     "/data/post"),
    ("unknown person", lambda e: with_data(e, person="nobody-at-all"), "/data/person"),
    ("organization for a person", lambda e: with_data(e, person=e["data"]["organization"]),
     "/data/person"),
    ("slug", lambda e: with_data(e, person="Ada L."), "/data/person"),
    ("acting is no truth", lambda e: with_data(e, acting="yes"), "/data/acting"),
    ("expected version", lambda e: {**e, "expected_version": -1}, "/expected_version"),
    ("correlation", lambda e: {**e, "correlation": "x"}, "/correlation"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "pointer"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_refused_with_its_place(desk: Desk, spoil: Any, pointer: str) -> None:
    desk.known("ada")
    answer = desk.post(spoil(appointment(desk)))
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert all(error["code"] and error["detail"] for error in problem["errors"])


def test_every_reason_at_once(desk: Desk) -> None:
    desk.known("ada")
    event = appointment(desk, confidence="sure", citations=[], occurred="soon")
    answer = desk.post(with_data(event, person="nobody-at-all", salary=5))
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"/confidence", "/citations", "/occurred", "/data/person", "/data/salary"}


def test_a_misspelt_id_is_told_the_nearest(desk: Desk) -> None:
    desk.known("adelaide")
    event = appointment(desk)
    answer = desk.post(with_data(event, person=desk.slug("adelaid")))
    [error] = answer.json()["errors"]
    assert desk.slug("adelaide") in error["detail"]


def test_introduced_once(desk: Desk) -> None:
    desk.known("ada")
    answer = desk.post(desk.person("ada"))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/data/person"
    twice = desk.post(desk.person("bob"), desk.person("bob"))
    assert twice.status_code == 422
    assert twice.json()["errors"][0]["pointer"] == "/events/1/data/person"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 422),
        (b'"x"', 422),
        (b"{}", 422),
        (b'{"events": []}', 422),
        (b'{"events": 5}', 422),
        (b'{"events": [], "more": 1}', 422),
        (b'{"type": "person.introduced", "type": "person.died", "data": {}}', 400),
        (b'{"type": "person.introduced", "data": {"person": "x", "name": NaN}}', 400),
        (b'{"type": "person.introduced", "data": {"person": "x", "name": "\\ud800"}}', 400),
    ],
)
def test_bodies_that_are_no_event(editor: httpx.Client, body: bytes, status: int) -> None:
    answer = editor.post("events/", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in ({status} | ({422} if status == 400 else set())), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_more_than_a_thousand_at_once(desk: Desk) -> None:
    batch = [desk.person(f"person-{number}") for number in range(1001)]
    assert desk.post(*batch).status_code == 422
    assert desk.post(*batch[:1000]).status_code == 201


def test_a_zero_byte_in_a_text_is_refused(desk: Desk) -> None:
    answer = desk.post(desk.person("ada", description="nothing\x00hidden"))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/data/description"


# --- Idempotency --------------------------------------------------------------------------------


def test_the_same_key_with_the_same_body_records_once(desk: Desk) -> None:
    desk.known("ada")
    key = f"{desk.prefix}-key"
    first = desk.post(appointment(desk), key=key)
    again = desk.post(appointment(desk), key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    other = desk.post(appointment(desk, note="other"), key=key)
    assert other.status_code == 422
    anew = desk.post(appointment(desk), key=f"{key}-2")
    assert anew.json()["position"] > first.json()["position"]


def test_a_refused_request_does_not_use_up_its_key(desk: Desk) -> None:
    key = f"{desk.prefix}-key"
    assert desk.post(appointment(desk), key=key).status_code == 422
    desk.known("ada")
    assert desk.post(appointment(desk), key=key).status_code == 201


# --- Versions -----------------------------------------------------------------------------------


def test_an_expected_version_that_is_not_so(desk: Desk) -> None:
    desk.known("ada")
    first = desk.post(appointment(desk)).json()["events"][0]
    missed = desk.post(appointment(desk, note="in between")).json()["events"][0]
    stale = desk.post(appointment(desk, expected_version=first["version"]))
    assert stale.status_code == 409
    problem = stale.json()
    assert problem["errors"][0]["pointer"] == "/expected_version"
    assert [event["id"] for event in problem["intervening"]] == [missed["id"]]
    assert problem["intervening"][0]["note"] == "in between"
    fresh = desk.post(appointment(desk, expected_version=missed["version"]))
    assert fresh.status_code == 201
    assert fresh.json()["events"][0]["version"] == missed["version"] + 1


def test_version_zero_expects_a_new_stream(desk: Desk) -> None:
    new = {**desk.person("ada"), "expected_version": 0}
    assert desk.post(new).status_code == 201


def test_a_stale_version_in_a_batch_records_nothing_of_it(desk: Desk) -> None:
    desk.known("ada")
    before = head(desk)
    answer = desk.post(desk.person("bob"), appointment(desk, expected_version=77))
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/events/1/expected_version"
    assert head(desk) == before


# --- The log, read ------------------------------------------------------------------------------


def test_the_log_by_page_and_filter(desk: Desk) -> None:
    desk.known("ada")
    for year in range(2000, 2005):
        desk.appointed("ada", f"{year}", post="ceo", confidence="official")
    stream = f"organization/{desk.slug('acme')}"
    first = desk.client.get("events/", params={"stream": stream, "limit": 4}).json()
    desk.appointed("ada", "2010", post="ceo")
    rest = desk.client.get(first["next"]).json()
    assert [e["version"] for e in first["results"] + rest["results"]] == [1, 2, 3, 4, 5, 6]
    assert rest["next"] is None
    by_type = desk.client.get(
        "events/", params={"entity": desk.slug("ada"), "type": "person.introduced"}
    ).json()
    assert [event["data"]["person"] for event in by_type["results"]] == [desk.slug("ada")]


def test_the_log_takes_no_moment_that_is_none(editor: httpx.Client) -> None:
    answer = editor.get("events/", params={"as_of": "yesterday"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/as_of"


def test_the_log_as_a_table(desk: Desk) -> None:
    desk.known("ada")
    stream = {"stream": f"person/{desk.slug('ada')}"}
    for answer in (
        desk.client.get("events.csv", params=stream),
        desk.client.get("events/", params=stream, headers={"Accept": "text/csv"}),
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/csv")
        heading, row = answer.text.splitlines()
        assert "position" in heading.split(",")
        assert desk.slug("ada") in row


def test_a_dry_run_does_not_use_up_a_key(desk: Desk) -> None:
    desk.known("ada")
    key = f"{desk.prefix}-key"
    assert desk.post(appointment(desk), dry_run=True, key=key).status_code == 200
    assert desk.post(appointment(desk), key=key).status_code == 201


def test_what_is_recorded_is_never_changed_or_deleted(desk: Desk) -> None:
    desk.known("ada")
    [event] = desk.send(appointment(desk))
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        answer = desk.client.request(method, f"events/{event}/", json={})
        assert answer.status_code == 405, method
        assert answer.headers["content-type"] == "application/problem+json"


def test_only_json_is_read(editor: httpx.Client) -> None:
    answer = editor.post("events/", data={"type": "person.introduced"})
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"
