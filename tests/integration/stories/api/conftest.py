"""A desk: events recorded and projected in this process, asked through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.recording.service import record
from newsroom.access.keys import KeyHolder
from stories.engine.advance import advance
from stories.engine.registry import projections

Json = dict[str, Any]
PACIFIC = "America/Los_Angeles"


class Desk:
    """Answers are of what was appended; every read is by a key with the right to read."""

    def __init__(self) -> None:
        self.client = APIClient()
        self.log_in("read", "operate")

    def log_in(self, *rights: str) -> None:
        holder = KeyHolder("tests", "tests", frozenset(f"access.{right}" for right in rights))
        self.client.force_authenticate(user=holder)  # type: ignore[arg-type]

    def record(self, *envelopes: Json) -> list[Json]:
        """Append without projecting."""
        return record(list(envelopes), recorded_by="tests").events

    def project(self) -> None:
        for name in projections():
            advance(name)

    def append(self, *envelopes: Json) -> list[Json]:
        recorded = self.record(*envelopes)
        self.project()
        return recorded

    def get(self, path: str, /, headers: Any = None, **query: Any) -> Any:
        given = {name.rstrip("_"): value for name, value in query.items()}
        return self.client.get(f"/api/v1/{path}", given, headers=dict(headers or {}))

    def ask(self, path: str, /, **query: Any) -> Json:
        response = self.get(path, **query)
        assert response.status_code == 200, response.content
        told: Json = response.json()
        return told


def event(type: str, occurred: str | None = None, **data: Any) -> Json:
    envelope: Json = {"type": type, "data": data, "timezone": PACIFIC}
    if occurred is not None:
        envelope |= {
            "occurred": occurred,
            "confidence": "confirmed",
            "stories": ["upheaval"],
            "citations": [{"source": "blog", "published": "2023-11-20"}],
        }
    else:
        del envelope["timezone"]
    return envelope


def opening() -> list[Json]:
    """A company with a board of three, a chief executive and a story about it."""
    people = {"ada": "Ada Lee", "bob": "Bob Ray", "cem": "Cem Can", "dot": "Dot Fox"}
    member = {"organization": "acme", "post": "director"}
    return [
        event(
            "organization.introduced",
            organization="acme",
            name="Acme",
            kind="company",
            timezone=PACIFIC,
        ),
        *(event("person.introduced", person=slug, name=name) for slug, name in people.items()),
        event("story.opened", story="upheaval", title="Upheaval", follows=["acme", "ada"]),
        event("person.appointed", "2020-01-01", person="ada", **member, independent=False),
        event("person.appointed", "2020-01-01", person="bob", **member, independent=True),
        event("person.appointed", "2020-02", person="cem", **member),
        event("person.appointed", "2020-01-01", person="bob", organization="acme", post="chair"),
        event("person.appointed", "2020-01-01", person="ada", organization="acme", post="ceo"),
    ]


def dismissal() -> list[Json]:
    noon = "2023-11-17T12:00:00-08:00"
    gone = {"person": "ada", "organization": "acme", "manner": "removed"}
    return [
        event("person.departed", noon, **gone, post="ceo"),
        event("person.departed", noon, **gone, post="director"),
        event(
            "person.appointed",
            noon,
            person="dot",
            organization="acme",
            post="ceo",
            acting=True,
            replaces="ada",
        ),
    ]


@pytest.fixture
def desk(empty_log: None, settings: Any) -> Desk:
    settings.NEWSROOM_READ_WAIT_SECONDS = 0.2
    return Desk()


@pytest.fixture
def told(desk: Desk) -> Callable[[], Desk]:
    """The desk after the opening (positions 1 to 11) and the dismissal (12 to 14)."""

    def tell() -> Desk:
        desk.append(*opening())
        desk.append(*dismissal())
        return desk

    return tell
