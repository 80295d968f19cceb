"""Originals with their amendments become effective facts.

Pure. The rules are those of the editorial family (docs/events.md): amendments target the original
event, the latest by position wins, and an amendment that was itself retracted has no effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from events.disputes import UNDISPUTED, Disputes, Verdict, at_another_time, upheld
from events.facts import NOTHING, Fact, Undecodable
from events.recorded import RecordedEvent
from events.types import DEFAULT_CONFIDENCE, EventData, decode, entities
from events.when import When, WhenError, Window, read_occurred

WITHDRAWALS = ("event.retracted", "event.reinstated")
"""What withdraws an event, or restores it."""


def effective(events: Sequence[RecordedEvent]) -> Fact:
    """The fact that one original event and its amendments, in order of position, amount to.

    `events[0]` is the original. It is about the entities as recorded: see `named`.
    Raises Undecodable.
    """
    return AmendmentFold().fact(events)


class AmendmentFold:
    """What one original event amounts to as amendments come, one fact worked out after another.

    What was applied for the fact before, and still is, is not applied again: a history of n
    corrections is read once, and not once for each of them.
    """

    __slots__ = ("_applied", "_told")

    def __init__(self) -> None:
        self._applied: list[RecordedEvent] = []
        self._told: list[_Told] = []

    def fact(self, events: Sequence[RecordedEvent]) -> Fact:
        """As `effective` has it. Raises Undecodable."""
        original, standing = events[0], in_effect(events)
        applied = [event for event in events if event.id in standing or event is original]
        kept = _alike(self._applied, applied)
        del self._applied[kept:], self._told[kept:]
        for event in applied[kept:]:
            told = _amended(self._told[-1], original, event) if self._told else _first(original)
            self._applied.append(event)
            self._told.append(told)
        return _fact(events, self._told[-1], withdrawn=original.id not in standing)


def target_of(event: RecordedEvent) -> UUID:
    """The event that an amendment amends: the original, or another amendment."""
    return UUID(event.content["data"]["event"])


def in_effect(events: Sequence[RecordedEvent]) -> set[UUID]:
    """Ids of the events of a root, in order of position, that no retraction in effect withdraws.

    What withdraws or restores an event always comes after it, so the walk from the newest to the
    oldest meets each with its own fate already decided; the first met is the latest.
    """
    stands: dict[UUID, bool] = {}
    for event in reversed(events):
        if stands.setdefault(event.id, True) and event.type in WITHDRAWALS:
            stands.setdefault(target_of(event), event.type == "event.reinstated")
    return {event for event, standing in stands.items() if standing}


@dataclass(frozen=True, slots=True)
class _Told:
    """An original with some amendments applied, before what was settled takes effect on it."""

    data: EventData
    content: Mapping[str, Any]
    corroborated: tuple[Mapping[str, Any], ...]
    confidence: str | None
    stories: Mapping[str, None]
    disputes: Disputes


def _alike(one: Sequence[RecordedEvent], other: Sequence[RecordedEvent]) -> int:
    """How many events both begin with."""
    alike = 0
    for a, b in zip(one, other, strict=False):
        if a is not b:
            break
        alike += 1
    return alike


def _first(original: RecordedEvent) -> _Told:
    content = original.content
    try:
        data = decode(original.type, original.schema, content["data"])
    except (LookupError, ValueError) as error:
        raise Undecodable(original, str(error)) from error
    otherwise = DEFAULT_CONFIDENCE if data.kind == "fact" else None
    return _Told(
        data,
        content,
        corroborated=(),
        confidence=content.get("confidence") or otherwise,
        stories=dict.fromkeys(content.get("stories") or ()),
        disputes=UNDISPUTED,
    )


def _amended(told: _Told, original: RecordedEvent, event: RecordedEvent) -> _Told:
    said = event.content["data"]
    match event.type:
        case "event.corrected":
            return _corrected(told, original, event)
        case "event.corroborated":
            cited = event.content.get("citations") or ()
            return replace(
                told,
                corroborated=(*told.corroborated, *cited),
                confidence=said.get("confidence") or told.confidence,
            )
        case "event.filed":
            return replace(told, stories={**told.stories, said["story"]: None})
        case "event.unfiled":
            left = {one: None for one in told.stories if one != said["story"]}
            return replace(told, stories=left)
        case "event.disputed" | "dispute.settled":
            return replace(told, disputes=told.disputes.after(event, told.data))
    return told


def _corrected(told: _Told, original: RecordedEvent, event: RecordedEvent) -> _Told:
    data = told.data
    try:
        changes = decode(event.type, event.schema, event.content["data"]).model_dump(
            mode="json", exclude_unset=True
        )["changes"]
        if told_anew := changes.pop("data", None):
            merged = {**data.as_json(), **told_anew}
            data = decode(original.type, type(data).schema_version, merged)
    except (LookupError, ValueError) as error:
        raise Undecodable(original, str(error)) from error
    return replace(
        told,
        data=data,
        content={**told.content, **changes},
        confidence=changes.get("confidence") or told.confidence,
        disputes=told.disputes.after(event, data),
    )


def _fact(events: Sequence[RecordedEvent], told: _Told, *, withdrawn: bool) -> Fact:
    original = events[0]
    disputes, verdicts = told.disputes.open, told.disputes.verdicts
    # The event's own citations, as corrected, then those that corroborate it.
    citations = (*(told.content.get("citations") or ()), *told.corroborated)
    data = upheld(told.data, verdicts)
    retracted = withdrawn or verdicts.get("happened") == "account"
    when, refuted = _when(original, told.content, citations, verdicts)
    return Fact(
        id=original.id,
        position=original.position,
        type=original.type,
        data=data,
        when=when,
        citations=citations,
        confidence=told.confidence,
        stories=tuple(told.stories),
        note=original.content.get("note"),
        recorded_at=original.recorded_at,
        recorded_by=original.recorded_by,
        status="retracted" if retracted else "disputed" if disputes else "standing",
        disputes=disputes,
        verdicts=verdicts,
        refuted=refuted,
        amendments=tuple(events[1:]),
        entities=entities(data),
        merged=NOTHING,
    )


def _when(
    original: RecordedEvent,
    content: Mapping[str, Any],
    citations: Sequence[Mapping[str, Any]],
    verdicts: Mapping[str, Verdict],
) -> tuple[When | None, Window | None]:
    """When it happened, and the window that it is told to have and, as was settled, has not."""
    occurred = content.get("occurred")
    if occurred is None:
        return None, None
    published = citations[0].get("published") if citations else None

    def read(time: Any) -> When:
        return read_occurred(
            time,
            timezone=content["timezone"],
            published=published,
            recorded_at=original.recorded_at,
        )

    try:
        told = read(occurred)
        if verdicts.get("when") != "account":
            return told, None
        return at_another_time(told, read("unknown")), told.window
    except (LookupError, WhenError) as error:
        raise Undecodable(original, str(error)) from error
