"""When Python's garbage collector looks at what is there."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from events.log import gc_pause
from events.log.gc_pause import gc_paused, gc_paused_batch


class Knot:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    gc.collect()
    monkeypatch.setattr(gc_pause, "_left", 0)
    yield
    assert gc.isenabled()
    gc.unfreeze()


def test_the_collector_stays_away_and_comes_back_whatever_happens() -> None:
    @gc_paused()
    def failing() -> None:
        assert not gc.isenabled()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert gc.isenabled()


def test_who_has_sent_it_away_altogether_is_left_without_it() -> None:
    gc.disable()
    try:
        with gc_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_batch_leaves_is_not_walked_again() -> None:
    kept: list[list[object]] = []
    with gc_paused_batch():
        kept += [[number] for number in range(1_000)]
    assert gc.get_freeze_count() >= 1_000


def test_a_cycle_is_freed_once_so_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc_pause, "MOST_LEFT", 10_000)
    with gc_paused_batch():
        gone = weakref.ref(Knot())
    assert gone() is not None
    kept: list[list[object]] = []
    for _ in range(12):
        with gc_paused_batch():
            kept += [[number] for number in range(1_000)]
    assert gone() is None


def test_what_is_freed_meanwhile_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc_pause, "MOST_LEFT", 10_000)
    with gc_paused_batch():
        knot = weakref.ref(Knot())
    for _ in range(30):
        with gc_paused_batch():
            assert len([[number] for number in range(1_000)]) == 1_000
    assert knot() is not None
