"""What the OpenAPI document says of the log, made from the event types themselves."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from events.api import answer_schemas, event_schemas
from events.api.json_schema import FREE
from events.recording.sent import MOST_EVENTS

Json = dict[str, Any]

_PROBLEMS = {
    400: "A parameter cannot be read; `errors` says which, and what is accepted.",
    401: "Credentials are missing or not valid.",
    403: "The credentials do not carry the right.",
    404: "There is none of this id or name.",
    406: "The answer has no such representation.",
    413: "The body is larger than is taken.",
    415: "The body is not JSON.",
    422: "Nothing was recorded; `errors` says what is wrong, and where.",
    429: "Too many requests; see `Retry-After`.",
    503: "The views, or the log, have not got so far yet; see `Retry-After`.",
}
UNREADABLE = "The body, a header or a parameter cannot be read; `errors` says which."


def problems(*statuses: int, told: Mapping[int, str] | None = None) -> dict[Any, OpenApiResponse]:
    """How a request may be refused; `told` says it in other words than those for any request."""
    texts = {**_PROBLEMS, **(told or {})}
    return {
        (status, "application/problem+json"): OpenApiResponse(answer_schemas.PROBLEM, texts[status])
        for status in statuses
    }


def text(description: str) -> Json:
    """Of an answer in another form than JSON. What is said of the status is said of all forms."""
    return {"type": "string", "description": description}


NOT_MODIFIED = OpenApiResponse(description="As it was when the `ETag` given was served.")
LISTED: dict[Any, Any] = {
    (200, "application/x-ndjson"): text("One JSON object a line."),
    (200, "text/csv"): text("A table with a heading."),
}


def read(schema: Json) -> dict[Any, Any]:
    """How a request that reads is answered, whatever it asks for."""
    return {
        (200, "application/json"): OpenApiResponse(schema, "The answer."),
        304: NOT_MODIFIED,
        **problems(401, 403, 406, 429),
    }


def query(name: str, description: str, schema: type = str) -> OpenApiParameter:
    return OpenApiParameter(name, schema, "query", description=description)


KNOWN_AT = [
    query("known_at", "A date, a date-time with offset, or a position as `@123`; now if absent."),
    query("tz", "The IANA zone in which dates are read."),
    query("at_least", "The position that the log must have reached, else 503.", int),
]
NOTHING_CHANGED = [
    query(name, "Checked as everywhere, and of no effect: this is as it is now.")
    for name in ("as_of", "known_at", "tz")
] + [KNOWN_AT[-1]]
AS_OF = query("as_of", "Echoed, and else of no effect: the log is asked about by `known_at`.")
LIST_EVENTS: Json = {
    "operation_id": "events_list",
    "description": "The log as it was recorded, oldest first.",
    "parameters": [
        query("type", "Event types, repeated or joined by commas."),
        query(
            "entity",
            "A slug that the event, or what it amends, names in any role, or one that counts as "
            "the same since a merge; of several each, repeated or joined by commas.",
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
    "responses": {**read(answer_schemas.EVENTS), **LISTED, **problems(400, 503)},
}
APPEND_EVENTS: Json = {
    "operation_id": "events_append",
    "examples": event_schemas.EXAMPLES,
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
    "request": {"application/json": event_schemas.append_schema()},
    "responses": {
        (200, "application/json"): OpenApiResponse(answer_schemas.DRY_RUN, "Of a dry run."),
        (201, "application/json"): OpenApiResponse(answer_schemas.APPENDED, "All is recorded."),
        **problems(400, 401, 403, 406, 413, 415, 422, 429, told={400: UNREADABLE}),
        (409, "application/problem+json"): OpenApiResponse(
            {"anyOf": [answer_schemas.CONFLICT, answer_schemas.PROBLEM]},
            "A stream has moved on from the version expected, or the same is being recorded now.",
        ),
    },
}
READ_EVENT: Json = {
    "operation_id": "events_read",
    "description": "An event, every amendment to it, and what it amounts to.",
    "parameters": [AS_OF, *KNOWN_AT],
    "responses": {**read(answer_schemas.EVENT), **problems(400, 404, 503)},
}
LIST_TYPES: Json = {
    "operation_id": "event_types_list",
    "description": "The event types that can be recorded.",
    "parameters": NOTHING_CHANGED,
    "responses": {**read(answer_schemas.EVENT_TYPES), **LISTED, **problems(400, 503)},
}
READ_TYPE: Json = {
    "operation_id": "event_types_read",
    "description": "The JSON Schema of the data of an event type.",
    "parameters": NOTHING_CHANGED,
    "responses": {**read(FREE), **problems(400, 404, 503)},
}
