"""A log in memory, for tests of pure code."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from events.recorded import RecordedEvent

BEGINNING = datetime(2023, 11, 20, tzinfo=UTC)
CITATION = {"source": "article", "published": "2023-11-18"}


class Record:
    """Appends as the log does, a second an event, without checking what it is told."""

    def __init__(self) -> None:
        self.events: list[RecordedEvent] = []

    @property
    def head(self) -> int:
        return len(self.events)

    def add(
        self, type_: str, data: dict[str, Any], *, root: UUID | None = None, **content: Any
    ) -> RecordedEvent:
        """Record an event and give it back."""
        position = self.head + 1
        id_ = uuid5(NAMESPACE_OID, str(position))
        event = RecordedEvent(
            position=position,
            id=id_,
            stream="organization/openai",
            version=position,
            type=type_,
            schema=1,
            recorded_at=BEGINNING + timedelta(seconds=position),
            recorded_by="desk",
            root=root or id_,
            content={
                "timezone": "America/Los_Angeles",
                "citations": [CITATION],
                "stories": [],
                "data": data,
                **content,
            },
            hash=b"",
        )
        self.events.append(event)
        return event

    def amend(
        self,
        type_: str,
        target: RecordedEvent,
        citations: list[dict[str, Any]] | None = None,
        **data: Any,
    ) -> RecordedEvent:
        """Record an editorial event about another."""
        content = {"citations": citations} if citations else {}
        said = {"event": str(target.id), **data}
        return self.add(type_, said, root=target.root, **content)

    def correct(self, target: RecordedEvent, changes: dict[str, Any]) -> RecordedEvent:
        return self.amend(
            "event.corrected", target, changes=changes, reason="wrong", public_note="Corrected."
        )
