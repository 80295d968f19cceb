"""Every event as it now reads: the row behind timelines, statements, deals and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from events.facts import Fact
from events.recorded import RecordedEvent
from events.types import Citation
from events.when import utc_text
from stories.engine.projection import Projection, Row


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


class Facts(Projection):
    name = "facts"
    Row = FactRow
    anchor: ClassVar = "fact"
    retracted = True
    indexes = (("entities",), ("stories",), ("event",), ("type", "start_earliest"))

    def tracks(self, fact: Fact) -> Iterable[str]:
        yield str(fact.id)

    def derive(self, track: str, facts: Sequence[Fact]) -> Iterable[FactRow]:
        for fact in facts:
            yield FactRow(
                event=track,
                position=fact.position,
                type=fact.type,
                kind=fact.kind,
                summary=fact.data.summary(),
                when=fact.when.as_json() if fact.when else None,
                data=fact.data.as_json(),
                entities=list(fact.entities),
                stories=list(fact.stories),
                citations=[c.model_dump(mode="json", exclude_none=True) for c in fact.citations],
                independent_sources=independent_sources(fact),
                confidence=fact.confidence,
                status=fact.status,
                amendments=[_amendment(event) for event in fact.amendments],
                disputes=[
                    {"event": str(d.event), "what": d.what, "account": d.account, "by": d.by}
                    for d in fact.disputes
                ],
                note=fact.note,
                recorded_at=fact.recorded_at,
                recorded_by=fact.recorded_by,
                start=fact.window,
            )


def independent_sources(fact: Fact) -> int:
    """How many origins the citations have.

    A citation's origin is the inner source that it attributes the matter to; else, where it is
    derived from another source, that one's origin; else the source itself. However often it was
    retold, one origin counts once.
    """
    cited = {citation.source: citation for citation in fact.citations}
    return len({_origin(citation, cited) for citation in fact.citations})


def _origin(citation: Citation, cited: Mapping[str, Citation]) -> str:
    seen = {citation.source}
    while citation.attributed_to is None and citation.derived_from is not None:
        if citation.derived_from not in cited or citation.derived_from in seen:
            return citation.derived_from
        citation = cited[citation.derived_from]
        seen.add(citation.source)
    return citation.attributed_to or citation.source


def _amendment(event: RecordedEvent) -> dict[str, Any]:
    said = {name: value for name, value in event.content["data"].items() if name != "event"}
    return {
        "event": str(event.id),
        "type": event.type,
        "position": event.position,
        "recorded_at": utc_text(event.recorded_at),
        "recorded_by": event.recorded_by,
        "data": said,
    }
