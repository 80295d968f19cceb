"""The order in which the changes of one state can have happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stories.spans.changes import A, Change
from stories.spans.fitting import best_order
from stories.spans.refuted import told_otherwise


def in_order(changes: Sequence[Change[A]]) -> list[Change[A]]:
    """The changes in the order in which they happened: the one that fits best."""
    return _ordered(told_otherwise(changes))


def _ordered(changes: Sequence[Change[A]]) -> list[Change[A]]:
    """What nothing outlasts comes after all that can have happened before it."""
    final = next((change for change in changes if change.final), None)
    if final is None:
        return best_order(sorted(changes, key=_by_window))
    others = [change for change in changes if change is not final]
    before = [change for change in others if change.dated.first <= final.dated.last]
    after = [change for change in others if change.dated.first > final.dated.last]
    return [*_ordered(before), final, *_ordered(after)]


def _by_window(change: Change[Any]) -> tuple[Any, ...]:
    first, last, position = change.dated.order
    return first, last, not change.leaves_another, position
