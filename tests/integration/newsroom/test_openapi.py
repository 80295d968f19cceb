"""Whatever the API's own description allows, and what it forbids, is answered as described: no
failure of the server, and no status, kind of content or form that is not documented."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import hypothesis
import pytest
import schemathesis
from django.contrib.auth.models import Group
from django.core.wsgi import get_wsgi_application
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from events.recording.service import record
from newsroom.access.models import ApiKey
from stories.engine import checkpoints
from stories.redis_client import redis_client

CONFORMANCE = [status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 12
PATIENCE = 20_000  # milliseconds an answer


@pytest.fixture
def api(empty_log: None, settings: Settings) -> Iterator[schemathesis.BaseSchema]:
    """With a little to be found, asked by somebody who may do everything but operate."""
    settings.NEWSROOM_READ_WAIT_SECONDS = 0.01
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 1_000_000
    redis_client().flushdb()
    checkpoints.enter_projections()
    data = {"organization": "found", "name": "Found", "kind": "company"}
    record([{"type": "organization.introduced", "data": data}], recorded_by="desk")
    group = Group.objects.get(name="editor")
    key, text = ApiKey.objects.issue(name="schemathesis", group=group)
    headers = {"Authorization": f"Bearer {text}"}
    try:
        loaded = schemathesis.openapi.from_wsgi(
            "/api/schema/", get_wsgi_application(), headers=headers
        )
        loaded.config.update(headers=headers)
        yield loaded
    finally:
        key.delete()


@hypothesis.settings(
    max_examples=EXAMPLES,
    deadline=PATIENCE,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
@hypothesis.given(data=hypothesis.strategies.data())
def answered_as_described(
    operation: schemathesis.APIOperation[Any, Any, Any, Any], data: hypothesis.strategies.DataObject
) -> None:
    case = data.draw(operation.as_strategy())
    answer = case.call()
    assert answer.status_code < 500 or answer.status_code == 503, answer.text  # 503: not there yet
    case.validate_response(answer, checks=CONFORMANCE)


@pytest.mark.slow
def test_answers_are_as_described(api: schemathesis.BaseSchema, subtests: Any) -> None:
    operations = [found.ok() for found in api.get_all_operations()]  # type: ignore[union-attr]
    assert len(operations) > 30
    for operation in operations:
        with subtests.test(operation.label):
            answered_as_described(operation)


def test_the_examples_can_be_recorded_one_after_another(api: schemathesis.BaseSchema) -> None:
    content = api.raw_schema["paths"]["/api/v1/events/"]["post"]["requestBody"]["content"]
    examples = content["application/json"]["examples"].values()
    recorded = [record(_events(one["value"]), recorded_by="reader") for one in examples]
    assert [len(one.events) for one in recorded] == [3, 1]


def _events(body: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = body.get("events", [body])
    return found


IDS = {"organizations": "acme", "people": "ada", "stories": "tale", "event-types": "person.died"}
NEEDED = {"name": "acme", "from": "2020-01-01"}
FORMS = ("application/json", "text/csv", "application/x-ndjson", "application/xml")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_an_answer_is_described(api: schemathesis.BaseSchema, form: str) -> None:
    for described, answer in answers(api, form):
        told = described.get(str(answer.status_code))
        assert told is not None, (answer.request["PATH_INFO"], answer.status_code)
        sent = answer.headers.get("Content-Type", "").partition(";")[0]
        assert answer.status_code == 304 or sent in told["content"], answer.request["PATH_INFO"]


def test_what_every_answer_means_is_described(api: schemathesis.BaseSchema) -> None:
    for path, methods in api.raw_schema["paths"].items():
        for described in methods.values():
            untold = [
                status for status, told in described["responses"].items() if not told["description"]
            ]
            assert not untold, path


def test_the_columns_of_every_view_are_described(api: schemathesis.BaseSchema) -> None:
    compared = 0
    for described, answer in answers(api, "text/csv"):
        if answer.status_code == 200:
            told = described["200"]["content"]["text/csv"]["schema"]["description"]
            columns = answer.getvalue().decode().splitlines()[0].replace(",", ", ")
            if told.startswith("A table with the columns "):
                assert told == f"A table with the columns {columns}."
                compared += 1
    assert compared > 20


def answers(api: schemathesis.BaseSchema, form: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """What is said of the answers to a request, and an answer: to each request there is, and to
    one by whom it was answered before."""
    introductions = [
        {"type": "person.introduced", "data": {"person": "ada", "name": "Ada"}},
        {"type": "story.opened", "data": {"story": "tale", "title": "A tale", "follows": []}},
    ]
    ids = {**IDS, "events": record(introductions, recorded_by="desk").events[0]["id"]}
    credentials = (api.config.headers or {})["Authorization"]
    client = APIClient(HTTP_ACCEPT=form, HTTP_AUTHORIZATION=credentials)
    for path, methods in api.raw_schema["paths"].items():
        address = re.sub(r"\{.*\}", ids.get(path.split("/")[3], "tenures"), path)
        for method, described in methods.items():
            taken = [p["name"] for p in described.get("parameters", []) if p["in"] == "query"]
            asked = {name: NEEDED[name] for name in NEEDED if name in taken}
            answer = client.generic(method.upper(), address, QUERY_STRING=urlencode(asked))
            yield described["responses"], answer
            if tag := answer.headers.get("ETag"):
                again = client.get(address, asked, HTTP_IF_NONE_MATCH=tag)
                yield described["responses"], again
