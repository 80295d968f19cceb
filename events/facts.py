"""The effective fact: an original event with every amendment up to a position applied.

Pure. The rules are those of the editorial family (design §5): amendments target the original
event, the latest by position wins, and an amendment that was itself retracted has no effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from events.disputes import Dispute, Verdict, at_another_time, disputed, upheld
from events.recorded import RecordedEvent
from events.types import DEFAULT_CONFIDENCE, EventData, decode, entities, rewrite
from events.when import When, WhenError, Window, read_occurred

Status = Literal["standing", "disputed", "retracted"]
STATUSES: tuple[Status, ...] = get_args(Status)
NOTHING: Mapping[str, str] = {}
VERDICTS = ("event.retracted", "event.reinstated")


class Undecodable(ValueError):
    """A recorded event that the current code cannot read."""

    def __init__(self, event: RecordedEvent, reason: str) -> None:
        super().__init__(f"event {event.id} ({event.type}, position {event.position}): {reason}")


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

    @property
    def kind(self) -> str:
        return self.data.kind

    @property
    def window(self) -> Window:
        """When it can have happened; without limits for what carries no time."""
        return self.when.window if self.when else Window(None, None)

    def disputed_on(self, what: str) -> bool:
        return any(dispute.what == what for dispute in self.disputes)


def effective(events: Sequence[RecordedEvent], merges: Mapping[str, str] = NOTHING) -> Fact:
    """The fact that one original event and its amendments, in order of position, amount to.

    `events[0]` is the original. `merges` maps an entity to the one that it has become.
    Raises Undecodable.
    """
    original, amendments = events[0], events[1:]
    standing = in_effect(events)
    applied = [event for event in amendments if event.id in standing]
    told, fields = _corrected(original, applied)
    citations = _citations(fields, applied)
    disputes, verdicts = disputed(original, applied, told)
    data = upheld(told, verdicts)
    renamed = rewrite(data, merges) if merges and original.type != "entity.merged" else data
    retracted = original.id not in standing or verdicts.get("happened") == "account"
    return Fact(
        id=original.id,
        position=original.position,
        type=original.type,
        data=renamed,
        when=_when(original, fields, citations, verdicts),
        citations=citations,
        confidence=_confidence(original, renamed, applied),
        stories=_stories(original, applied),
        note=original.content.get("note"),
        recorded_at=original.recorded_at,
        recorded_by=original.recorded_by,
        status="retracted" if retracted else "disputed" if disputes else "standing",
        disputes=disputes,
        verdicts=verdicts,
        amendments=tuple(amendments),
        entities=entities(renamed),
        merged=_merged(data, renamed, merges),
    )


def target_of(event: RecordedEvent) -> UUID:
    """The event that an amendment amends: the original, or another amendment."""
    return UUID(event.content["data"]["event"])


def in_effect(events: Sequence[RecordedEvent]) -> set[UUID]:
    """Ids of the events of a root, in order of position, that no retraction in effect withdraws.

    A verdict on an event always comes after it, so the walk from the newest to the oldest meets
    every verdict with its own fate already decided; the first met is the latest.
    """
    stands: dict[UUID, bool] = {}
    for event in reversed(events):
        if stands.setdefault(event.id, True) and event.type in VERDICTS:
            stands.setdefault(target_of(event), event.type == "event.reinstated")
    return {event for event, standing in stands.items() if standing}


def _corrected(
    original: RecordedEvent, applied: Sequence[RecordedEvent]
) -> tuple[EventData, dict[str, Any]]:
    fields = dict(original.content)
    try:
        data = decode(original.type, original.schema, original.content["data"])
        for event in applied:
            if event.type != "event.corrected":
                continue
            changes = decode(event.type, event.schema, event.content["data"]).model_dump(
                mode="json", exclude_unset=True
            )["changes"]
            if changes.get("data"):
                merged = {**data.as_json(), **changes["data"]}
                data = decode(original.type, type(data).schema_version, merged)
            fields |= {name: value for name, value in changes.items() if name != "data"}
    except (LookupError, ValueError) as error:
        raise Undecodable(original, str(error)) from error
    return data, fields


def _citations(
    fields: Mapping[str, Any], applied: Sequence[RecordedEvent]
) -> tuple[Mapping[str, Any], ...]:
    """The event's own citations, as corrected, then those that corroborate it."""
    told = list(fields.get("citations") or ())
    for event in applied:
        if event.type == "event.corroborated":
            told += event.content.get("citations") or ()
    return tuple(told)


def _when(
    original: RecordedEvent,
    fields: Mapping[str, Any],
    citations: Sequence[Mapping[str, Any]],
    verdicts: Mapping[str, Verdict],
) -> When | None:
    occurred = fields.get("occurred")
    if occurred is None:
        return None
    published = citations[0].get("published") if citations else None

    def read(time: Any) -> When:
        return read_occurred(
            time,
            timezone=fields["timezone"],
            published=published,
            recorded_at=original.recorded_at,
        )

    try:
        told = read(occurred)
        return told if verdicts.get("when") != "account" else at_another_time(told, read("unknown"))
    except (LookupError, WhenError) as error:
        raise Undecodable(original, str(error)) from error


def _confidence(
    original: RecordedEvent, data: EventData, applied: Sequence[RecordedEvent]
) -> str | None:
    confidence = original.content.get("confidence")
    for event in applied:
        said = event.content["data"]
        if event.type == "event.corrected":
            confidence = said["changes"].get("confidence") or confidence
        elif event.type == "event.corroborated":
            confidence = said.get("confidence") or confidence
    return confidence or (DEFAULT_CONFIDENCE if data.kind == "fact" else None)


def _stories(original: RecordedEvent, applied: Sequence[RecordedEvent]) -> tuple[str, ...]:
    filed = dict.fromkeys(original.content.get("stories") or ())
    for event in applied:
        if event.type == "event.filed":
            filed[event.content["data"]["story"]] = None
        elif event.type == "event.unfiled":
            filed.pop(event.content["data"]["story"], None)
    return tuple(filed)


def _merged(data: EventData, renamed: EventData, merges: Mapping[str, str]) -> Mapping[str, str]:
    if renamed is data:
        return NOTHING
    return {raw: merges[raw] for raw in entities(data) if raw in merges}
