"""Control: one entity controlling or owning another, by the rules of `stories.control`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from events.facts import Fact
from events.types import references
from stories.control import CONTROL_TYPES, LIFE_TYPES, Hold, derive_control
from stories.engine.projection import NO_PARTS, Every, Parts, Place, Projection, Row

WHOSE_LIFE = ("organization", "person")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ControlRow(Row):
    """See docs/control.md for the rules, with an example of each."""

    controller: str
    controlled: str
    kind: str | None
    """None where facts only say that it ended."""
    share: dict[str, Any] | None
    """`min` and `max` in percent, decimal strings; None where it is not known."""
    start_text: str | None
    end_text: str | None
    start_known: bool
    """Facts say when it was established."""
    how: str | None
    inferred: bool
    """The end follows from the dissolution or death of one of the two."""
    last_attested: datetime | None
    confidence: str
    disputed: bool
    events: list[str]
    start_events: list[str]
    end_events: list[str]


class Control(Projection):
    """A track is what is controlled: all facts about its control, and what bounds the existence of
    it and of those who control it. Deals and claims say nothing of it.
    """

    name = "control"
    version = 12
    Row = ControlRow
    types = CONTROL_TYPES | LIFE_TYPES
    wide = LIFE_TYPES
    indexes: ClassVar[Sequence[tuple[str, ...]]] = (("controlled",), ("controller",))

    def places(self, fact: Fact) -> Iterable[Place]:
        if fact.type in LIFE_TYPES:
            return [Every(ref.id) for ref in references(fact.data) if ref.role in WHOSE_LIFE]
        if fact.type not in CONTROL_TYPES:
            return []
        return [ref.id for ref in references(fact.data) if ref.role == "controlled"]

    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[ControlRow]:
        return [_row(hold) for hold in derive_control(track, facts).holds]


def _row(hold: Hold) -> ControlRow:
    return ControlRow(
        controller=hold.controller,
        controlled=hold.controlled,
        kind=hold.kind,
        share=hold.share,
        start=hold.start,
        end=hold.end,
        start_text=hold.start_text,
        end_text=hold.end_text,
        start_known=hold.start_known,
        how=hold.how,
        inferred=hold.inferred,
        last_attested=hold.last_attested,
        confidence=hold.confidence,
        disputed=hold.disputed,
        events=[one.event for one in hold.facts],
        start_events=[one.event for one in hold.begun],
        end_events=[one.event for one in hold.ended],
    )
