"""The log over REST: listed, appended to, and its event types described."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from events.api import log_query, openapi
from events.api.appending import append_request, dry_run, right_for
from events.api.caching import conditional
from events.api.known_at import as_of_echoed, check_universal, resolve_known_at
from events.api.parameters import UNIVERSAL, Parameters
from events.api.parsing import StrictJSONParser
from events.api.permissions import Requires
from events.api.rendering import FastJSONRenderer, LinesRenderer, TableRenderer
from events.api.representation import amended_json
from events.api.streaming import streamed
from events.log.read import event_by_id, events_of_roots
from events.recorded import RecordedEvent
from events.types import EventData, UnknownType, as_uuid, event_type, event_types


class LogView(APIView):
    """Base of the views here: read with the right to read."""

    permission_classes = [Requires("read")]
    parser_classes = [StrictJSONParser]
    renderer_classes = [FastJSONRenderer]


class EventsView(LogView):
    renderer_classes = [FastJSONRenderer, TableRenderer, LinesRenderer]

    def get_permissions(self) -> list[BasePermission]:
        if self.request.method == "POST":
            return [Requires("append")()]
        return [Requires("read")()]

    def get_renderers(self) -> list[BaseRenderer]:
        """Only a list is a table or lines."""
        if self.request.method == "POST":
            return [FastJSONRenderer()]
        return super().get_renderers()

    @extend_schema(**openapi.LIST_EVENTS)
    def get(self, request: Request, format: str | None = None) -> HttpResponseBase:
        question = log_query.LogQuestion.of(request)
        written_as = request.accepted_renderer.format

        def answer() -> HttpResponseBase:
            if written_as == FastJSONRenderer.format:
                return Response(log_query.page(request, question))
            return streamed(question, written_as)

        made_of = (question.known, question.as_of)
        return conditional(request, made_of, answer, lasting=question.known.pinned)

    @extend_schema(**openapi.APPEND_EVENTS)
    def post(self, request: Request, format: str | None = None) -> Response:
        # A misspelt dry_run would record for good.
        parameters = Parameters(request.query_params, ("dry_run",))
        dry = parameters.flag("dry_run")
        parameters.refuse_faults()
        if dry:
            return Response(dry_run(request))
        appended = append_request(request)
        headers = {"Idempotency-Replayed": "true"} if appended.replayed else None
        body = {"position": appended.position, "events": appended.events}
        return Response(body, status=201, headers=headers)


class EventView(LogView):
    @extend_schema(**openapi.READ_EVENT)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        parameters = Parameters(request.query_params, UNIVERSAL)
        echoed = as_of_echoed(parameters)
        known = resolve_known_at(parameters)
        event = event_by_id(_uuid(id))
        if event is None:
            raise Http404(f"There is no event {id}.")

        def answer() -> Response:
            told = _event_json(event, known.position)
            return Response({**told, **echoed, "known_at": known.as_json()})

        return conditional(request, (known, echoed), answer, lasting=known.pinned)


class EventTypesView(LogView):
    renderer_classes = [FastJSONRenderer, TableRenderer, LinesRenderer]

    @extend_schema(**openapi.LIST_TYPES)
    def get(self, request: Request, format: str | None = None) -> HttpResponseBase:
        check_universal(request.query_params)
        told = {
            "results": [_type_json(request, each) for each in event_types().values()],
            "next": None,
        }
        return conditional(request, (told,), lambda: Response(told), lasting=False)


class EventTypeView(LogView):
    @extend_schema(**openapi.READ_TYPE)
    def get(self, request: Request, name: str) -> HttpResponseBase:
        check_universal(request.query_params)
        try:
            schema = event_type(name).json_schema()
        except UnknownType as unknown:
            raise Http404(unknown.detail) from unknown
        return conditional(request, (schema,), lambda: Response(schema), lasting=False)


def _event_json(event: RecordedEvent, position: int) -> dict[str, Any]:
    """The event with all that amended it by the position; nothing of one recorded later."""
    if event.position > position:
        told = {"id": str(event.id), "known": False}
        return {**told, "status": None, "amendments": [], "effective": None}
    return amended_json(event, events_of_roots([event.root], position), position)


def _type_json(request: Request, each: type[EventData]) -> dict[str, Any]:
    return {
        "type": each.type,
        "schema": each.schema_version,
        "kind": each.kind,
        "family": each.family(),
        "description": (each.__doc__ or "").strip().partition("\n")[0],
        "needs_occurred": each.needs_occurred(),
        "needs_citations": each.needs_citations(),
        "right": right_for(each.type),
        "json_schema": reverse("event-type", [each.type], request=request),
    }


def _uuid(text: str) -> UUID:
    found = as_uuid(text)
    if found is None:
        raise Http404(f"There is no event {text!r:.60}: an id is a UUID.")
    return found
