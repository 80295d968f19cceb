"""From the text of a key to who it stands for."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from newsroom.access import keys
from newsroom.access.keys import KeyHolder, holder_of, remembered
from newsroom.access.models import ApiKey
from tests.integration.statements import noted

pytestmark = pytest.mark.django_db


def issue(**fields: object) -> str:
    group = Group.objects.get(name="reader")
    return ApiKey.objects.issue(name="a program", group=group, **fields)[1]


def test_a_key_is_known_within_a_millisecond_or_so() -> None:
    """Password hashers, which take a hundred times as long, would be caught by this."""
    key = issue()
    times = []
    for _ in range(30):
        start = time.perf_counter()
        assert isinstance(holder_of(key), KeyHolder)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.005


@pytest.mark.parametrize("key", ["", "x", "a" * 41, "abcdefgh.", "ab\0defgh." + "a" * 32, "é" * 41])
def test_what_does_not_look_like_a_key_is_not_looked_up(key: str) -> None:
    assert holder_of(key) == "malformed"


def test_the_secret_must_match_the_prefix() -> None:
    prefix = issue().partition(".")[0]
    assert holder_of(f"{prefix}.{'a' * 32}") == "unknown"
    assert holder_of(f"{'a' * 8}.{'a' * 32}") == "unknown"


def test_revoked_and_expired_keys_stand_for_nobody() -> None:
    now = datetime.now(UTC)
    assert holder_of(issue(revoked=True)) == "revoked"
    assert holder_of(issue(expires=now - timedelta(seconds=1))) == "expired"
    assert isinstance(holder_of(issue(expires=now + timedelta(hours=1))), KeyHolder)


def test_what_a_group_may_do_its_keys_may_at_once() -> None:
    key = issue()
    before = holder_of(key)
    group = Group.objects.get(name="reader")
    group.permissions.clear()
    after = holder_of(key)
    assert isinstance(before, KeyHolder)
    assert isinstance(after, KeyHolder)
    assert before.has_perm("access.read")
    assert not after.has_perm("access.read")


def revoke(key: ApiKey) -> None:
    ApiKey.objects.filter(pk=key.pk).update(revoked=True)


def revoke_as_the_processes_do(key: ApiKey) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {settings.NEWSROOM_RUNTIME_ROLE}")
        revoke(key)
        cursor.execute("RESET ROLE")


def expire(key: ApiKey) -> None:
    key.expires = datetime.now(UTC) - timedelta(seconds=1)
    key.save(update_fields=["expires"])


def delete(key: ApiKey) -> None:
    key.delete()


def truncate(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table}")


def empty(key: ApiKey) -> None:
    truncate("access_apikey")


def replace(key: ApiKey) -> None:
    key.generate()
    key.save()


def replace_its_hash(key: ApiKey) -> None:
    ApiKey.objects.filter(pk=key.pk).update(hashed_key=f"sha512$${'0' * 128}")


def move_to_another_group(key: ApiKey) -> None:
    key.group = Group.objects.create(name="nobodies")
    key.save()


def rename(key: ApiKey) -> None:
    key.name = "another program"
    key.save()


def take_a_right_from_the_group(key: ApiKey) -> None:
    key.group.permissions.remove(Permission.objects.get(codename="read"))


def take_all_rights_from_the_group(key: ApiKey) -> None:
    truncate("auth_group_permissions")


def give_the_group_a_right(key: ApiKey) -> None:
    key.group.permissions.add(Permission.objects.get(codename="append"))


def delete_a_right(key: ApiKey) -> None:
    Permission.objects.get(codename="read").delete()


def call_a_right_otherwise(key: ApiKey) -> None:
    Permission.objects.filter(codename="read").update(codename="look")


def call_the_application_otherwise(key: ApiKey) -> None:
    ContentType.objects.filter(app_label="access").update(app_label="entrance")


CHANGES = [
    *(revoke, revoke_as_the_processes_do, expire, delete, empty),
    *(replace, replace_its_hash, move_to_another_group, rename),
    *(take_a_right_from_the_group, take_all_rights_from_the_group, give_the_group_a_right),
    *(delete_a_right, call_a_right_otherwise, call_the_application_otherwise),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_who_is_remembered_is_looked_up_anew_once_a_right_has_changed(
    change: Callable[[ApiKey], None],
) -> None:
    group = Group.objects.get(name="reader")
    key, text = ApiKey.objects.issue(name="a program", group=group)
    before = holder_of(text)
    assert remembered(text)
    change(key)
    found = holder_of(text)
    keys._remembered.clear()
    assert found == holder_of(text) != before


def test_who_is_remembered_costs_a_look_at_the_mark_and_none_where_it_is_told() -> None:
    text = issue()
    holder = holder_of(text)
    known = remembered(text)
    assert known is not None
    with noted() as statements:
        assert holder_of(text) == holder
        assert statements == ["SELECT mark FROM access_rightsmark"]
        statements.clear()
        assert holder_of(text, known.mark) == holder
        assert statements == []
        ApiKey.objects.update(revoked=True)
        assert holder_of(text, uuid4()) == "revoked"


def test_a_change_that_was_undone_is_none() -> None:
    text = issue()
    holder = holder_of(text)
    with transaction.atomic():
        ApiKey.objects.update(revoked=True)
        assert holder_of(text) == "revoked"
        transaction.set_rollback(True)
    assert holder_of(text) == holder


def test_that_a_key_is_used_makes_nobody_look_it_up_anew() -> None:
    text = issue()
    holder_of(text)
    known = remembered(text)
    assert known is not None
    ApiKey.objects.update(last_used=datetime.now(UTC) - timedelta(days=1))
    with noted() as statements:
        assert holder_of(text) == known.holder
    assert len(statements) == 1


@pytest.mark.parametrize("ends", ["remembering", "the key"])
def test_nobody_is_remembered_for_ever(ends: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key expires without a change that would tell so; and when a key is used is to be noted."""
    soon = datetime.now(UTC) + timedelta(seconds=60)
    text = issue(expires=soon if ends == "the key" else None)
    holder_of(text)
    wait = keys.REMEMBERED_FOR if ends == "remembering" else timedelta(seconds=60)

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp((super().now(tz) + wait).timestamp(), tz)

    assert remembered(text)
    monkeypatch.setattr(keys, "datetime", Later)
    assert not remembered(text)
    assert isinstance(holder_of(text), KeyHolder) is (ends == "remembering")


def test_so_many_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_remembered", keys.memory(2))
    for _ in range(5):
        assert isinstance(holder_of(issue()), KeyHolder)
        assert len(keys._remembered) <= 2


def test_no_key_is_kept_in_memory_as_it_is() -> None:
    text = issue()
    holder_of(text)
    assert text not in repr(keys._remembered)
    assert text.partition(".")[2] not in repr(keys._remembered)
