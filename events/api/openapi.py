"""What the OpenAPI document says of the log, made from the event types themselves."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from events.recording.sent import MOST_EVENTS
from events.types import Envelope, EventData, event_types

Json = dict[str, Any]

OBJECT: Json = {"type": "object", "additionalProperties": True}
TIME: Json = {"type": "string", "format": "date-time"}
PROBLEM: Json = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("pointer", "code", "detail")},
            },
        },
    },
}
APPENDED: Json = {
    "type": "object",
    "required": ["position", "events"],
    "properties": {
        "position": {"type": "integer"},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "position": {"type": "integer"},
                    "stream": {"type": "string"},
                    "version": {"type": "integer"},
                    "recorded_at": TIME,
                },
            },
        },
    },
}


def problem(*statuses: int) -> Json:
    return {(status, "application/problem+json"): PROBLEM for status in statuses}  # type: ignore[misc]


def text(description: str) -> Json:
    """Of an answer in another form than JSON. What is said of the status is said of all forms."""
    return {"type": "string", "description": description}


NOT_MODIFIED = OpenApiResponse(description="As it was when the `ETag` given was served.")
READ: dict[Any, Any] = {
    (200, "application/json"): OBJECT,
    304: NOT_MODIFIED,
    **problem(401, 403, 406, 429),
}
LISTED: dict[Any, Any] = {
    **READ,
    (200, "application/x-ndjson"): text("One JSON object a line."),
    (200, "text/csv"): text("A table with a heading."),
}


def query(name: str, description: str, schema: type = str) -> OpenApiParameter:
    return OpenApiParameter(name, schema, "query", description=description)


def inlined(schema: Json) -> Json:
    """A JSON Schema without `$defs`, which an OpenAPI document would look for elsewhere."""
    definitions = schema.get("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            named = definitions[value["$ref"].rpartition("/")[2]]
            return put({**named, **{k: v for k, v in value.items() if k != "$ref"}})
        return {k: put(v) for k, v in value.items() if k not in ("$defs", "$schema")}

    found: Json = put(schema)
    return found


def event_schema(each: type[EventData]) -> Json:
    """The envelope with the data of one type."""
    envelope = inlined(Envelope.model_json_schema(by_alias=True))
    properties = {
        **envelope["properties"],
        "type": {"type": "string", "const": each.type},
        "data": inlined(each.json_schema()),
    }
    needed = ["type", "data"]
    needed += ["occurred"] if each.needs_occurred() else []
    needed += ["citations"] if each.needs_citations() else []
    return {**envelope, "title": each.type, "properties": properties, "required": needed}


def append_schema() -> Json:
    batch = {
        "type": "object",
        "title": "batch",
        "required": ["events"],
        "additionalProperties": False,
        "properties": {
            "events": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_EVENTS,
                "items": {"type": "object", "description": "An event, as it is sent alone."},
            }
        },
    }
    return {"oneOf": [*map(event_schema, event_types().values()), batch]}


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
    "responses": {**LISTED, **problem(400, 503)},
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
        (200, "application/json"): OBJECT,
        (201, "application/json"): APPENDED,
        **problem(400, 401, 403, 406, 409, 413, 415, 422, 429),
    },
}
READ_EVENT: Json = {
    "operation_id": "events_read",
    "description": "An event, every amendment to it, and what it amounts to.",
    "parameters": [AS_OF, *KNOWN_AT],
    "responses": {**READ, **problem(400, 404, 503)},
}
LIST_TYPES: Json = {
    "operation_id": "event_types_list",
    "description": "The event types that can be recorded.",
    "responses": LISTED,
}
READ_TYPE: Json = {
    "operation_id": "event_types_read",
    "description": "The JSON Schema of the data of an event type.",
    "responses": {**READ, **problem(404)},
}
