"""The throttle when it can count, and when it cannot."""

import socket
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from redis import Redis
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from newsroom.access import throttling
from newsroom.access.keys import KeyHolder
from newsroom.access.throttling import CallerThrottle
from stories.redis_client import redis_client


@pytest.fixture(autouse=True)
def _throttle(redis_url: str, settings: Any) -> Iterator[None]:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 2
    redis_client().flushdb()
    throttling.counts.clear()
    yield
    CallerThrottle.down_until = 0.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The throttle's own, which a test moves by hand."""
    found = SimpleNamespace(now=time.monotonic())
    monkeypatch.setattr(throttling, "time", SimpleNamespace(monotonic=lambda: found.now))
    return found


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
    assert 50 <= (refused.wait() or 0) <= 60, "until the minute that began with the first is over"
    assert ask("another1") is None


def test_when_the_minute_is_over_the_count_begins_anew(
    clock: SimpleNamespace,
) -> None:
    counted = [CallerThrottle().count("a caller", 1000) for _ in range(5)]
    assert counted == [1, 2, 3, 4, 5]
    redis_client().flushdb()  # as Redis does by itself
    clock.now += throttling.PERIOD
    assert CallerThrottle().count("a caller", 1000) == 1


def test_callers_without_number_take_no_memory_without_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(throttling, "MOST_CALLERS", 3)
    for number in range(10):
        assert ask(f"caller-{number}") is None
        assert len(throttling.counts) <= 3


def test_none_is_lost_where_few_are_told_to_redis(settings: Any) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 500
    assert [ask() for _ in range(520)].count(None) == 500


@pytest.mark.parametrize(("limit", "asked"), [(1000, 82), (10_000, 892)])
def test_redis_is_told_at_each_hundredth_of_what_is_left(
    settings: Any, monkeypatch: pytest.MonkeyPatch, limit: int, asked: int
) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = limit
    told = []

    def telling() -> Redis:
        told.append(True)
        return redis_client()

    monkeypatch.setattr(throttling, "redis_client", telling)
    assert [ask() for _ in range(asked)] == [None] * asked
    assert len(told) == 10


def test_what_one_thread_is_telling_redis_no_other_tells_again(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 1100
    assert [ask() for _ in range(10)] == [None] * 10, "one told, nine counted here"
    others: list[bool] = []

    def overtaken() -> Redis:
        if not others:
            others.append(True)
            assert [ask() for _ in range(3)] == [None] * 3
        return redis_client()

    monkeypatch.setattr(throttling, "redis_client", overtaken)
    assert ask() is None
    assert others, "they came while this one was on its way"
    assert [ask() for _ in range(1100)].count(None) == 1100 - 14


@pytest.mark.parametrize("limit", [1000, 5000])
@pytest.mark.parametrize("many", [4, 16])
def test_processes_that_count_each_for_itself_let_hardly_more_through(
    settings: Any, monkeypatch: pytest.MonkeyPatch, many: int, limit: int
) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = limit
    processes: list[dict[str, throttling.Count]] = [{} for _ in range(many)]
    let_through = 0
    for number in range(limit * 6 // 5):
        monkeypatch.setattr(throttling, "counts", processes[number % many])
        let_through += ask() is None
    assert limit <= let_through <= limit * 1.04


def test_a_redis_that_is_down_throttles_nobody_and_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, clock: SimpleNamespace
) -> None:
    tried = []

    def nowhere() -> Redis:
        tried.append(True)
        return Redis(host="127.0.0.1", port=1)

    monkeypatch.setattr(throttling, "redis_client", nowhere)
    assert [ask() for _ in range(10)] == [None] * 10
    assert len(tried) == 1
    clock.now += throttling.RETRY_AFTER
    assert ask() is None
    assert len(tried) == 2, "for some seconds only"


def test_zero_means_no_limit(settings: Any) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 0
    assert [ask() for _ in range(10)] == [None] * 10


def test_an_address_that_is_only_claimed_is_not_counted_by() -> None:
    """Or a stranger would have as many requests as there are addresses."""

    def asked(claimed: str) -> bool:
        request = APIRequestFactory().get("/", headers={"X-Forwarded-For": claimed})
        return CallerThrottle().allow_request(Request(request), APIView())

    assert [asked(f"198.51.100.{number}") for number in range(3)] == [True, True, False]


def test_a_redis_that_hangs_holds_nobody_up(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "redis_client", redis_client.__wrapped__)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.REDIS_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        start = time.monotonic()
        assert [ask() for _ in range(5)] == [None] * 5
        assert time.monotonic() - start < 10
