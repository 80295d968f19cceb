"""When Python's collector of cycles looks at what is there."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from events.log.collecting import BATCHES, uncollected, uncollected_batch


class Knot:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    assert gc.isenabled()
    gc.unfreeze()


def test_the_collector_stays_away_and_comes_back_whatever_happens() -> None:
    @uncollected()
    def failing() -> None:
        assert not gc.isenabled()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert gc.isenabled()


def test_who_has_sent_it_away_altogether_is_left_without_it() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_a_batch_leaves_is_not_walked_again() -> None:
    before = gc.get_freeze_count()
    kept: list[list[object]] = []
    for _ in range(2):
        with uncollected_batch():
            kept += [[number] for number in range(1_000)]
        if gc.get_freeze_count():
            break
    assert gc.get_freeze_count() - before >= 1_000


def test_a_cycle_is_freed_after_so_many_batches() -> None:
    with uncollected_batch():
        gone = weakref.ref(Knot())
    for _ in range(BATCHES):
        with uncollected_batch():
            pass
    assert gone() is None
