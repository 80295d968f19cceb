"""When a state began: by its opening, its observations, its eve, and what limits it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from events.when import Window
from events.when.window import FIRST, LAST
from stories.spans.accounts import Account
from stories.spans.dated import MICROSECOND, Dated, eve_of, first_of, last_of


def known_start(opened: Window, sightings: Sequence[Dated]) -> Window:
    """The opening's window; an observation within it narrows it."""
    first, last = first_of(opened), last_of(opened)
    for seen in sightings:
        last = min(last, max(first, _certain_once_opened(seen, first)))
    without_limit = opened.latest is None and last == LAST
    return Window(opened.earliest, None if without_limit else last)


def _certain_once_opened(seen: Dated, first: datetime) -> datetime:
    """From when an observation makes certain a state that began at `first` or later."""
    if seen.day is None:
        return seen.last
    morning, _ = seen.day
    if first < morning:
        return morning
    # It began on the very day: in the part of it that the observation leaves.
    return seen.first if first < seen.first else seen.last


def unknown_start(
    sightings: Sequence[Dated],
    opened: Account | None,
    closed: Dated | None,
    previous: Window | None,
) -> tuple[datetime, datetime]:
    """From when it is certain, and by when at the latest the state had begun.

    `closed` is an end that was told as such; `previous` the end of the last time that it held.
    """
    certain = [_certain_from(seen, previous) for seen in sightings]
    begun = [seen.last for seen in sightings]
    if opened is not None:
        certain.append(last_of(opened.window))
        begun.append(last_of(opened.window))
    if closed is not None:
        certain.append(eve_of(closed.last, closed.timezone))
        begun.append(closed.last)
    return min(certain), min(begun)


def _certain_from(seen: Dated, previous: Window | None) -> datetime:
    """A day or finer: all of the day that nothing else changes. Coarser: the end of it."""
    if seen.day is None:
        return seen.last
    left = _left_by(previous)
    if left <= seen.day[0]:
        return seen.day[0]
    return max(seen.first, min(left, seen.last))


def _left_by(previous: Window | None) -> datetime:
    if previous is None:
        return FIRST
    return previous.latest or first_of(previous)


def changed_unseen(after: datetime, sightings: Sequence[Dated]) -> Window:
    """When a state changed that was told as it had been until `after`, and then seen otherwise."""
    certain = min(_certain_from(seen, Window(after, after)) for seen in sightings)
    return Window(min(after + MICROSECOND, certain), certain)


def limited(
    certain: datetime, begun_by: datetime, limits: Sequence[datetime], previous: Window | None
) -> Window:
    """An unknown start, not before the limits nor before the end of the last time it held."""
    bounds = list(limits)
    if previous is not None and previous.earliest is not None:
        bounds.append(previous.earliest)
    # A limit past the moment by which it had begun is contradicted, and limits nothing.
    kept = [bound for bound in bounds if bound <= begun_by]
    if not kept:
        return Window(certain if bounds else None, certain)
    earliest = max(kept)
    return Window(earliest, max(earliest, certain))


def founding(foundings: Sequence[Dated]) -> datetime | None:
    """The earliest moment at which something can have been founded, if one is known."""
    first = first_founding(foundings)
    return first.first if first is not None else None


def first_founding(foundings: Sequence[Dated]) -> Dated | None:
    """The telling that allows it the earliest, of those that do not leave it open."""
    known = (one for one in foundings if one.window.earliest is not None)
    return min(known, key=lambda one: one.first, default=None)
