"""Wake-up calls: one for many events, and none that an append depends on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from events.log import read
from stories import tasks
from stories.engine import books, wake
from stories.engine.registry import projections
from stories.models import Checkpoint
from tests.integration.stories.engine.conftest import appointment

NOBODY_LISTENS = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The calls that are sent; none is received."""
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks.advance, "apply_async", lambda arguments, **_: sent.append(arguments))
    cache.clear()
    return sent


def test_one_call_for_many_appends(calls: list[tuple[str, int]], tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    tell(appointment("mira-murati", "2023-11-17"))
    assert sorted(calls) == [(name, 0) for name in projections()]


def test_a_worker_that_has_come_is_called_again_for_what_is_new(
    calls: list[tuple[str, int]], tell: Callable[..., int]
) -> None:
    calls.clear()
    wake.awake("tenures", 0)
    tell(appointment("sam-altman", "2019-03"))
    assert calls == [("tenures", 0)]


def test_an_append_succeeds_without_redis_and_the_sweep_finds_its_events(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(CACHES=NOBODY_LISTENS):
        position = tell(appointment("sam-altman", "2019-03"))
    assert read.head() == position

    received: list[tuple[Any, ...]] = []
    monkeypatch.setattr(tasks.advance, "delay", lambda *arguments: received.append(arguments))
    tasks.sweep()
    assert sorted(received) == [(name, 0) for name in projections()]
    for arguments in received:
        tasks.advance(*arguments)
    assert wake.lagging() == []
    assert not Checkpoint.objects.exclude(position=position).exists()


def test_the_sweep_calls_for_nothing_when_all_is_caught_up(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    books.open_books()
    for name in projections():
        tasks.advance(name)
    received: list[tuple[Any, ...]] = []
    monkeypatch.setattr(tasks.advance, "delay", lambda *arguments: received.append(arguments))
    tasks.sweep()
    assert received == []
