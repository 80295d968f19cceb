"""A desk: events recorded and projected in this process, asked through the API."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from events.recording.service import record
from newsroom.access.keys import KeyHolder
from stories.engine.advance import catch_up
from tests.integration.upheaval import dismissal, opening

Json = dict[str, Any]


class Desk:
    """Answers are of what was appended; every read is by a key with the right to read."""

    def __init__(self) -> None:
        self.key = uuid4().hex  # of its own: requests are counted for each
        self.client = APIClient()
        self.log_in("read", "operate")

    def log_in(self, *rights: str) -> None:
        holder = KeyHolder("tests", self.key, frozenset(f"access.{right}" for right in rights))
        self.client.force_authenticate(user=holder)  # type: ignore[arg-type]

    def record(self, *envelopes: Json) -> list[Json]:
        """Append without projecting."""
        return record(list(envelopes), recorded_by="tests").events

    def project(self) -> None:
        catch_up()

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
