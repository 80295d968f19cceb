"""Who may do what, and what stands beside the record: health, schema, documentation, operation."""

import re
import time
from typing import Any

import httpx
import pytest

from newsroom.development.private import Newsroom
from tests.acceptance.conftest import Keys
from tests.acceptance.desk import Desk

UUID7 = "01890a5d-ac96-774b-bcce-b302099a8057"
HTTP_METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def schema(editor: httpx.Client, newsroom: Newsroom) -> dict[str, Any]:
    answer = editor.get(f"{newsroom.url}/api/schema/")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def addresses(schema: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (method, re.sub(r"\{[^}]*\}", UUID7, path))
        for path, operations in schema["paths"].items()
        for method in operations
        if method in HTTP_METHODS
    ]


def test_nothing_without_credentials(
    schema: dict[str, Any], newsroom: Newsroom, anonymous: httpx.Client
) -> None:
    found = addresses(schema)
    assert len(found) > 20
    for method, path in found:
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Bearer a.b"}):
            answer = anonymous.request(method, f"{newsroom.url}{path}", headers=headers)
            assert answer.status_code == 401, (method, path, answer.status_code)
            assert answer.headers["content-type"] == "application/problem+json"
            assert "www-authenticate" in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/api/schema/", "/api/docs/", "/api/v1/events.csv", "/api/v1/people.csv", "/metrics"],
)
def test_no_other_address_either(newsroom: Newsroom, anonymous: httpx.Client, path: str) -> None:
    assert anonymous.get(f"{newsroom.url}{path}").status_code in {401, 403, 404}


def test_health_is_open_and_says_nothing_else(newsroom: Newsroom, anonymous: httpx.Client) -> None:
    for path in ("/healthz", "/readyz"):
        answer = anonymous.get(f"{newsroom.url}{path}")
        assert answer.status_code == 200
        assert len(answer.text) < 40


def test_an_address_that_is_none(editor: httpx.Client) -> None:
    answer = editor.get("nothing/here/")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def fact(desk: Desk) -> dict[str, Any]:
    told = {"person": "ada", "organization": "acme", "post": "ceo"}
    return desk.fact("person.appointed", "2020-01-01", **told)


def test_groups(desk: Desk, of_group: Keys) -> None:
    desk.known("ada")
    event = desk.appointed("ada", "2020-01-01")
    retraction = {
        "type": "event.retracted",
        "data": {"event": event, "reason": "r", "public_note": "n"},
    }
    merge = {
        "type": "entity.merged",
        "data": {"entity": desk.slug("ada"), "into": desk.slug("ada")},
    }
    board = f"organizations/{desk.slug('acme')}/board/"
    expected = {
        "reader": {"read": 200, "append": 403, "correct": 403, "rebuild": 403},
        "reporter": {"read": 200, "append": 200, "correct": 403, "rebuild": 403},
        "editor": {"read": 200, "append": 200, "correct": 200, "rebuild": 403},
    }
    dry = {"dry_run": "true"}
    for group, rights in expected.items():
        client = of_group(group)
        found = {
            "read": client.get(board).status_code,
            "append": client.post("events/", params=dry, json=fact(desk)).status_code,
            "correct": client.post("events/", params=dry, json=retraction).status_code,
            "rebuild": client.post("projections/names/rebuild/").status_code,
        }
        assert found == rights, group
        assert client.post("projections/names/retry/").status_code == 403
    refused = of_group("reporter").post("events/", json={"events": [fact(desk), merge]})
    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"


def test_every_event_shows_who_recorded_it(desk: Desk, of_group: Keys) -> None:
    desk.known("ada")
    reporter = of_group("reporter")
    answer = reporter.post("events/", json=fact(desk))
    assert answer.status_code == 201
    [event] = answer.json()["events"]
    assert reporter.get(f"events/{event['id']}/").json()["recorded_by"] == "the-reporter"


# --- The description of the API -----------------------------------------------------------------


