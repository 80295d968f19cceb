"""A client for each group, and the events that most tests begin with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from rest_framework.test import APIClient

from newsroom.access.models import ApiKey
from stories.engine import checkpoints
from stories.redis_client import redis_client

Caller = Callable[..., APIClient]

CITATION = {"source": "seed-article", "locator": "¶3", "published": "2023-11-18"}
INTRODUCTIONS = [
    {
        "type": "organization.introduced",
        "data": {"organization": "openai", "name": "OpenAI", "kind": "nonprofit"},
    },
    {"type": "person.introduced", "data": {"person": "sam-altman", "name": "Sam Altman"}},
    {"type": "person.introduced", "data": {"person": "greg-brockman", "name": "Greg Brockman"}},
]


@pytest.fixture
def caller(empty_log: None) -> Iterator[Caller]:
    """Makes a client with a new key of a group; `caller()` is anonymous."""
    made: list[ApiKey] = []
    redis_client().flushdb()
    checkpoints.enter_projections()

    def make(group: str | None = None, name: str | None = None) -> APIClient:
        client = APIClient()
        if group:
            holder = Group.objects.get(name=group)
            key, text = ApiKey.objects.issue(name=name or f"the-{group}", group=holder)
            made.append(key)
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
        return client

    yield make
    for key in made:
        key.delete()


@pytest.fixture
def editor(caller: Caller) -> APIClient:
    return caller("editor")


@pytest.fixture
def reader(caller: Caller) -> APIClient:
    return caller("reader")


@pytest.fixture
def introduced(editor: APIClient) -> APIClient:
    """An editor, of a log that knows OpenAI and two people."""
    assert post(editor, {"events": INTRODUCTIONS}).status_code == 201
    return editor


@pytest.fixture
def fact(introduced: APIClient) -> str:
    """The id of an appointment."""
    return append(introduced, appointed())


def post(client: APIClient, body: Any, path: str = "events/", **headers: str) -> Any:
    return client.post(f"/api/v1/{path}", body, format="json", headers=headers)


def get(client: APIClient, path: str, **query: Any) -> Any:
    return client.get(f"/api/v1/{path}", query)


def appointed(person: str = "sam-altman", **changes: Any) -> dict[str, Any]:
    return {
        "type": "person.appointed",
        "occurred": "2019-03-11",
        "data": {"person": person, "organization": "openai", "post": "ceo"},
        "citations": [CITATION],
        **changes,
    }


def amend(type: str, event: str, **data: Any) -> dict[str, Any]:
    given = {
        "event.corrected": {"reason": "misread", "public_note": "We corrected a date."},
        "event.retracted": {"reason": "wrong", "public_note": "We withdrew this."},
        "event.reinstated": {"reason": "it was right"},
    }
    return {"type": type, "data": {"event": event, **given.get(type, {}), **data}}


def append(client: APIClient, event: dict[str, Any]) -> str:
    """Append one event that must be accepted; its id."""
    response = post(client, event)
    assert response.status_code == 201, response.content
    appended_id: str = response.json()["events"][0]["id"]
    return appended_id


def pointers(response: Any) -> dict[str, str]:
    """The codes of a problem's errors by their pointers."""
    assert response["Content-Type"] == "application/problem+json", response.content
    return {error["pointer"]: error["code"] for error in response.json()["errors"]}
