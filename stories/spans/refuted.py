"""Changes that happened at another time than told, put where another account tells them.

All that is settled is that they did not happen then. Where another account of the same change is
told, with nothing in between, they are in its window; otherwise, possible at any time, they might
as well begin or end a state of which nobody told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from events.when import Window
from stories.spans.changes import A, Change
from stories.spans.dated import first_of, last_of

_OPENING, _ENDING = ("opened", "seen"), ("closed", "ended")


def told_otherwise(changes: Sequence[Change[A]]) -> Sequence[Change[A]]:
    """The changes, those whose time was refuted in the window of the nearest other account."""
    if all(change.dated.fact.refuted is None for change in changes):
        return changes
    return [_placed(change, changes) for change in changes]


def _placed(change: Change[A], changes: Sequence[Change[A]]) -> Change[A]:
    refuted = change.dated.fact.refuted
    if refuted is None or change.kind == "seen":
        return change
    others = [
        other.dated
        for other in changes
        if _of_one_sort(other, change) and not _something_between(refuted, other, changes)
    ]
    if not others:
        return change
    nearest = min(others, key=lambda one: (_apart(refuted, one.window), one.order))
    return replace(change, dated=change.dated.narrowed(nearest.window))


def _of_one_sort(other: Change[Any], change: Change[Any]) -> bool:
    alike = (other.kind, other.cause, other.by) == (change.kind, change.cause, change.by)
    return alike and other.dated.fact.refuted is None


def _something_between(refuted: Window, other: Change[Any], changes: Sequence[Change[Any]]) -> bool:
    """Whether anything that makes them two changes comes between them, by the windows."""
    first, last = sorted((_order(refuted), _order(other.dated.window)))
    apart = _ENDING if other.kind == "opened" else _OPENING
    return any(
        first < _order(one.dated.window) < last
        for one in changes
        if one.kind in apart and one.dated.fact.refuted is None
    )


def _order(window: Window) -> tuple[Any, Any]:
    return first_of(window), last_of(window)


def _apart(one: Window, other: Window) -> timedelta:
    return abs(first_of(one) - first_of(other))
