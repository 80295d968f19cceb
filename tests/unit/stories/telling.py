"""A record told fact by fact, and the moments that tests ask it about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from events.facts import Fact
from events.when import Window, presence
from tests.unit.stories.facts import event_id, fact

MICROSECOND = timedelta(microseconds=1)


class State(Protocol):
    @property
    def start(self) -> Window: ...
    @property
    def end(self) -> Window | None: ...


class Telling:
    """Each fact gets the next position; `timezone` is that of all that follow."""

    def __init__(self, timezone: str = "UTC") -> None:
        self.timezone = timezone
        self.facts: list[Fact] = []

    def told(self, type: str, occurred: Any, data: dict[str, Any], **said: Any) -> str:
        """Add a fact; its event's id. `said`: its confidence, what is disputed and what settled."""
        position = len(self.facts) + 1
        self.facts.append(fact(position, type, occurred, data, timezone=self.timezone, **said))
        return str(event_id(position))

    def died(self, person: str, occurred: Any, **said: Any) -> str:
        return self.told("person.died", occurred, {"person": person}, **said)


def best_presence(states: Iterable[State], moment: str) -> str | None:
    """By any one of them: certain, possible or None."""
    instant = at(moment)
    found = {presence(state.start, state.end, instant) for state in states}
    return next((one for one in ("certain", "possible") if one in found), None)


def at(moment: str) -> datetime:
    """`2019-06-01` (its beginning) or `2019-06-01T12:00`, in UTC unless it says otherwise."""
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def end_of(day: str) -> datetime:
    return at(day) + timedelta(days=1) - MICROSECOND


def span(first: str, last: str) -> Window:
    """From the beginning of one day to the end of another."""
    return Window(at(first), end_of(last))


def since(first: str | None, last: str) -> Window:
    """Between two moments, the first of which may be unknown."""
    return Window(None if first is None else at(first), at(last))
