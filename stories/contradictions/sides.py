"""Accounts put side by side by the time that they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from events.facts import Fact
from events.when import Window
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Side, side_of
from stories.spans.dated import dated


def sides_by_time(facts: Iterable[Fact]) -> Iterator[Side]:
    """A side for each time that is told, in order of time."""
    by_window: dict[Window, list[Fact]] = {}
    for fact in facts:
        by_window.setdefault(fact.window, []).append(fact)
    for window in sorted(by_window, key=lambda w: (w.earliest or FIRST, w.latest or LAST)):
        told = by_window[window]
        yield side_of(told, f"{told[0].data.summary()} ({dated(told[0]).text})")
