"""What the OpenAPI schema says of the views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from stories.api.schemas import PROBLEM

_TEXTS = {
    "as_of": "The moment in the world: a date (its last microsecond in `tz`) or a date-time with "
    "offset. Default: now.",
    "known_at": "The moment in the record: a date, a date-time with offset, or a log position as "
    "`@123`. Never in the future. Default: now.",
    "tz": "IANA time zone in which dates are read. Default: the subject's, else the newsroom's.",
    "at_least": "Wait (bounded) until the views have reached this log position, else 503.",
    "from": "A date (inclusive) or a date-time with offset.",
    "to": "A date (inclusive) or a date-time with offset.",
    "type": "Event types; may be repeated, or hold several with commas between.",
    "entity": "Facts that name the entity, in any role.",
    "story": "Facts that are filed under the story.",
    "certain": "`true`: only what certainly happened in the span asked for.",
    "confidence": "`official`, `confirmed`, `reported`, `rumoured`, `opinion`; may be several.",
    "status": "`standing`, `disputed`, `retracted`; may be several. Default: all but retracted.",
    "order": "`asc` (oldest first, the default) or `desc`.",
    "limit": "Results a page, 1 to 1000. Default: 100.",
    "cursor": "Where a page begins: taken from `next` as it is.",
    "name": "The name to resolve.",
    "kind": "Only entities of these kinds: `person`, `organization`, `work`, `story`.",
}
_POSITIONS = ("at_least", "limit")
_UNIVERSAL = ("as_of", "known_at", "tz", "at_least")


def documented(
    name: str, accepts: Sequence[str] = (), required: Sequence[str] = (), *, schema: Any
) -> Callable[[Any], Any]:
    """`extend_schema` for the GET of a view that reads."""
    return extend_schema(
        operation_id=name,
        parameters=[_parameter(one, one in required) for one in (*accepts, *_UNIVERSAL)],
        responses={
            (200, "application/json"): OpenApiResponse(response=schema, description="The answer."),
            304: OpenApiResponse(description="As it was when the `ETag` given was served."),
            **problems(400, 401, 403, 404, 429, 503),
        },
    )


def problems(*statuses: int) -> dict[Any, OpenApiResponse]:
    return {
        (status, "application/problem+json"): OpenApiResponse(
            response=PROBLEM, description=_PROBLEMS[status]
        )
        for status in statuses
    }


def _parameter(name: str, required: bool) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        OpenApiTypes.INT if name in _POSITIONS else OpenApiTypes.STR,
        OpenApiParameter.QUERY,
        required=required,
        description=_TEXTS[name],
    )


_PROBLEMS = {
    400: "A parameter cannot be read; `errors` says which, and what is accepted.",
    401: "Credentials are missing or not valid.",
    403: "The credentials do not carry the right.",
    404: "Never introduced.",
    409: "Under way already.",
    429: "Too many requests; see `Retry-After`.",
    503: "The views have not got so far yet; see `Retry-After`.",
}
