"""An amendment recorded once, and not over the head of somebody who was quicker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from events.log.append import Appended, Idempotency, KeyMismatch, VersionConflict, replay
from events.log.read import intervening
from events.recorded import RecordedEvent
from events.recording.service import record
from events.types import event_types
from newsroom.desk.events.target import Target

TRIES = 5


class Overtaken(Exception):
    """Others amended the same event since the form was opened, by these events."""

    def __init__(self, events: Sequence[RecordedEvent]) -> None:
        super().__init__(f"{len(events)} amendments since the form was opened")
        self.events = events


def earlier(idempotency: Idempotency) -> Appended | None:
    """What the same form recorded already."""
    try:
        return replay(idempotency)
    except KeyMismatch:
        return None  # another content: the amendment that it recorded is told as any other is


def missed(target: Target, seen: int) -> tuple[list[RecordedEvent], int]:
    """What concerns the same matter since a version of the stream, and the version now.

    Much else may go to the stream of an organisation; that is nobody's concern.
    """
    since = intervening(target.event.stream, seen)
    types = event_types()
    concerned = [
        event
        for event in since
        if (event.root == target.event.root and event.id != event.root)
        or (target.entity and event.type in types and types[event.type].kind == "identity")
    ]
    return concerned, since[-1].version if since else seen


def amend(
    envelopes: Sequence[Mapping[str, Any]],
    target: Target,
    *,
    seen: int,
    recorded_by: str,
    idempotency: Idempotency,
) -> Appended:
    """Record the amendment, which is the last, and what it introduces.

    Raises Overtaken, and Refused, VersionConflict and KeyInFlight as recording does.
    """
    *introducing, amendment = envelopes
    for left in reversed(range(TRIES)):
        concerned, version = missed(target, seen)
        if done := earlier(idempotency):
            return done
        if concerned:
            raise Overtaken(concerned)
        try:
            return record(
                [*introducing, {**amendment, "expected_version": version}],
                recorded_by=recorded_by,
                idempotency=idempotency,
            )
        except VersionConflict:
            if not left:
                raise  # others append to the stream without pause
    raise AssertionError("a try either returns or raises")
