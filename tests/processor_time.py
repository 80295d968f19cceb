"""Bounds on how long something takes, whatever else the machine is doing meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Of this thread's processor time: that of a clock goes on while a busy machine stalls us."""
    began = time.thread_time()
    yield
    took = time.thread_time() - began
    assert took < seconds, f"it took {took:.1f} s"
