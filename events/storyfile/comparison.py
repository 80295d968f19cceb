"""Whether an event of a file says what was recorded under its id."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from events.recorded import RecordedEvent
from events.types import DEFAULT_CONFIDENCE, Envelope, SchemaUnknown, UnknownType, decode

_COMPARED = ("occurred", "citations", "stories", "note", "correlation", "causation")
_OF_THE_ENVELOPE = (*_COMPARED, "confidence", "timezone", "data")


def says_the_same(envelope: Mapping[str, Any], event: RecordedEvent) -> bool:
    """Whether they mean the same, however it is written.

    A time zone left out was taken from the story or the settings when the event was recorded, and
    is not compared.
    """
    if envelope.get("type") != event.type:
        return False
    try:
        sent = Envelope.model_validate(dict(envelope))
        data = decode(sent.type, sent.schema_version, sent.data)
    except (ValidationError, SchemaUnknown, UnknownType):
        return False  # what is recorded is valid
    content = {name: event.content[name] for name in _OF_THE_ENVELOPE if name in event.content}
    recorded = Envelope.model_validate({"type": event.type, "schema": event.schema} | content)
    return (
        data == decode(event.type, event.schema, recorded.data)
        and all(getattr(sent, name) == getattr(recorded, name) for name in _COMPARED)
        and (sent.confidence or DEFAULT_CONFIDENCE) == (recorded.confidence or DEFAULT_CONFIDENCE)
        and sent.timezone in (None, recorded.timezone)
    )
