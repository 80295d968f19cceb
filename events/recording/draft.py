"""An accepted event, ready for the log. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from events.recorded import RecordedEvent
from events.recording.known import Known
from events.recording.sent import Sent
from events.types import Envelope, EventData, Reference, keys, references
from events.when import When


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """`provisional` is the event as the log would give it back, but for what only the log sets."""

    provisional: RecordedEvent
    when: When | None
    mentions: tuple[str, ...]
    introduces: tuple[str, str] | None
    expected_version: int | None


def draft(
    sent: Sent, when: When | None, known: Known, *, id: UUID, position: int, now: datetime, by: str
) -> Draft | None:
    """Of what has faults what is left without them, if that can be read; None for what amends what
    has faults.
    """
    envelope, data = sent.readable_envelope, sent.readable
    if envelope is None or data is None:
        return None
    target = UUID(named.id) if (named := target_reference(data)) else None
    amended = known.events.get(target) if target else None
    stream = _stream(envelope, data, known, amended, id)
    if stream is None or (target and not amended):
        return None
    told = keys(data)
    mentions = told if target else (str(id), *told, *envelope.stories)
    return Draft(
        RecordedEvent(
            position=position,
            id=id,
            stream=stream,
            version=0,
            type=data.type,
            schema=data.schema_version,
            recorded_at=now,
            recorded_by=by,
            root=amended.root if amended else id,
            content=_content(envelope, data, when),
            hash=b"",
        ),
        when,
        tuple(dict.fromkeys(mentions)),
        data.introduction(),
        envelope.expected_version,
    )


def target_reference(data: EventData) -> Reference | None:
    """The event that an editorial event acts on."""
    if data.kind != "editorial":
        return None
    return next((ref for ref in references(data) if ref.kind == "event"), None)


def _stream(
    envelope: Envelope, data: EventData, known: Known, amended: RecordedEvent | None, id: UUID
) -> str | None:
    """An amendment goes to the stream of what it amends; what names nothing to that of its first
    story, else to one of its own.
    """
    if amended is not None:
        return amended.stream
    reference = data.stream_reference()
    if reference is None:
        return f"story/{envelope.stories[0]}" if envelope.stories else f"event/{id}"
    kind = "story" if reference.kind == "story" else known.entities.get(reference.id)
    return f"{kind}/{reference.id}" if kind else None


def _content(envelope: Envelope, data: EventData, when: When | None) -> dict[str, Any]:
    content: dict[str, Any] = {
        "data": data.as_json(),
        "citations": [
            citation.model_dump(mode="json", exclude_unset=True) for citation in envelope.citations
        ],
        "stories": list(envelope.stories),
    }
    optional = {
        "occurred": envelope.occurred,
        "timezone": when.timezone if when else envelope.timezone,
        "confidence": envelope.confidence,
        "note": envelope.note,
        "correlation": envelope.correlation and str(envelope.correlation),
        "causation": envelope.causation and str(envelope.causation),
    }
    return content | {name: value for name, value in optional.items() if value is not None}
