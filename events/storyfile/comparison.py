"""In which fields an event of a file says something else than what was recorded under its id."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from events.recorded import RecordedEvent
from events.types import DEFAULT_CONFIDENCE, Envelope, SchemaUnknown, UnknownType, decode

_COMPARED = ("occurred", "citations", "stories", "note", "correlation", "causation")
_OF_THE_ENVELOPE = (*_COMPARED, "confidence", "timezone", "data")


def differing(envelope: Mapping[str, Any], event: RecordedEvent) -> list[str]:
    """The fields that do not mean the same, however they are written: `occurred`, `data.post`.

    A time zone left out was taken from the story or the settings when the event was recorded, and
    is not compared. What cannot be read is no field, but all the event: "".
    """
    if envelope.get("type") != event.type:
        return ["type"]
    try:
        sent = Envelope.model_validate(dict(envelope))
        data = decode(sent.type, sent.schema_version, sent.data)
    except (ValidationError, SchemaUnknown, UnknownType):
        return [""]  # what is recorded is valid
    content = {name: event.content[name] for name in _OF_THE_ENVELOPE if name in event.content}
    recorded = Envelope.model_validate({"type": event.type, "schema": event.schema} | content)
    of_data = _differing_data(dict(data), dict(decode(event.type, event.schema, recorded.data)))
    return [*_differing_envelope(sent, recorded), *of_data]


def _differing_envelope(sent: Envelope, recorded: Envelope) -> Iterator[str]:
    for name in _COMPARED:
        if getattr(sent, name) != getattr(recorded, name):
            yield name
    if (sent.confidence or DEFAULT_CONFIDENCE) != (recorded.confidence or DEFAULT_CONFIDENCE):
        yield "confidence"
    if sent.timezone not in (None, recorded.timezone):
        yield "timezone"


def _differing_data(sent: Mapping[str, Any], recorded: Mapping[str, Any]) -> Iterator[str]:
    for name in recorded:
        if sent[name] != recorded[name]:
            yield f"data.{name}"
