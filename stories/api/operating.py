"""The state of the projections, and what an operator may do about it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.known_at import check_universal
from events.api.openapi import LISTED, NOTHING_CHANGED, problems
from events.api.parameters import Parameters
from events.api.permissions import Requires
from events.api.problems import ProblemException
from events.api.rendering import FastJSONRenderer, LinesRenderer, TableRenderer
from stories import tasks
from stories.api.schemas import operating
from stories.engine import parking, rebuild
from stories.engine.registry import UnknownProjection
from stories.engine.status import status, statuses


class Projections(APIView):
    """How far every projection is behind the log, what is parked, what is being rebuilt."""

    renderer_classes = [FastJSONRenderer, TableRenderer, LinesRenderer]

    @extend_schema(
        operation_id="projections",
        parameters=NOTHING_CHANGED,
        responses={
            (200, "application/json"): OpenApiResponse(operating.PROJECTIONS, "The answer."),
            **LISTED,
            **problems(400, 401, 403, 406, 429, 503),
        },
    )
    def get(self, request: Request, format: str | None = None) -> Response:
        check_universal(request.query_params)
        told = {"results": [one.as_json() for one in statuses()], "next": None}
        return Response(told, headers={"Cache-Control": "private, no-store"})


class Operation(APIView):
    """What an operator does to a projection: 404 if there is none, 409 while it is rebuilt."""

    renderer_classes = [FastJSONRenderer]
    permission_classes = [Requires("operate")]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        Parameters(request.query_params, ()).refuse_faults()

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, UnknownProjection):
            exc = ProblemException(404, detail=str(exc))
        elif isinstance(exc, rebuild.AlreadyRebuilding):
            exc = ProblemException(409, detail=str(exc))
        return super().handle_exception(exc)


class RebuildProjection(Operation):
    """Derive a projection anew beside the live rows, which stay until the new ones are proven."""

    @extend_schema(
        operation_id="projection_rebuild",
        request=None,
        responses={
            202: OpenApiResponse(operating.PROJECTION, "A rebuild is under way."),
            **problems(400, 401, 403, 404, 406, 409, 429, told={409: "Under way already."}),
        },
    )
    def post(self, request: Request, name: str) -> Response:
        tasks.build_parts(rebuild.request(name))
        return Response(status(name).as_json(), status=202)


class RetryProjection(Operation):
    """Take up parked tracks again from where they stopped."""

    @extend_schema(
        operation_id="projection_retry",
        request=None,
        responses={
            200: OpenApiResponse(operating.RETRIED, "What came of it."),
            **problems(400, 401, 403, 404, 406, 429),
        },
    )
    def post(self, request: Request, name: str) -> Response:
        retried = parking.retry(name)
        told: dict[str, Any] = {"mended": retried.mended, "parked": retried.parked}
        return Response({"projection": name, **told})
