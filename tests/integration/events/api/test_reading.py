"""GET events/ and event-types/: filters, pages, tables, tags."""

import csv
import io
import json
from base64 import b64encode
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from events.types import event_types

from .conftest import CITATION, amend, append, appointed, get, pointers, post


@pytest.fixture
def log(introduced: APIClient) -> APIClient:
    story = {"story": "dismissal", "title": "The dismissal", "follows": ["openai"]}
    append(introduced, {"type": "story.opened", "data": story})
    fact = append(introduced, appointed(stories=["dismissal"]))
    append(introduced, appointed("greg-brockman", confidence="official"))
    append(introduced, amend("event.corrected", fact, changes={"occurred": "2019"}))
    return introduced


def positions(response: Any) -> list[int]:
    assert response.status_code == 200, response.content
    return [event["position"] for event in response.json()["results"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7]),
        ({"order": "desc", "limit": "2"}, [7, 6]),
        ({"type": "person.appointed"}, [5, 6]),
        ({"type": "person.introduced,event.corrected"}, [2, 3, 7]),
        ({"entity": "sam-altman"}, [2, 5, 7]),
        ({"entity": "nobody"}, []),
        ({"entity": "sam-altman,openai"}, [5, 7]),
        ({"entity": ["openai", "greg-brockman"]}, [6]),
        ({"story": "dismissal"}, [4, 5, 7]),
        ({"type": "person.introduced, event.corrected"}, [2, 3, 7]),
        ({"stream": "organization/openai"}, [1, 5, 6, 7]),
        ({"recorded_by": "the-editor", "type": "story.opened"}, [4]),
        ({"recorded_by": "somebody"}, []),
        ({"confidence": "official"}, [6]),
        ({"confidence": "reported,official"}, [5, 6]),
        ({"status": "standing"}, [1, 2, 3, 4, 5, 6, 7]),
        ({"known_at": "@3"}, [1, 2, 3]),
        ({"known_at": "@0"}, []),
        ({"from": "2000-01-01", "to": "2001-01-01"}, []),
        ({"from": "2000-01-01"}, [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_filters(log: APIClient, query: dict[str, Any], found: list[int]) -> None:
    assert positions(get(log, "events/", **query)) == found


def test_amendments_of_an_event(log: APIClient) -> None:
    fact = get(log, "events/", entity="sam-altman").json()["results"][1]["id"]
    assert positions(get(log, "events/", amends=fact)) == [7]


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_pages_follow_on_however_the_log_grows(log: APIClient, order: str) -> None:
    response = get(log, "events/", limit="3", order=order)
    seen = positions(response)
    while url := response.json()["next"]:
        append(log, appointed())
        response = log.get(url)
        seen += positions(response)
    assert sorted(seen) == [1, 2, 3, 4, 5, 6, 7]
    assert seen == sorted(seen, reverse=order == "desc")


@pytest.mark.parametrize(
    "query",
    [
        {"known_at": "2999-01-01"},
        {"known_at": "2023-11-17T12:00"},
        {"known_at": "@99"},
        {"tz": "Mars/Base"},
        {"limit": "0"},
        {"limit": "many"},
        {"cursor": "%00"},
        {"cursor": b64encode(b"-1").decode()},
        {"cursor": b64encode(b"x").decode()},
        {"cursor": b64encode(str(2**63).encode()).decode()},
        {"order": "sideways"},
        {"amends": "x"},
        {"from": "then"},
        {"type": "person.apointed"},
        {"confidence": "sure"},
        {"status": "gone"},
        {"sort": "desc"},
        {"entity": "a\0"},
        {"at_least": "-1"},
        {"format": "csv"},
        {"to": "2001-01-01", "from": "2001-01-02"},
    ],
)
def test_a_bad_parameter_is_named(log: APIClient, query: dict[str, str]) -> None:
    response = get(log, "events/", **query)
    assert response.status_code == 400
    assert list(pointers(response)) == [f"/{next(iter(query))}"]


def test_all_that_is_wrong_is_told_at_once(log: APIClient) -> None:
    response = get(log, "events/", order="up", limit="0", known_at="@99", tz="Mars", sort="x")
    expected = {"/order", "/limit", "/known_at", "/tz", "/sort"}
    assert (response.status_code, set(pointers(response))) == (400, expected)


@pytest.mark.parametrize("name", ["as_of", "known_at", "tz", "at_least", "knownat"])
def test_so_is_one_of_an_event(log: APIClient, name: str) -> None:
    fact = get(log, "events/").json()["results"][0]["id"]
    assert list(pointers(get(log, f"events/{fact}/", **{name: "x"}))) == [f"/{name}"]
    assert (
        get(log, f"events/{fact}/", as_of="2023-11-17", tz="UTC", at_least="7").status_code == 200
    )


def test_what_the_log_has_not_reached_is_503(log: APIClient) -> None:
    assert positions(get(log, "events/", at_least="7"))
    response = get(log, "events/", at_least="8")
    assert (response.status_code, response["Retry-After"]) == (503, "1")


def test_the_answer_says_what_was_known(log: APIClient) -> None:
    known = get(log, "events/", known_at="@3").json()["known_at"]
    assert (known["requested"], known["position"]) == ("@3", 3)
    recorded = get(log, "events/").json()["results"][2]["recorded_at"]
    assert known["instant"] == recorded
    assert positions(get(log, "events/", known_at=recorded)) == [1, 2, 3]


def test_the_moment_asked_for_is_echoed(log: APIClient) -> None:
    fact = get(log, "events/").json()["results"][4]["id"]
    for path, known_at in (("events/", "@7"), (f"events/{fact}/", "@7"), (f"events/{fact}/", "@3")):
        told = get(log, path, as_of="2023-11-17", known_at=known_at, tz="Asia/Tokyo").json()
        assert told["as_of"] == {
            "requested": "2023-11-17",
            "instant": "2023-11-17T14:59:59.999999Z",
            "timezone": "Asia/Tokyo",
        }


def test_the_last_page_has_no_next(log: APIClient) -> None:
    assert get(log, "events/", limit="7").json()["next"] is None
    assert get(log, "events/", limit="6").json()["next"]


def test_a_page_is_as_long_as_those_of_other_lists(log: APIClient) -> None:
    assert len(positions(get(log, "events/", limit="1000"))) == 7
    assert list(pointers(get(log, "events/", limit="1001"))) == ["/limit"]


def test_a_pinned_answer_never_changes(log: APIClient) -> None:
    pinned = get(log, "events/", known_at="@3")
    assert "immutable" in pinned["Cache-Control"]
    assert not pinned["ETag"].startswith("W/")
    again = log.get("/api/v1/events/?known_at=@3", headers={"If-None-Match": pinned["ETag"]})
    assert again.status_code == 304
    assert "immutable" not in get(log, "events/")["Cache-Control"]


def test_every_answer_has_a_tag_of_its_own(log: APIClient) -> None:
    tags = [
        get(log, path, known_at="@3", **query)["ETag"]
        for path in ("events/", "events.csv", "events.ndjson")
        for query in ({}, {"type": "person.introduced"}, {"as_of": "2023-11-17"})
    ]
    assert len(set(tags)) == 9
    as_table = {"If-None-Match": tags[0], "Accept": "text/csv"}
    assert log.get("/api/v1/events/?known_at=@3", headers=as_table).status_code == 200


@pytest.mark.parametrize("query", [{}, {"known_at": "@3"}])
def test_what_other_code_answered_is_not_unchanged(
    log: APIClient, settings: Any, query: dict[str, str]
) -> None:
    headers = {"If-None-Match": get(log, "events/", **query)["ETag"]}
    assert log.get("/api/v1/events/", query, headers=headers).status_code == 304
    settings.NEWSROOM_CODE = "that of another day"
    assert log.get("/api/v1/events/", query, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["events.csv", "events.ndjson"])
def test_so_does_a_pinned_list_that_is_streamed(log: APIClient, path: str) -> None:
    pinned = get(log, path, known_at="@3")
    assert "immutable" in pinned["Cache-Control"]
    again = log.get(f"/api/v1/{path}?known_at=@3", headers={"If-None-Match": pinned["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == pinned["Cache-Control"]


def test_what_anybody_may_read_any_cache_may_keep(log: APIClient, settings: Any) -> None:
    assert get(log, "events/", known_at="@3")["Cache-Control"].startswith("private, immutable")
    assert get(log, "event-types/")["Cache-Control"] == "private, no-cache"
    settings.NEWSROOM_ANONYMOUS_READ = True
    assert get(log, "events/", known_at="@3")["Cache-Control"].startswith("public, immutable")


def test_the_present_is_the_same_until_something_is_recorded(log: APIClient) -> None:
    fact = get(log, "events/").json()["results"][4]["id"]
    for path in ("events/", f"events/{fact}/"):
        headers = {"If-None-Match": get(log, path)["ETag"]}
        assert log.get(f"/api/v1/{path}", headers=headers).status_code == 304
        append(log, appointed("greg-brockman"))
        assert log.get(f"/api/v1/{path}", headers=headers).status_code == 200


def test_a_story_and_an_entity_of_one_slug_are_told_apart(log: APIClient) -> None:
    before = get(log, "events/").json()["known_at"]["position"]
    opened = {"story": "openai", "title": "The board of OpenAI", "follows": []}
    append(log, {"type": "story.opened", "data": opened})
    said = {"speaker": "greg-brockman", "text": "No comment", "verbatim": True}
    remark = {"type": "statement.made", "occurred": "2019", "data": said, "citations": [CITATION]}
    append(log, {**remark, "stories": ["openai"]})
    filed = append(log, remark)
    append(log, amend("event.filed", filed, story="openai"))
    of_story = positions(get(log, "events/", story="openai"))
    assert of_story == [before + 1, before + 2, before + 3, before + 4]
    assert positions(get(log, "events/", story="openai", known_at=f"@{before}")) == []
    of_entity = positions(get(log, "events/", entity="openai"))
    assert of_entity
    assert of_entity == positions(get(log, "events/", entity="openai", known_at=f"@{before}"))
    assert positions(get(log, "events/", story="greg-brockman")) == []
    assert positions(get(log, "events/", entity="openai", story="openai")) == []


def test_events_of_somebody_are_those_of_whom_they_were_merged_with_too(log: APIClient) -> None:
    """As in every view: what is about the one is about the other while the merge stands."""
    merged = {"entity": "sam-altman", "into": "greg-brockman"}
    merge = append(log, {"type": "entity.merged", "data": merged})
    both = [2, 3, 5, 6, 7, 8]
    assert positions(get(log, "events/", entity="greg-brockman")) == both
    assert positions(get(log, "events/", entity="sam-altman")) == both
    assert positions(get(log, "events/", entity="greg-brockman", known_at="@7")) == [3, 6]
    append(log, amend("event.retracted", merge))
    assert positions(get(log, "events/", entity="greg-brockman")) == [3, 6, 8, 9]
    assert positions(get(log, "events/", entity="sam-altman")) == [2, 5, 7, 8, 9]
    append(log, amend("event.reinstated", merge))
    opened = {"story": "sam-altman", "title": "Altman", "follows": []}
    append(log, {"type": "story.opened", "data": opened})
    assert positions(get(log, "events/", entity="greg-brockman")) == [*both, 9, 10]
    assert positions(get(log, "events/", story="sam-altman")) == [11]


def test_a_status_is_what_has_become_of_an_event(log: APIClient) -> None:
    fact = get(log, "events/", entity="sam-altman").json()["results"][1]["id"]
    retraction = append(log, amend("event.retracted", fact))
    assert positions(get(log, "events/", status="retracted")) == [5]
    assert positions(get(log, "events/", status="retracted", known_at="@7")) == []
    disputed = amend("event.disputed", retraction, what="happened", account="No.")
    assert post(log, disputed).status_code == 422
    append(log, amend("event.retracted", retraction))
    assert positions(get(log, "events/", status="retracted")) == [8]
    assert positions(get(log, "events/", status="standing,retracted")) == list(range(1, 10))


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def test_the_log_is_a_table_too(log: APIClient) -> None:
    suffixed = log.get("/api/v1/events.csv")
    accepted = log.get("/api/v1/events/", headers={"Accept": "text/csv"})
    assert suffixed["Content-Type"].startswith("text/csv")
    table = body(suffixed)
    assert table == body(accepted)
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["position"] for row in rows] == [str(n) for n in range(1, 8)]
    assert rows[1]["data.person"] == "sam-altman"
    assert log.get("/api/v1/events.csv?type=person.apointed").status_code == 400


def test_tables_and_lines_are_whole_unless_a_page_is_asked_for(log: APIClient) -> None:
    batch = {"events": [appointed("greg-brockman") for _ in range(60)]}
    assert post(log, batch).status_code == 201
    lines = [json.loads(line) for line in body(log.get("/api/v1/events.ndjson")).splitlines()]
    assert [line["position"] for line in lines] == list(range(1, 68))
    assert lines[:50] == get(log, "events/").json()["results"]
    assert len(body(log.get("/api/v1/events.csv")).splitlines()) == 68
    assert len(body(log.get("/api/v1/events.csv?limit=5")).splitlines()) == 6


def test_an_unknown_event_is_404(log: APIClient) -> None:
    for unknown in ("x", "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"):
        response = get(log, f"events/{unknown}/")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
    assert get(log, "nothing-here/").json()["status"] == 404


def test_every_type_is_listed_with_a_schema_that_is_valid(log: APIClient) -> None:
    listed = get(log, "event-types/").json()["results"]
    assert [each["type"] for each in listed] == list(event_types())
    for each in listed:
        schema = log.get(each["json_schema"]).json()
        Draft202012Validator.check_schema(schema)
        assert schema["title"] == each["type"]
    assert get(log, "event-types/person.apointed/").status_code == 404


@pytest.mark.parametrize("path", ["event-types/", "event-types/person.appointed/", "projections/"])
def test_what_is_as_it_is_now_takes_the_parameters_of_every_view(log: APIClient, path: str) -> None:
    """They are checked, and of no effect: neither is of a moment."""
    universal = {"as_of": "2020-01-01", "known_at": "@1", "tz": "Asia/Tokyo", "at_least": "1"}
    asked, plain = (get(log, path, **given).json() for given in (universal, {}))
    for view in (*asked.get("results", ()), *plain.get("results", ())):
        view.pop("lag_seconds", None)  # how long it has been is another number with each tenth
    assert asked == plain
    refused = get(log, path, family="governance", as_of="soon", known_at="@999", tz="Mars")
    assert refused.status_code == 400
    assert pointers(refused) == {
        "/family": "unknown_parameter",
        "/as_of": "unreadable",
        "/known_at": "future",
        "/tz": "timezone",
    }
    assert get(log, path, at_least="999").status_code == 503


def test_the_openapi_document_describes_every_type(log: APIClient) -> None:
    accepted = {"Accept": "application/vnd.oai.openapi+json"}
    response = log.get("/api/schema/", headers=accepted)
    assert response.status_code == 200
    document = json.loads(response.content)
    assert document["openapi"].startswith("3.1")
    body = document["paths"]["/api/v1/events/"]["post"]["requestBody"]["content"]
    sent = body["application/json"]["schema"] | {"components": document["components"]}
    schemas = document["components"]["schemas"]
    assert [place.rpartition("/")[2] for place in sent["oneOf"][0].values()] == ["NewEvent"]
    named = schemas["NewEvent"]["discriminator"]["mapping"]
    told = {
        schemas[place.rpartition("/")[2]]["properties"]["type"]["const"] for place in named.values()
    }
    assert told == set(named) == set(event_types())
    validator = Draft202012Validator(sent)
    assert validator.is_valid(appointed())
    assert validator.is_valid({"events": [appointed(), appointed()]})
    assert not validator.is_valid({"type": "person.appointed"})
    assert post(log, appointed()).status_code == 201


def test_the_page_of_the_api_asks_no_other_host(log: APIClient) -> None:
    page = log.get("/api/docs/")
    assert page.status_code == 200
    assert "http://" not in page.content.decode().replace("http://testserver", "")
    assert "https://" not in page.content.decode()


def test_what_is_refused_before_any_view_is_a_problem_too(log: APIClient) -> None:
    many = "&".join(f"p{number}=1" for number in range(1_001))
    for response in (
        log.get("/api/v1/events/", headers={"Host": "elsewhere.example"}),
        log.get(f"/api/v1/events/?{many}"),
    ):
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"]


def test_what_an_event_is_about_later_changes_no_earlier_answer(log: APIClient) -> None:
    def about(**asked: str) -> list[int]:
        return positions(get(log, "events/", **asked))

    asked: list[dict[str, str]] = [{"entity": "greg-brockman"}, {"story": "dismissal"}]
    before = [about(**each) for each in asked]
    of_sam, of_greg = (event["id"] for event in get(log, "events/").json()["results"][4:6])
    append(log, amend("event.corrected", of_sam, changes={"data": {"person": "greg-brockman"}}))
    append(log, amend("event.filed", of_greg, story="dismissal"))
    assert [about(**each, known_at="@7") for each in asked] == before
    assert [about(**each) for each in asked] == [[3, 5, 6, 7, 8, 9], [4, 5, 6, 7, 8, 9]]
