"""One person in one post, and whether the person was in it at a moment. Pure.

A `Seat` is a projected tenure as the views see it. Seats that meet are one `Holding`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.when import Presence, Window, presence
from stories.views import runs
from stories.views.runs import Run


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

    def may_have_ended_by(self, instant: datetime) -> bool:
        """Whether the window in which it ended has begun."""
        return self.end is not None and (self.end.earliest is None or self.end.earliest <= instant)

    def ended_by(self, instant: datetime) -> bool:
        """Whether it is certainly over."""
        return self.end is not None and self.end.latest is not None and self.end.latest <= instant


COLUMNS = tuple(Seat.__dataclass_fields__.keys() - {"start", "end"})


def seat(row: Mapping[str, Any]) -> Seat:
    """A seat from a row of the projection, by column."""
    return runs.from_row(Seat, COLUMNS, row)


def place(seat: Seat) -> tuple[str, str, str]:
    return (seat.organization, seat.post, seat.person)


def meets(one: Seat, following: Seat) -> bool:
    """Whether the event that closed the one opened the other, of the same person in the post."""
    return place(one) == place(following) and runs.meets(one, following)


@dataclass(frozen=True, slots=True)
class Holding(Run[Seat]):
    """A person's presence in a post at a moment, by one or more seats that meet."""

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.states

    @property
    def acting(self) -> bool:
        return any(seat.acting for seat in self.likely)


def holdings(seats: Iterable[Seat], instant: datetime) -> list[Holding]:
    """Who held what at an instant, in order of start; nobody who certainly did not."""
    groups: dict[tuple[str, str, str], list[Seat]] = defaultdict(list)
    for one in seats:
        groups[place(one)].append(one)
    found = [
        Holding(run.states, run.presence, run.likely)
        for group in groups.values()
        for run in runs.runs(group, instant)
    ]
    return sorted(found, key=lambda holding: in_time(holding.first))


def course(seats: Iterable[Seat], holding: Holding) -> tuple[Seat, ...]:
    """The seats of a holding, with the earlier and the later ones that meet them."""
    own = sorted((s for s in seats if place(s) == place(holding.last)), key=in_time)
    return next(chain for chain in runs.chains(own) if not set(chain).isdisjoint(holding.seats))


def surest(held: Iterable[Holding], of: Callable[[Holding], str]) -> dict[str, Holding]:
    """One holding for each of what they are of: the surest, then the latest."""
    found: dict[str, Holding] = {}
    for holding in held:
        known = found.get(of(holding))
        if known is None or holding.presence == "certain" or known.presence == "possible":
            found[of(holding)] = holding
    return found


def in_time(seat: Seat) -> tuple[Any, ...]:
    """Sort key: by start, then end, unknown starts first and open ends last; see `runs.in_time`."""
    return (*runs.bounds(seat), seat.post, seat.organization, seat.person, *runs.told(seat))


def best(presences: Iterable[Presence]) -> Presence:
    return "certain" if "certain" in set(presences) else "possible"
