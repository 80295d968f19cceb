"""Guessing passwords, at the admin's door and at the desk's."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from newsroom.access import throttling
from newsroom.access.counted_logins import WEIGHT
from stories.redis_client import redis_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

DOORS = ["/admin/login/", "/desk/login/"]
PASSWORD = "a long walk by the river"
NAME = "lovelace7"
LIMIT = settings.AXES_FAILURE_LIMIT


@pytest.fixture(autouse=True)
def _account() -> None:
    get_user_model().objects.create_superuser(NAME, password=PASSWORD)


def knock(door: str, password: str, name: str = NAME, **headers: str) -> Any:
    given = {"username": name, "password": password}
    return Client(REMOTE_ADDR=headers.pop("address", "192.0.2.1")).post(
        door, given, headers=headers
    )


def wrong(door: str, times: int, **more: str) -> list[int]:
    return [knock(door, f"guess {number}", **more).status_code for number in range(times)]


@pytest.mark.parametrize("door", DOORS)
def test_after_some_wrong_passwords_even_the_right_one_waits(door: str) -> None:
    assert wrong(door, LIMIT) == [200] * (LIMIT - 1) + [429]
    refused = knock(door, PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "no login is possible from here for 15 minutes" in refused.content.decode()


def test_both_doors_count_together() -> None:
    wrong(DOORS[0], LIMIT - 1)
    assert wrong(DOORS[1], 1) == [429]


def test_nobody_elsewhere_is_locked_out() -> None:
    wrong(DOORS[1], LIMIT)
    assert knock(DOORS[1], PASSWORD, address="192.0.2.2").status_code == 302


def test_a_right_password_begins_the_count_anew() -> None:
    wrong(DOORS[1], LIMIT - 1)
    assert knock(DOORS[1], PASSWORD).status_code == 302
    assert wrong(DOORS[1], LIMIT - 1) == [200] * (LIMIT - 1)


def test_an_operator_can_let_somebody_in_at_once() -> None:
    wrong(DOORS[1], LIMIT)
    call_command("axes_reset_username", NAME, verbosity=0)
    assert knock(DOORS[1], PASSWORD).status_code == 302


@pytest.mark.parametrize("door", DOORS)
def test_names_that_nobody_has_are_answered_alike(door: str) -> None:
    def told(name: str) -> list[tuple[int, str]]:
        answers = [knock(door, "guess", name=name) for _ in range(LIMIT + 1)]
        return [(one.status_code, _without_token(one.content.decode(), name)) for one in answers]

    assert told(NAME) == told("nobody7")


def _without_token(page: str, name: str) -> str:
    lines = page.replace(name, "…").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.lower())


def test_an_address_that_is_only_claimed_does_not_count() -> None:
    """Or every guess could come from another one."""
    claimed = [
        knock(DOORS[1], "guess", **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(LIMIT)
    ]
    assert claimed[-1].status_code == 429


def test_behind_our_proxy_its_word_counts_and_the_callers_does_not(settings: Any) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}

    def through_proxy(caller: str, claim: int, password: str) -> int:
        noted = {"X-Forwarded-For": f"198.51.100.{claim}, {caller}"}
        status: int = knock(DOORS[1], password, **noted).status_code
        return status

    found = [through_proxy("203.0.113.7", claim, "guess") for claim in range(LIMIT)]
    assert found[-1] == 429
    assert through_proxy("203.0.113.8", 0, PASSWORD) == 302


def test_logins_are_counted_as_many_requests(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At both doors together, by the address alone, and before the password is looked at."""
    redis_client().flushdb()
    throttling.counts.clear()
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 3 * WEIGHT
    for number, door in enumerate([*DOORS, DOORS[0]]):
        assert knock(door, PASSWORD, name=f"nobody-{number}").status_code == 200
    with monkeypatch.context() as patched:
        patched.setattr("django.contrib.auth.forms.authenticate", None)
        for door in DOORS:
            refused = knock(door, PASSWORD)
            assert refused.status_code == 429
            assert 50 <= int(refused.headers["Retry-After"]) <= 60
            assert "From here no login is possible for" in refused.content.decode()
            assert Client(REMOTE_ADDR="192.0.2.1").get(door).status_code == 200
    assert knock(DOORS[1], PASSWORD, address="192.0.2.2").status_code == 302


def test_a_low_limit_lets_somebody_in_once_a_minute(settings: Any) -> None:
    redis_client().flushdb()
    throttling.counts.clear()
    settings.NEWSROOM_REQUESTS_PER_MINUTE = WEIGHT // 2
    assert knock(DOORS[1], PASSWORD).status_code == 302
    assert knock(DOORS[1], PASSWORD).status_code == 429
