"""What the OpenAPI schema says of the views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from events.api.json_schema import Schema
from events.api.openapi import NOT_MODIFIED, problems, text
from events.api.parameters import UNIVERSAL
from stories.api.reading import ReadView
from stories.api.schemas.parts import ENTITY

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
    "single_source": "`true`: only facts with one independent source.",
    "source": "Only facts that rest on this source alone: every citation is of it or derived "
    "from it.",
    "attributed_to": "Only facts that are this inner source's word alone: text as attributed, or "
    "an entity's id (then what begins with one of its names counts too).",
    "limit": "Results a page, 1 to 1000. Default: 100.",
    "cursor": "Where a page begins: taken from `next` as it is.",
    "name": "The name to resolve.",
    "kind": "Only entities of these kinds: `person`, `organization`, `work`, `story`.",
}
NOTHING: Mapping[str, str] = {}
_POSITIONS = ("at_least", "limit")
V = TypeVar("V", bound=ReadView)


def documented(
    name: str, required: Sequence[str] = (), *, schema: Any, texts: Mapping[str, str] = NOTHING
) -> Callable[[type[V]], type[V]]:
    """Documents the GET of a view that reads: its parameters and answers, a table among them.

    `texts` describe parameters that mean something else there than in other views.
    """

    def document(view: type[V]) -> type[V]:
        told = _about(view.kind, schema) if view.kind else schema
        responses: dict[Any, Any] = {
            (200, "application/json"): OpenApiResponse(response=told, description="The answer."),
            304: NOT_MODIFIED,
            **problems(400, 401, 403, 404, 406, 429, 503, told={404: "Never introduced."}),
        }
        if view.table:
            columns = ", ".join(view.table.columns)
            responses[200, "application/x-ndjson"] = text("One JSON object a line.")
            responses[200, "text/csv"] = text(f"A table with the columns {columns}.")
        described = {**_TEXTS, **texts}
        parameters = [
            _parameter(one, one in required, described[one]) for one in (*view.accepts, *UNIVERSAL)
        ]
        documented_get = extend_schema(
            operation_id=name, parameters=parameters, responses=responses
        )
        return extend_schema_view(get=documented_get)(view)

    return document


def _about(kind: str, schema: Schema) -> Schema:
    """An answer begins with whom or what it is about, and is called so: an OrganizationBoard."""
    return {
        **schema,
        "title": kind.capitalize() + schema["title"],
        "required": [kind, *schema["required"]],
        "properties": {kind: ENTITY, **schema["properties"]},
    }


def _parameter(name: str, required: bool, description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        OpenApiTypes.INT if name in _POSITIONS else OpenApiTypes.STR,
        OpenApiParameter.QUERY,
        required=required,
        description=description,
    )
