"""Who may not read learns nothing, not even whether there is something."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from rest_framework_api_key.crypto import KeyGenerator

from events.recording.service import record
from newsroom.access.keys import KeyHolder, holder_of
from newsroom.access.models import ApiKey
from tests.integration.statements import noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

RECORD = ("events_", "stories_")
ASKED = [
    "resolve/?name={}",
    "organizations/{}/",
    "organizations/{}/board/",
    "organizations/{}/timeline.csv",
    "events/?entity={}",
]


@pytest.fixture(autouse=True)
def _recorded(empty_log: None) -> None:
    data = {"organization": "acme", "name": "acme", "kind": "company"}
    record([{"type": "organization.introduced", "data": data}], recorded_by="desk")


def key_without_rights() -> str:
    group = Group.objects.create(name="nobodies")
    return ApiKey.objects.issue(name="a program", group=group)[1]


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize("known", [True, False], ids=["no right", "no key"])
def test_the_refusal_is_the_same_and_looks_nothing_up(path: str, known: bool) -> None:
    """Not looking is what takes the same time whatever there is."""
    headers = {"Authorization": f"Bearer {key_without_rights()}"} if known else {}
    answers = []
    for name in ("acme", "nothing"):
        for _ in range(2):  # a key that was looked up before is remembered
            with noted() as statements:
                answer = Client().get(f"/api/v1/{path.format(name)}", headers=headers)
            assert statements.about(*RECORD) == []
        answers.append((answer.status_code, answer.content, len(statements)))
    assert answers[0] == answers[1]
    assert answers[0][0] == (403 if known else 401)


def test_a_key_is_kept_as_a_hash_alone() -> None:
    key = key_without_rights()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM access_apikey k")
        [(kept,)] = cursor.fetchall()
    assert key.partition(".")[2] not in kept
    assert "sha512$$" in kept


def test_a_prefix_that_exists_takes_as_much_work_as_one_that_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[str] = []
    verify = KeyGenerator.verify

    def counted(self: Any, key: str, hashed: str) -> bool:
        compared.append(hashed)
        return bool(verify(self, key, hashed))

    monkeypatch.setattr(KeyGenerator, "verify", counted)
    prefix = key_without_rights().partition(".")[0]
    for unknown in (f"{prefix}.{'a' * 32}", f"{'z' * 8}.{'a' * 32}"):
        compared.clear()
        assert holder_of(unknown) == "unknown"
        assert [len(hashed) for hashed in compared] == [len("sha512$$") + 128]


def test_hashes_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """By Django's comparison, which looks at every byte."""
    calls = []

    def compared(one: str, other: str) -> bool:
        calls.append((one, other))
        return one == other

    monkeypatch.setattr("rest_framework_api_key.crypto.constant_time_compare", compared)
    assert isinstance(holder_of(key_without_rights()), KeyHolder)
    assert len(calls) == 1


def test_why_a_key_fails_is_told_only_to_who_has_all_of_it() -> None:
    group = Group.objects.get(name="reader")
    key = ApiKey.objects.issue(name="old", group=group, revoked=True)[1]
    assert holder_of(key) == "revoked"
    assert holder_of(f"{key.partition('.')[0]}.{'a' * 32}") == "unknown"
