"""When a tenure began: by its appointment, its observations, its eve, and what limits it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from events.when import Window
from events.when.window import FIRST
from stories.tenure.accounts import Account
from stories.tenure.dated import Dated, eve_of, first_of, last_of


def known_start(appointed: Window, sightings: Sequence[Dated]) -> Window:
    """The appointment's window; an observation within it narrows it."""
    first, last = first_of(appointed), last_of(appointed)
    for seen in sightings:
        if seen.first <= last:
            last = min(last, max(first, _certain_once_appointed(seen, first, last)))
    return Window(appointed.earliest, last)


def _certain_once_appointed(seen: Dated, first: datetime, last: datetime) -> datetime:
    """From when an observation makes certain a tenure that began between `first` and `last`."""
    if seen.day is None:
        return seen.last
    morning, night = seen.day
    changes_that_day = morning <= first and last <= night
    if first > seen.first or (changes_that_day and first == seen.first):
        return seen.last
    return seen.first if changes_that_day else morning


def unknown_start(
    sightings: Sequence[Dated],
    appointed: Account | None,
    departed: Account | None,
    previous: Window | None,
) -> tuple[datetime, datetime]:
    """From when it is certain, and by when at the latest the tenure had begun.

    `departed` is a departure that was told as such; `previous` the end of the person's previous
    tenure of the post.
    """
    certain = [_certain_from(seen, previous) for seen in sightings]
    begun = [seen.last for seen in sightings]
    if appointed is not None:
        certain.append(last_of(appointed.window))
        begun.append(last_of(appointed.window))
    if departed is not None:
        last = last_of(departed.window)
        certain.append(eve_of(last, departed.told.timezone))
        begun.append(last)
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


def limited(
    certain: datetime, begun_by: datetime, founded: datetime | None, previous: Window | None
) -> Window:
    """An unknown start, not before the founding nor before the end of the previous tenure."""
    limits = [founded, previous.earliest if previous is not None else None]
    # A limit past the moment by which it had begun is contradicted, and limits nothing.
    kept = [limit for limit in limits if limit is not None and limit <= begun_by]
    if not kept:
        ignored = any(limit is not None for limit in limits)
        return Window(certain if ignored else None, certain)
    earliest = max(kept)
    return Window(earliest, max(earliest, certain))


def founding(foundings: Sequence[Dated]) -> datetime | None:
    """The earliest moment at which the organisation can have been founded, if one is known."""
    return min((one.first for one in foundings if one.first > FIRST), default=None)
