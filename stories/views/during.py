"""What changed within a civil day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Literal

from events.when import Moment, Presence, Window
from stories.views.seats import Seat, in_time, meets
from stories.views.shapes import Json, Names

Change = Literal["joined", "left", "changed"]
LONGEST_DAY = timedelta(hours=25)
"""The day on which clocks are set back."""


def during_day(seats: Iterable[Seat], moment: Moment, names: Names) -> list[Json]:
    """What changed within the day that was asked for.

    A change whose window lies within the day is `certain`; one told to a day or finer that is
    partly of this day and partly of the next, such as a day of another zone, is `possible`. What is
    dated to a month or a year is no answer to what changed within each of its days.
    """
    if moment.day is None:
        return []
    # What one person did in a post at the same time stays in the order of the tenures.
    found = sorted(
        _changes(sorted(seats, key=in_time), Window(*moment.day)),
        key=lambda told: (told[2].earliest, told[2].latest, told[0].person, told[0].post),
    )
    return [
        _shape(seat, change, window, certainty, names) for seat, change, window, certainty in found
    ]


def happened_on(window: Window, day: Window) -> Presence | None:
    """Whether something dated by the window happened on the day; None too if it is told no nearer
    than to some days."""
    if window.earliest is None or window.latest is None:
        return None
    if day.covers(window):
        return "certain"
    if window.latest - window.earliest > LONGEST_DAY:
        return None
    return "possible" if day.overlaps(window) else None


def _changes(seats: Sequence[Seat], day: Window) -> Iterator[tuple[Seat, Change, Window, Presence]]:
    """Those of the day; each is compared with all seats, but few are of the day."""
    for one in seats:
        if certainty := happened_on(one.start, day):
            if any(meets(other, one) for other in seats):
                yield one, "changed", one.start, certainty
            elif one.start_known:
                yield one, "joined", one.start, certainty
        if one.end is None:
            continue
        certainty = happened_on(one.end, day)
        if certainty and not any(meets(one, other) for other in seats):
            yield one, "left", one.end, certainty


def _shape(seat: Seat, change: Change, window: Window, certainty: Presence, names: Names) -> Json:
    left = change == "left"
    return {
        "person": names.entity(seat.person),
        "change": change,
        "post": seat.post,
        "title": seat.title,
        "acting": seat.acting,
        "presence": certainty,
        "window": window.as_json(),
        "manner": seat.manner if left else None,
        "inferred": seat.inferred and left,
        "disputed": seat.disputed,
        "events": list((seat.end_events if left else seat.start_events) or seat.events),
    }
