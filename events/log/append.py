"""Appending to the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from events.log.canonical import CONTENT_FIELDS, envelope, pieces
from events.log.connection import fetch, in_transaction, log_cursor
from events.log.errors import (
    AlreadyIntroduced,
    AppendRefused,
    DuplicateEventId,
    KeyInFlight,
    KeyMismatch,
    VersionConflict,
)

__all__ = [
    "AlreadyIntroduced",
    "AppendRefused",
    "Appended",
    "DuplicateEventId",
    "Idempotency",
    "KeyInFlight",
    "KeyMismatch",
    "NewEvent",
    "VersionConflict",
    "append",
    "replay",
]

# Every column of the answer is one JSON value, so both give one row with one column.
_PROCEDURE = "CALL events_append(%s::json, %s::text, %s::text, %s::bytea, NULL)"
# The transaction's commit waits for the disk, also where the database says that none does.
_FUNCTION = """
SELECT answer FROM events_append_batch(%s::json, %s::text, %s::text, %s::bytea) AS answer,
                   events_flush()
"""
# What is told of an event, in this order; the keys of jsonb, as answers are kept, have none.
_TOLD = ("id", "position", "stream", "version", "recorded_at")
_EARLIER = "SELECT digest, answer FROM events_idempotencykey WHERE caller = %s AND key = %s"


@dataclass(slots=True)
class NewEvent:
    """`mentions` are the entities and stories that the event names (an original also mentions its
    own id); `introduces` is the kind and the slug of what it introduces."""

    id: UUID
    type: str
    schema: int
    stream: str
    root: UUID
    content: dict[str, Any]
    mentions: Sequence[str]
    introduces: tuple[str, str] | None = None
    expected_version: int | None = None


@dataclass(slots=True)
class Appended:
    """`position` is the last one. Each event has id, position, stream, version, recorded_at."""

    position: int
    events: list[dict[str, Any]]
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Idempotency:
    """`digest` stands for the body of the request: the same key must come with the same one."""

    key: str
    caller: str
    digest: bytes


def append(
    events: Sequence[NewEvent], *, recorded_by: str, idempotency: Idempotency | None = None
) -> Appended:
    """Record all of the events, in their order, or none.

    They are on disk when this returns. Inside a transaction they are when that commits, and the
    log is locked until then: appending must be the last thing done in it.
    """
    if not events:
        raise ValueError("there is nothing to append")
    entries = orjson.dumps([_entry(event, recorded_by) for event in events]).decode()
    caller, key, digest = (
        (idempotency.caller, idempotency.key, idempotency.digest)
        if idempotency
        else (None, None, None)
    )
    statement = _FUNCTION if in_transaction() else _PROCEDURE
    [(answer,)] = fetch(statement, (entries, caller, key, digest))
    return _appended(answer)


def replay(idempotency: Idempotency) -> Appended | None:
    """The answer that was given for this key, if one was. Raises KeyMismatch."""
    with log_cursor() as cursor:
        cursor.execute(_EARLIER, (idempotency.caller, idempotency.key))
        row = cursor.fetchone()
        if row is None:
            return None
        digest, answer = row
        if digest != idempotency.digest:
            raise KeyMismatch
        # It may have been committed a moment ago and not be on disk yet.
        cursor.execute("SELECT events_flush()")
    return Appended(answer[-1]["position"], _in_order(answer), replayed=True)


def _entry(event: NewEvent, recorded_by: str) -> dict[str, Any]:
    unknown = event.content.keys() - CONTENT_FIELDS
    if unknown:
        raise ValueError(f"not part of an event's content: {', '.join(sorted(unknown))}")
    head, middle = pieces(envelope(event, recorded_by))
    return {
        "head": head,
        "middle": middle,
        "root": event.root,
        "mentions": list(dict.fromkeys(event.mentions)),
        "introduces": event.introduces,
        "expected_version": event.expected_version,
    }


def _in_order(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: event[name] for name in _TOLD} for event in events]


def _appended(answer: dict[str, Any]) -> Appended:
    match answer["outcome"]:
        case "appended" | "replayed" as outcome:
            events = _in_order(answer["events"])
            return Appended(events[-1]["position"], events, replayed=outcome == "replayed")
        case "conflict":
            raise VersionConflict(
                answer["stream"], answer["expected"], answer["actual"], answer["index"]
            )
        case "duplicate_id":
            raise DuplicateEventId(UUID(answer["id"]), answer["index"])
        case "already_introduced":
            raise AlreadyIntroduced(answer["id"], answer["index"])
        case "mismatch":
            raise KeyMismatch
        case "in_flight":
            raise KeyInFlight
        case outcome:
            raise AssertionError(f"the log answered {outcome}")
