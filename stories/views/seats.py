"""One person in one post, and whether the person was in it at a moment. Pure.

A `Seat` is a projected tenure as the views see it. Seats that meet (one closed and the next
opened by the same event, as when an acting holder is confirmed) are one `Holding`: its presence
is taken over the whole, so the person stays certain through the change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from events.when import Window, presence

Presence = Literal["certain", "possible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The columns of a row of `tenures`; see that projection for their meaning."""

    organization: str
    person: str
    post: str
    start: Window
    end: Window | None = None
    title: str = ""
    body: str = "other"
    exclusive: bool = False
    acting: bool = False
    independent: bool | None = None
    reports_to: str | None = None
    start_text: str | None = None
    end_text: str | None = None
    start_known: bool = True
    manner: str | None = None
    reason: str | None = None
    inferred: bool = False
    last_attested: datetime | None = None
    confidence: str = "reported"
    disputed: bool = False
    events: tuple[str, ...] = ()
    start_events: tuple[str, ...] = ()
    end_events: tuple[str, ...] = ()

    def presence_at(self, instant: datetime) -> Presence | None:
        return presence(self.start, self.end, instant)

    def ended_by(self, instant: datetime) -> bool:
        """Whether it is certainly over."""
        return self.end is not None and self.end.latest is not None and self.end.latest <= instant


COLUMNS = tuple(Seat.__dataclass_fields__.keys() - {"start", "end"})
_LISTS = ("events", "start_events", "end_events")


def seat(row: Any) -> Seat:
    """A seat from a row object of the projection."""
    columns = {name: getattr(row, name) for name in COLUMNS}
    for name in _LISTS:
        columns[name] = tuple(columns[name] or ())
    ends = row.end_earliest is not None or row.end_latest is not None
    return Seat(
        **columns,
        start=Window(row.start_earliest, row.start_latest),
        end=Window(row.end_earliest, row.end_latest) if ends else None,
    )


def place(seat: Seat) -> tuple[str, str, str]:
    return (seat.organization, seat.post, seat.person)


def meets(one: Seat, following: Seat) -> bool:
    """Whether the event that closed the one opened the other, of the same person in the post."""
    return (
        one.end is not None
        and place(one) == place(following)
        and not set(one.end_events).isdisjoint(following.start_events)
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's presence in a post at a moment, by one or more seats that meet."""

    seats: tuple[Seat, ...]
    presence: Presence
    likely: tuple[Seat, ...]
    """Those of the seats that say what the person was then: the certain ones, if there are any."""

    @property
    def first(self) -> Seat:
        return self.likely[0]

    @property
    def last(self) -> Seat:
        return self.likely[-1]

    @property
    def acting(self) -> bool:
        return any(seat.acting for seat in self.likely)

    @property
    def disputed(self) -> bool:
        return any(seat.disputed for seat in self.likely)

    @property
    def events(self) -> list[str]:
        return list(dict.fromkeys(event for seat in self.likely for event in seat.events))

    @property
    def last_attested(self) -> datetime | None:
        return max((s.last_attested for s in self.likely if s.last_attested), default=None)


def holdings(seats: Iterable[Seat], instant: datetime) -> list[Holding]:
    """Who held what at an instant, in order of start; nobody who certainly did not."""
    groups: dict[tuple[str, str, str], list[Seat]] = defaultdict(list)
    for one in seats:
        if one.presence_at(instant):
            groups[place(one)].append(one)
    found = [
        _holding(chain, instant)
        for group in groups.values()
        for chain in chains(sorted(group, key=in_time))
    ]
    return sorted(found, key=lambda holding: (in_time(holding.first), holding.first.person))


def chains(seats: Sequence[Seat]) -> list[tuple[Seat, ...]]:
    """Seats of one person and post, in order of time, as runs of seats that meet."""
    runs: list[list[Seat]] = []
    for one in seats:
        run = next((run for run in runs if meets(run[-1], one)), None)
        if run is None:
            runs.append([one])
        else:
            run.append(one)
    return [tuple(run) for run in runs]


def _holding(chain: tuple[Seat, ...], instant: datetime) -> Holding:
    certain = tuple(one for one in chain if one.presence_at(instant) == "certain")
    whole = presence(chain[0].start, chain[-1].end, instant)
    certainly = certain or whole == "certain"
    return Holding(chain, "certain" if certainly else "possible", certain or chain)


def in_time(seat: Seat) -> tuple[Any, ...]:
    """Sort key: by start, then end, unknown starts first and open ends last."""
    return (*_key(seat.start, 0), *_key(seat.end or Window(None, None), 2), seat.post)


def _key(window: Window, unknown: int) -> tuple[Any, ...]:
    return tuple(
        (1, bound.timestamp()) if bound else (unknown, 0.0)
        for bound in (window.earliest, window.latest)
    )


def best(presences: Iterable[Presence]) -> Presence:
    return "certain" if "certain" in set(presences) else "possible"
