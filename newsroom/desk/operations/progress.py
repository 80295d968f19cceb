"""How far work in the background is, in percent, and when that is worth announcing."""

STEP = 25
"""Percent after which progress is announced again: a screen reader says each of them aloud."""


def percent(done: int, total: int) -> int:
    """0 to 100; of nothing to do, 0. More may be done than was foreseen, as the log grows."""
    return min(100 * done // total, 100) if total else 0


def step(percent: int) -> int:
    """The step that was reached last: 0, 25, 50, 75 or 100."""
    return percent // STEP * STEP
