"""What is sent to be recorded, as JSON Schemas made from the event types, with examples."""

import re
from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample

from events.api.components import place_of
from events.recording.sent import MOST_EVENTS
from events.types import Envelope, EventData, event_types

Json = dict[str, Any]
Together = Callable[[Json, Json], Json]


def _merged(named: Json, beside: Json) -> Json:
    return {**named, **beside}


def _apart(named: Json, beside: Json) -> Json:
    """So that what has a name stays the same wherever it is used."""
    return {**beside, "allOf": [named]} if beside else named


def inlined(schema: Json, together: Together = _merged) -> Json:
    """A JSON Schema without `$defs`, which an OpenAPI document would look for elsewhere.

    `together` makes one of what is defined and what stands beside the reference to it.
    """
    definitions = schema.get("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            beside = {k: v for k, v in value.items() if k != "$ref"}
            return put(together(definitions[value["$ref"].rpartition("/")[2]], beside))
        return {k: put(v) for k, v in value.items() if k not in ("$defs", "$schema")}

    found: Json = put(schema)
    return found


def class_name(event_type: str) -> str:
    """What a type of event is called in a program: `person.departed` is PersonDeparted."""
    return "".join(word.capitalize() for word in re.split(r"[._]", event_type))


def event_schema(each: type[EventData]) -> Json:
    """The envelope with the data of one type."""
    envelope = inlined(Envelope.model_json_schema(by_alias=True), _apart)
    name = class_name(each.type)
    properties = {
        **envelope["properties"],
        "type": {"type": "string", "const": each.type},
        "data": {**inlined(each.json_schema(), _apart), "title": f"{name}Data"},
    }
    needed = ["type", "data"]
    needed += ["occurred"] if each.needs_occurred() else []
    needed += ["citations"] if each.needs_citations() else []
    return {**envelope, "title": name, "properties": properties, "required": needed}


def append_schema() -> Json:
    event = {
        "title": "NewEvent",
        "oneOf": [*map(event_schema, event_types().values())],
        "discriminator": {
            "propertyName": "type",
            "mapping": {name: place_of(class_name(name)) for name in event_types()},
        },
    }
    batch = {
        "type": "object",
        "title": "Batch",
        "required": ["events"],
        "additionalProperties": False,
        "properties": {
            "events": {"type": "array", "minItems": 1, "maxItems": MOST_EVENTS, "items": event}
        },
    }
    return {"oneOf": [event, batch]}


_CITED = [{"source": "the-gazette", "published": "2024-03-02", "quote": "Ms Byron takes over."}]
EXAMPLES = [
    OpenApiExample(
        "Several at once, which introduce what they speak of",
        request_only=True,
        value={
            "events": [
                {
                    "type": "organization.introduced",
                    "data": {"organization": "acme", "name": "Acme", "kind": "company"},
                },
                {"type": "person.introduced", "data": {"person": "ada", "name": "Ada Byron"}},
                {
                    "type": "person.appointed",
                    "occurred": "2024-03-01",
                    "timezone": "Europe/London",
                    "data": {"person": "ada", "organization": "acme", "post": "ceo"},
                    "citations": _CITED,
                },
            ]
        },
    ),
    OpenApiExample(
        "One, of which only the month is known",
        request_only=True,
        value={
            "type": "person.departed",
            "occurred": "2024-05",
            "data": {"person": "ada", "organization": "acme", "post": "ceo", "manner": "resigned"},
            "citations": _CITED,
            "confidence": "rumoured",
        },
    ),
]