def test_the_schema_is_openapi_3_1(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    assert schema["info"]["title"]
    for path in (
        *("/api/v1/events/", "/api/v1/events/{id}/", "/api/v1/event-types/", "/api/v1/resolve/"),
        *("/api/v1/organizations/{id}/board/", "/api/v1/organizations/{id}/leadership/"),
        *("/api/v1/organizations/{id}/board/changes/", "/api/v1/organizations/{id}/timeline/"),
        *("/api/v1/people/{id}/career/", "/api/v1/stories/{id}/timeline/"),
        *("/api/v1/projections/", "/api/v1/projections/{name}/rebuild/"),
    ):
        assert path in schema["paths"], path
    board = schema["paths"]["/api/v1/organizations/{id}/board/"]["get"]
    names = {parameter["name"] for parameter in board["parameters"]}
    assert {"as_of", "known_at", "tz", "at_least"} <= names
    assert board["security"]
    ids = [
        operation["operationId"]
        for operations in schema["paths"].values()
        for method, operation in operations.items()
        if method in HTTP_METHODS
    ]
    assert len(ids) == len(set(ids))


def test_every_reference_of_the_schema_leads_somewhere(schema: dict[str, Any]) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [ref for inner in value.values() for ref in references(inner)]
        if isinstance(value, list):
            return [ref for inner in value for ref in references(inner)]
        return []

    for reference in references(schema):
        place: Any = schema
        assert reference.startswith("#/"), reference
        for part in reference[2:].split("/"):
            place = place[part.replace("~1", "/").replace("~0", "~")]
        assert place is not None


def test_the_documentation_loads_nothing_from_elsewhere(
    editor: httpx.Client, newsroom: Newsroom
) -> None:
    page = editor.get(f"{newsroom.url}/api/docs/")
    assert page.status_code == 200
    loaded = re.findall(r"""(?:src|href)=["']([^"']+)["']""", page.text)
    assert loaded
    for address in loaded:
        assert not address.startswith(("http:", "https:", "//")), address
        assert editor.get(f"{newsroom.url}{address}").status_code == 200, address


def test_event_types_describe_themselves(editor: httpx.Client) -> None:
    types = editor.get("event-types/").json()["results"]
    names = {one["type"] for one in types}
    assert {"person.appointed", "board.reported", "event.corrected", "story.opened"} <= names
    for name in names:
        described = editor.get(f"event-types/{name}/").json()
        assert described["type"] == "object"
        assert described["$schema"].endswith("2020-12/schema")
    departed = editor.get("event-types/person.departed/").json()
    assert {"person", "organization", "post", "manner"} <= set(departed["required"])
    assert departed["additionalProperties"] is False


# --- Operating ----------------------------------------------------------------------------------


def test_projections_are_listed_rebuilt_and_retried(desk: Desk, of_group: Keys) -> None:
    desk.appointed("ada", "2020-01-01")
    desk.board()
    operator = of_group("operator")
    listed = {one["name"]: one for one in operator.get("projections/").json()["results"]}
    assert {"facts", "names", "tenures"} <= listed.keys()

    path = f"organizations/{desk.slug('acme')}/board/"
    asked = {"as_of": "2021-01-01", "known_at": f"@{desk.position}"}
    before = desk.client.get(path, params=asked)
    started = operator.post("projections/tenures/rebuild/")
    assert started.status_code == 202, started.text
    deadline = time.monotonic() + 120
    while generation(operator) == listed["tenures"]["generation"]:
        assert time.monotonic() < deadline, operator.get("projections/").text
        time.sleep(0.1)
    after = desk.client.get(path, params=asked)
    assert after.content == before.content
    desk.departed("ada", "2020-06-01")
    assert desk.board("2021-01-01") == {}

    retried = operator.post("projections/tenures/retry/")
    assert retried.status_code == 200
    assert retried.json()["projection"] == "tenures"
    for verb in ("rebuild", "retry"):
        assert operator.post(f"projections/nothing/{verb}/").status_code == 404


def generation(operator: httpx.Client) -> Any:
    found = operator.get("projections/").json()["results"]
    return next(one["generation"] for one in found if one["name"] == "tenures")
