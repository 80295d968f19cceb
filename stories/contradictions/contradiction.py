"""A contradiction, as a rule finds it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from events.facts import Fact
from events.when import Window
from stories.contradictions.evidence import Evidence
from stories.spans.dated import dated


@dataclass(frozen=True, slots=True)
class Side:
    """One account of the matter and the events that give it; names stand as `{slug}`."""

    account: str
    events: tuple[str, ...]
    what: str | None = None
    """Of a dispute: what it disputes."""
    by: str | None = None
    """Of a dispute: who gives the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """`matter` names what it is about within its kind and track, whatever else is told of it."""

    kind: str
    matter: str
    summary: str
    sides: tuple[Side, ...]
    start: Window
    end: Window | None = None
    lasts: bool = False
    """It is about a state that goes on from `start` to `end`; else about a moment in `start`."""
    post: str | None = None

    @property
    def events(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(event for side in self.sides for event in side.events))


class Kind(ABC):
    """One kind of contradiction; found by walking `stories.contradictions.kinds`."""

    name: ClassVar[str]
    section: ClassVar[str]
    """Which facts it looks at; see `stories.contradictions.sections`."""

    @abstractmethod
    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        """All contradictions of the kind in the facts of one track."""


def hull(facts: Iterable[Fact]) -> Window:
    """From the first moment of which any of the facts can speak to the last."""
    windows = [fact.window for fact in facts]
    firsts = [window.earliest for window in windows if window.earliest is not None]
    lasts = [window.latest for window in windows if window.latest is not None]
    return Window(
        min(firsts) if len(firsts) == len(windows) else None,
        max(lasts) if len(lasts) == len(windows) else None,
    )


def side_of(facts: Sequence[Fact], account: str | None = None) -> Side:
    """The side that facts give which say the same, in the words of the first."""
    events = tuple(dict.fromkeys(dated(fact).event for fact in facts))
    return Side(account if account is not None else facts[0].data.summary(), events)
