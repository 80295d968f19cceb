"""Every event as it now reads: the row behind timelines, statements, deals and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from events.facts import Fact
from events.recorded import RecordedEvent
from events.when import utc_text
from stories.engine.projection import NO_PARTS, Parts, Place, Projection, Row
from stories.sourcing import cited, origins
from stories.wording import words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FactRow(Row):
    """One effective fact; `start` is the window in which it happened."""

    event: str
    position: int
    type: str
    kind: str
    summary: str
    """Names stand as `{slug}`: readers put in the name that was known."""
    when: dict[str, Any] | None
    data: dict[str, Any]
    entities: list[str]
    stories: list[str]
    citations: list[dict[str, Any]]
    independent_sources: int
    confidence: str | None
    status: str
    amendments: list[dict[str, Any]]
    disputes: list[dict[str, Any]]
    note: str | None
    recorded_at: datetime
    recorded_by: str
    words: str
    """What it says, for searches: see `stories.wording`."""


class Facts(Projection):
    """A track is one event: its facts are the event with all that amends it."""

    name = "facts"
    version = 9
    Row = FactRow
    preview = None
    anchor: ClassVar = "fact"
    retracted = True
    indexes = (("entities",), ("stories",), ("event",), ("type", "start_earliest"))
    searched = "words"

    def places(self, fact: Fact) -> Iterable[Place]:
        yield str(fact.id)

    def key(self, track: str) -> UUID:
        return UUID(track)

    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[FactRow]:
        return [_row(track, fact) for fact in facts]


def _row(event: str, fact: Fact) -> FactRow:
    summary, data = fact.data.sentence(), fact.data.as_json()
    citations = [dict(citation) for citation in fact.citations]
    amendments = [_amendment(event) for event in fact.amendments]
    said = [_said(event) for event in fact.amendments]
    return FactRow(
        event=event,
        position=fact.position,
        type=fact.type,
        kind=fact.kind,
        summary=summary,
        when=fact.when.as_json() if fact.when else None,
        data=data,
        entities=list(fact.entities),
        stories=list(fact.stories),
        citations=citations,
        independent_sources=independent_sources(fact),
        confidence=fact.confidence,
        status=fact.status,
        amendments=amendments,
        disputes=[dispute.as_json() for dispute in fact.disputes],
        note=fact.note,
        recorded_at=fact.recorded_at,
        recorded_by=fact.recorded_by,
        words=words(summary, fact.note, data, citations, said),
        start=fact.window,
    )


def independent_sources(fact: Fact) -> int:
    """How many origins the citations have; see `stories.sourcing`."""
    if len(fact.citations) < 2:
        return len(fact.citations)
    return len(origins(cited(fact.citations)))


def _said(amendment: RecordedEvent) -> list[Any]:
    """What it says, for searches. Who finds it by what it is would find all of its kind."""
    content = amendment.content
    return [_own(amendment), content.get("note"), content.get("citations")]


def _own(amendment: RecordedEvent) -> dict[str, Any]:
    """Its data, but for what it amends."""
    data = amendment.content["data"]
    return {name: value for name, value in data.items() if name != "event"}


def _amendment(event: RecordedEvent) -> dict[str, Any]:
    return {
        "event": str(event.id),
        "type": event.type,
        "position": event.position,
        "recorded_at": utc_text(event.recorded_at),
        "recorded_by": event.recorded_by,
        "data": _own(event),
    }
