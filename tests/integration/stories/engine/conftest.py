"""A small newsroom to derive views of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from events.recording.service import record
from newsroom.development.servers import Addresses

Tell = Callable[..., int]
CITATION = {"source": "article", "published": "2023-11-18"}


def fact(type_: str, occurred: str, **data: Any) -> dict[str, Any]:
    """An envelope of a cited fact."""
    return {
        "type": type_,
        "occurred": occurred,
        "timezone": "America/Los_Angeles",
        "data": data,
        "citations": [CITATION],
    }


def introduction(kind: str, slug: str, /, **data: Any) -> dict[str, Any]:
    name = slug.replace("-", " ").title()
    return {"type": f"{kind}.introduced", "data": {kind: slug, "name": name, **data}}


def departure(person: str, occurred: str, post: str = "ceo") -> dict[str, Any]:
    return fact(
        "person.departed",
        occurred,
        person=person,
        organization="openai",
        post=post,
        manner="removed",
    )


def appointment(person: str, occurred: str, post: str = "ceo") -> dict[str, Any]:
    return fact("person.appointed", occurred, person=person, organization="openai", post=post)


@pytest.fixture
def tell(empty_log: None) -> Tell:
    """Record envelopes; gives the last position."""

    def told(*envelopes: dict[str, Any]) -> int:
        return record(list(envelopes), recorded_by="desk").position

    told(
        introduction("organization", "openai", kind="nonprofit"),
        introduction("person", "sam-altman"),
        introduction("person", "mira-murati"),
    )
    return told


@pytest.fixture
def own_database(addresses: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has processes that a test starts work in the database of the tests."""
    place = urlsplit(addresses.database_url)
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv("DATABASE_URL", urlunsplit(place._replace(path=f"/{name}")))
