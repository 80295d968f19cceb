"""What an event states by now, in the form in which a correction states it anew. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from events.effective import effective, in_effect
from events.recorded import RecordedEvent

REPLACED = ("occurred", "timezone", "citations")


def stated(events: Sequence[RecordedEvent]) -> dict[str, Any]:
    """`occurred`, `timezone`, `data`, `citations` and `confidence`, the latest by position.

    Citations are its own: those of corroborations stay whatever a correction says. Ids are those
    that were recorded, not what they have been merged into. Raises Undecodable.
    """
    fact, original = effective(events), events[0].content
    found = {name: original.get(name) for name in REPLACED}
    standing = in_effect(events)
    for event in events[1:]:
        if event.type == "event.corrected" and event.id in standing:
            changes = event.content["data"]["changes"]
            found |= {name: changes[name] for name in REPLACED if changes.get(name) is not None}
    return found | {"data": fact.data.as_json(), "confidence": fact.confidence}
