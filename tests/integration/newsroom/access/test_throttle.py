"""The throttle when it can count, and when it cannot."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from newsroom.access.keys import KeyHolder
from newsroom.access.throttling import CallerThrottle


@pytest.fixture(autouse=True)
def _throttle(redis_url: str, settings: Any) -> Iterator[None]:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 2
    cache.clear()
    yield
    CallerThrottle.cache_down_until = 0.0


def ask(prefix: str = "abcdefgh") -> CallerThrottle | None:
    """The throttle that refused, or None."""
    request = Request(APIRequestFactory().get("/"))
    request.user = KeyHolder("a program", prefix)  # type: ignore[assignment]
    throttle = CallerThrottle()
    return None if throttle.allow_request(request, APIView()) else throttle


def test_a_caller_has_so_many_requests_a_minute() -> None:
    assert [ask(), ask()] == [None, None]
    refused = ask()
    assert refused is not None
    assert 1 <= (refused.wait() or 0) <= 60
    assert ask("another1") is None


def test_a_cache_that_is_down_throttles_nobody_and_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = []

    def fail(key: str, **_: Any) -> int:
        tried.append(key)
        raise ConnectionRefusedError

    monkeypatch.setattr(cache, "incr", fail)
    assert [ask() for _ in range(10)] == [None] * 10
    assert len(tried) == 1


def test_zero_means_no_limit(settings: Any) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 0
    assert [ask() for _ in range(10)] == [None] * 10
