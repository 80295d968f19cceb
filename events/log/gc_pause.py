"""Python's garbage collector paused around work that makes many objects and hardly a cycle.

With a batch of events in memory it walks through all of them again each time that some hundreds
more were made: reading the log takes three times as long with it as without.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MOST_LEFT = 1_000_000
"""Objects more than before, by net, at which the collector looks through everything, for half a
second or so."""


@contextmanager
def gc_paused() -> Iterator[None]:
    """Reference counting alone frees what is done with; the collector comes back at the end.

    Then it looks at all that was made meanwhile and is still there: around a function rather than
    within it, that is not what its variables held.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def gc_paused_batch() -> Iterator[None]:
    """The same for one of many batches: what is still there after it is kept for the next ones.

    To walk all that after each took a tenth of the time of catching up, up to a quarter where much
    is kept. A batch leaves no cycles but perhaps with an error, and those wait for MOST_LEFT.
    """
    with gc_paused():
        try:
            yield
        finally:
            _keep()


_left = 0


def _keep() -> None:
    global _left  # noqa: PLW0603 - there is one collector
    _left += gc.get_count()[0]  # those made, without those freed meanwhile
    if _left < MOST_LEFT:
        gc.freeze()
    else:
        _left = 0
        gc.unfreeze()
        gc.collect()
