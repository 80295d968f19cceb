"""Events as the API shows them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from events.facts import Fact, Undecodable, effective, in_effect, target_of
from events.recorded import RecordedEvent
from events.recording.draft import Draft
from events.types import EventData, event_types, render
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


def draft_json(draft: Draft) -> dict[str, Any]:
    """What would be recorded, with its time as it was understood."""
    event = draft.provisional
    return {
        "id": str(event.id),
        "stream": event.stream,
        "type": event.type,
        "schema": event.schema,
        **{name: event.content.get(name, absent) for name, absent in CONTENT},
        "occurred": draft.when.as_json() if draft.when else None,
        "amends": str(target_of(event)) if event.root != event.id else None,
        "summary": _summary(event_types()[event.type].read(event.schema, event.content["data"])),
    }


def status_of(event: RecordedEvent, events: Sequence[RecordedEvent]) -> str:
    """What has become of an event; `events` are all of its root."""
    if event.root == event.id:
        return str(_effective(events)["status"])
    return "standing" if event.id in in_effect(events) else "retracted"


def amended_json(event: RecordedEvent, events: Sequence[RecordedEvent]) -> dict[str, Any]:
    """An event, what amends it, and what it amounts to; `events` are all of its root."""
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
        **(_effective(events) if event.root == event.id else {}),
    }


def _effective(events: Sequence[RecordedEvent]) -> dict[str, Any]:
    try:
        fact = effective(events)
    except Undecodable as fault:
        return {"status": "unreadable", "unreadable": str(fault)}
    return {"status": fact.status, "effective": effective_json(fact)}


def effective_json(fact: Fact) -> dict[str, Any]:
    return {
        "status": fact.status,
        "occurred": fact.when.as_json() if fact.when else None,
        "data": fact.data.as_json(),
        "citations": [dict(citation) for citation in fact.citations],
        "confidence": fact.confidence,
        "stories": list(fact.stories),
        "disputes": [{**asdict(each), "event": str(each.event)} for each in fact.disputes],
        "summary": _summary(fact.data),
    }


def _summary(data: EventData) -> str:
    """With ids for names, which belong to the views."""
    return render(data.summary(), {})
