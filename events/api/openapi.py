"""What the OpenAPI document says of the log, made from the event types themselves."""

import re
from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from events.api import answers
from events.api.components import place_of
from events.api.shapes import FREE
from events.recording.sent import MOST_EVENTS
from events.types import Envelope, EventData, event_types

Json = dict[str, Any]


def problem(*statuses: int) -> Json:
    return {(status, "application/problem+json"): answers.PROBLEM for status in statuses}  # type: ignore[misc]


def query(name: str, description: str, schema: type = str) -> OpenApiParameter:
    return OpenApiParameter(name, schema, "query", description=description)


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


KNOWN_AT = [
    query("known_at", "A date, a date-time with offset, or a position as `@123`; now if absent."),
    query("tz", "The IANA zone in which dates are read."),
    query("at_least", "The position that the log must have reached, else 503.", int),
]
AS_OF = query("as_of", "Echoed, and else of no effect: the log is asked about by `known_at`.")
LIST_EVENTS: Json = {
    "operation_id": "events_list",
    "description": "The log as it was recorded, oldest first.",
    "parameters": [
        query("type", "Event types, repeated or joined by commas."),
        query(
            "entity",
            "A slug that the event, or what it amends, names in any role; of several each, "
            "repeated or joined by commas.",
        ),
        query("story", "The story that it is filed under; of several each."),
        query("stream", "Such as organization/openai."),
        query("recorded_by", "Who recorded it."),
        query("amends", "The id of an event that it acts on."),
        query("from", "Recorded on or after this date or date-time."),
        query("to", "Recorded on or before this date or date-time."),
        query("confidence", "As recorded: official to opinion, repeated or joined by commas."),
        query("status", "What has become of it: standing, disputed or retracted."),
        query("order", "asc or desc."),
        AS_OF,
        query("limit", "Events a page, 1 to 1000.", int),
        query("cursor", "From the `next` of an earlier page."),
        *KNOWN_AT,
    ],
    "responses": {(200, "application/json"): answers.EVENTS, **problem(400, 401, 403, 429, 503)},
}
APPEND_EVENTS: Json = {
    "operation_id": "events_append",
    "description": f"Records one event, or up to {MOST_EVENTS:,} at once: all or none.",
    "parameters": [
        query("dry_run", "Record nothing; answer what would be recorded and changed.", bool),
        OpenApiParameter(
            "Idempotency-Key",
            str,
            "header",
            description="Sent again with the same body, the first answer is given again.",
        ),
    ],
    "request": {"application/json": append_schema()},
    "responses": {
        (200, "application/json"): answers.FORESEEN,
        (201, "application/json"): answers.APPENDED,
        **problem(400, 401, 403, 413, 415, 422, 429),
        (409, "application/problem+json"): {"anyOf": [answers.CONFLICT, answers.PROBLEM]},
    },
}
READ_EVENT: Json = {
    "operation_id": "events_read",
    "description": "An event, every amendment to it, and what it amounts to.",
    "parameters": [AS_OF, *KNOWN_AT],
    "responses": {
        (200, "application/json"): answers.EVENT,
        **problem(400, 401, 403, 404, 429, 503),
    },
}
LIST_TYPES: Json = {
    "operation_id": "event_types_list",
    "description": "The event types that can be recorded.",
    "responses": {(200, "application/json"): answers.EVENT_TYPES, **problem(401, 403, 429)},
}
READ_TYPE: Json = {
    "operation_id": "event_types_read",
    "description": "The JSON Schema of the data of an event type.",
    "responses": {(200, "application/json"): FREE, **problem(401, 403, 404, 429)},
}
