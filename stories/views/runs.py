"""States that meet: one closed and the next opened by the same event. Pure.

What holds through such a change, as when an acting holder is confirmed or a share grows, is one
`Run`: its presence is taken over the whole, so that it stays certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from events.when import Presence, Window, presence


class State(Protocol):
    """A projected row as the views see it."""

    @property
    def start(self) -> Window: ...
    @property
    def end(self) -> Window | None: ...
    @property
    def start_events(self) -> tuple[str, ...]: ...
    @property
    def end_events(self) -> tuple[str, ...]: ...
    @property
    def events(self) -> tuple[str, ...]: ...
    @property
    def disputed(self) -> bool: ...
    @property
    def last_attested(self) -> datetime | None: ...


S = TypeVar("S", bound=State)
LISTS = ("events", "start_events", "end_events")


def from_row(state: Callable[..., S], columns: Iterable[str], row: Mapping[str, Any]) -> S:
    """A state of such columns, and of the windows in which it begins and ends."""
    told = {name: row[name] for name in columns}
    for name in LISTS:
        told[name] = tuple(told[name] or ())
    earliest, latest = row["end_earliest"], row["end_latest"]
    return state(
        **told,
        start=Window(row["start_earliest"], row["start_latest"]),
        end=Window(earliest, latest) if earliest or latest else None,
    )


@dataclass(frozen=True, slots=True)
class Run(Generic[S]):
    """One or more states that meet, at a moment at which they hold."""

    states: tuple[S, ...]
    presence: Presence
    likely: tuple[S, ...]
    """Those of the states that say what held then: the certain ones, if there are any."""

    @property
    def first(self) -> S:
        return self.likely[0]

    @property
    def last(self) -> S:
        return self.likely[-1]

    @property
    def disputed(self) -> bool:
        return any(one.disputed for one in self.likely)

    @property
    def events(self) -> list[str]:
        return list(dict.fromkeys(event for one in self.likely for event in one.events))

    @property
    def last_attested(self) -> datetime | None:
        return max((s.last_attested for s in self.likely if s.last_attested), default=None)


def meets(one: State, following: State) -> bool:
    """Of states of one thing: whether the event that closed the one opened the other."""
    return one.end is not None and not set(one.end_events).isdisjoint(following.start_events)


def chains(states: Sequence[S]) -> list[tuple[S, ...]]:
    """States of one thing, in order of time, as runs of states that meet."""
    found: list[list[S]] = []
    for one in states:
        chain = next((chain for chain in found if meets(chain[-1], one)), None)
        if chain is None:
            found.append([one])
        else:
            chain.append(one)
    return [tuple(chain) for chain in found]


def runs(states: Sequence[S], instant: datetime) -> list[Run[S]]:
    """What holds at an instant, of one thing's states that do, in order of time."""
    holding = [state for state in states if presence_at(state, instant)]
    return [_run(chain, instant) for chain in chains(sorted(holding, key=in_time))]


def _run(chain: tuple[S, ...], instant: datetime) -> Run[S]:
    certain = tuple(one for one in chain if presence_at(one, instant) == "certain")
    whole = presence(chain[0].start, chain[-1].end, instant)
    return Run(chain, "certain" if certain or whole == "certain" else "possible", certain or chain)


def presence_at(state: State, instant: datetime) -> Presence | None:
    return presence(state.start, state.end, instant)


def extent(state: State) -> Window:
    """From the first to the last moment at which it can hold."""
    return Window(state.start.earliest, state.end.latest if state.end else None)


def in_time(state: State) -> tuple[Any, ...]:
    """Sort key: by start, then end, unknown starts first and open ends last; then by what told it.

    Whatever order the rows came in, an answer has one: it never changes.
    """
    return (*bounds(state), *told(state))


def bounds(state: State) -> tuple[Any, ...]:
    return (*_key(state.start, 0), *_key(state.end or Window(None, None), 2))


def told(state: State) -> tuple[Any, ...]:
    return (state.start_events, state.end_events, state.events)


def _key(window: Window, unknown: int) -> tuple[Any, ...]:
    return tuple(
        (1, bound.timestamp()) if bound else (unknown, 0.0)
        for bound in (window.earliest, window.latest)
    )
