"""The canonical form of an event (RFC 8785), which its hash covers.

The log's own fields are put in by the database, in the one place where they are known. They sort
between the others, so the form is sent in two pieces: all before `position`, and all between
`recorded_at` and `version`.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

import orjson
import rfc8785

from events.recorded import RecordedEvent

GENESIS = bytes(32)
CONTENT_FIELDS = frozenset(
    (
        "causation",
        "citations",
        "confidence",
        "correlation",
        "data",
        "note",
        "occurred",
        "stories",
        "timezone",
    )
)
_EXACT = 2**53 - 1  # integers beyond it are not exact in JSON


def canonical(value: Any) -> bytes:
    """RFC 8785. orjson writes the same, much faster, where there is no number or key in which the
    two could differ."""
    if _plain(value):
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return rfc8785.dumps(value)


def _plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is dict:
        return all(key.isascii() and _plain(item) for key, item in value.items())
    if kind is list:
        return all(map(_plain, value))
    return kind is int and -_EXACT <= value <= _EXACT


def pieces(envelope: Mapping[str, Any]) -> tuple[str, str]:
    """The canonical form before `position` (with its opening brace) and from `recorded_by` up to
    `version` (without braces or commas at its ends)."""
    head = {name: value for name, value in envelope.items() if name < "position"}
    middle = {name: value for name, value in envelope.items() if name >= "position"}
    return canonical(head)[:-1].decode(), canonical(middle)[1:-1].decode()


class Told(Protocol):
    """An event, recorded or to be."""

    @property
    def id(self) -> UUID: ...
    @property
    def type(self) -> str: ...
    @property
    def schema(self) -> int: ...
    @property
    def stream(self) -> str: ...
    @property
    def content(self) -> dict[str, Any]: ...


def envelope(event: Told, recorded_by: str) -> dict[str, Any]:
    """What is hashed of an event, as the client sees it, but for `position`, `recorded_at` and
    `version`."""
    return event.content | {
        "id": str(event.id),
        "recorded_by": recorded_by,
        "schema": event.schema,
        "stream": event.stream,
        "type": event.type,
    }


def chained_hash(previous: bytes, event: RecordedEvent) -> bytes:
    """Raises ValueError if the event has no canonical form, which no appended one lacks."""
    fields = envelope(event, event.recorded_by)
    fields["position"] = event.position
    fields["recorded_at"] = event.recorded_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields["version"] = event.version
    return hashlib.sha256(previous + _stored(fields)).digest()


def _stored(fields: dict[str, Any]) -> bytes:
    if _plain(fields):
        return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)
    return rfc8785.dumps(_representable(fields))


def _representable(value: Any) -> Any:
    """A large float comes back from the database as the integer that it is."""
    if type(value) is int and not -_EXACT <= value <= _EXACT:
        return float(value)
    if type(value) is dict:
        return {key: _representable(item) for key, item in value.items()}
    if type(value) is list:
        return [_representable(item) for item in value]
    return value
