"""Python's collector of cycles, kept away from work that makes many objects and hardly a cycle.

With a batch of events in memory it walks through all of them again each time that some hundreds
more were made: reading the log takes three times as long with it as without.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
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
