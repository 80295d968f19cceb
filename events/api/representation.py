"""Events as the API shows them."""

from collections.abc import Sequence
from typing import Any

from events.effective import effective, in_effect, target_of
from events.facts import Fact, Undecodable
from events.recorded import RecordedEvent
from events.recording.draft import Draft
from events.sentences import in_words
from events.types import decode
from events.when import utc_text

RECORDED = ("id", "position", "stream", "version", "type", "schema", "recorded_at", "recorded_by")
CONTENT: tuple[tuple[str, Any], ...] = (
    ("occurred", None),
    ("timezone", None),
    ("data", {}),
    ("citations", []),
    ("confidence", None),
    ("stories", []),
    ("note", None),
    ("correlation", None),
    ("causation", None),
)


def event_json(event: RecordedEvent) -> dict[str, Any]:
    """As it was recorded; what later events made of it is not looked at."""
    return {
        "id": str(event.id),
        "position": event.position,
        "stream": event.stream,
        "version": event.version,
        "type": event.type,
        "schema": event.schema,
        "recorded_at": utc_text(event.recorded_at),
        "recorded_by": event.recorded_by,
        **{name: event.content.get(name, absent) for name, absent in CONTENT},
        "amends": str(target_of(event)) if event.root != event.id else None,
        "hash": bytes(event.hash).hex(),
    }


def drafts_json(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """What would be recorded, with its time as it was understood."""
    batch = [draft.provisional for draft in drafts]
    summaries = in_words([_summary(event) for event in batch], batch[0].position - 1, batch)
    return [_draft_json(draft, said) for draft, said in zip(drafts, summaries, strict=True)]


def _draft_json(draft: Draft, summary: str) -> dict[str, Any]:
    event = draft.provisional
    return {
        "id": str(event.id),
        "stream": event.stream,
        "type": event.type,
        "schema": event.schema,
        **{name: event.content.get(name, absent) for name, absent in CONTENT},
        "occurred": draft.when.as_json() if draft.when else None,
        "amends": str(target_of(event)) if event.root != event.id else None,
        "summary": summary,
    }


def status_of(event: RecordedEvent, events: Sequence[RecordedEvent]) -> str:
    """What has become of an event; `events` are all of its root."""
    if event.root == event.id:
        fact = _effective(events)
        return fact.status if isinstance(fact, Fact) else "unreadable"
    return "standing" if event.id in in_effect(events) else "retracted"


def amended_json(
    event: RecordedEvent, events: Sequence[RecordedEvent], position: int
) -> dict[str, Any]:
    """An event, what amends it, and what it amounts to; `events` are all of its root by then."""
    amendments = [
        each
        for each in events
        if each.root != each.id and (event.root == event.id or target_of(each) == event.id)
    ]
    return {
        **event_json(event),
        "known": True,
        "status": status_of(event, events),
        "amendments": [event_json(each) for each in amendments],
        "effective": None,
        **(_amounts_to(events, position) if event.root == event.id else {}),
    }


def _amounts_to(events: Sequence[RecordedEvent], position: int) -> dict[str, Any]:
    fact = _effective(events)
    if isinstance(fact, Undecodable):
        return {"unreadable": str(fact)}
    return {"effective": effective_json(fact, position)}


def _effective(events: Sequence[RecordedEvent]) -> Fact | Undecodable:
    try:
        return effective(events)
    except Undecodable as fault:
        return fault


def effective_json(fact: Fact, position: int) -> dict[str, Any]:
    """The effective fact, its sentence with the names that were known at the position."""
    [summary] = in_words([fact.data.sentence()], position)
    return {
        "status": fact.status,
        "occurred": fact.when.as_json() if fact.when else None,
        "data": fact.data.as_json(),
        "citations": [dict(citation) for citation in fact.citations],
        "confidence": fact.confidence,
        "stories": list(fact.stories),
        "disputes": [dispute.as_json() for dispute in fact.disputes],
        "summary": summary,
    }


def _summary(event: RecordedEvent) -> str:
    return decode(event.type, event.schema, event.content["data"]).sentence()
