"""From the text of a key to who it stands for."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from rest_framework_api_key.crypto import KeyGenerator

from newsroom.access.keys import KeyHolder, holder_of
from newsroom.access.models import ApiKey

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


def test_a_prefix_that_nobody_has_costs_as_much_as_one_that_somebody_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Or the time that a refusal takes would tell which prefixes there are."""
    verify, compared = KeyGenerator.verify, []

    def comparing(generator: KeyGenerator, key: str, hashed: str) -> bool:
        algorithm, _, rest = hashed.partition("$")
        compared.append((algorithm, len(rest)))
        return bool(verify(generator, key, hashed))

    monkeypatch.setattr(KeyGenerator, "verify", comparing)
    for prefix in (issue().partition(".")[0], "a" * 8):
        assert holder_of(f"{prefix}.{'a' * 32}") == "unknown"
    somebody, nobody = compared
    assert somebody == nobody


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
