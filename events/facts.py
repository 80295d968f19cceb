"""What a fact is: an original event with every amendment up to a position applied. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from events.disputes import Dispute, Verdict
from events.recorded import RecordedEvent
from events.types import EventData, entities, rewrite
from events.when import When, Window

Status = Literal["standing", "disputed", "retracted"]
STATUSES: tuple[Status, ...] = get_args(Status)
NOTHING: Mapping[str, str] = {}
MERGE = "entity.merged"


class Undecodable(ValueError):
    """A recorded event that the current code cannot read."""

    def __init__(self, event: RecordedEvent, reason: str) -> None:
        super().__init__(f"event {event.id} ({event.type}, position {event.position}): {reason}")
        self.root = event.root


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """What an event says at a position, after amendments and merges.

    `data` names entities by the ids they have been merged into; `merged` says which of the ids
    the event was recorded with were replaced, and by what.
    """

    id: UUID
    position: int
    type: str
    data: EventData
    when: When | None
    citations: tuple[Mapping[str, Any], ...]
    """As recorded: they were read when they were, and their form has never changed."""
    confidence: str | None
    stories: tuple[str, ...]
    note: str | None
    recorded_at: datetime
    recorded_by: str
    status: Status
    disputes: tuple[Dispute, ...]
    amendments: tuple[RecordedEvent, ...]
    entities: tuple[str, ...]
    merged: Mapping[str, str]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """What of it was disputed and is settled, and for which account."""
    refuted: Window | None = None
    """When it was told to have happened and, as was settled, did not."""

    @property
    def kind(self) -> str:
        return self.data.kind

    @property
    def window(self) -> Window:
        """When it can have happened; without limits for what carries no time."""
        return self.when.window if self.when else Window(None, None)

    def disputed_on(self, what: str) -> bool:
        return any(dispute.what == what for dispute in self.disputes)


def named(fact: Fact, merges: Mapping[str, str]) -> Fact:
    """A fact as recorded, about what the entities that it names have become; the same object if
    they are what they were. A merge itself goes on to say what became of what.

    `merges` maps an entity to the one that it has become.
    """
    data = rewrite(fact.data, merges) if fact.type != MERGE else fact.data
    if data is fact.data:
        return fact
    merged = {raw: merges[raw] for raw in fact.entities if raw in merges}
    return replace(fact, data=data, entities=entities(data), merged=merged)
