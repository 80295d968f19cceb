"""The base of all views that read: parameters, conditional requests, tables, problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.caching import conditional
from events.api.problems import ProblemException, bad_parameters
from events.api.rendering import FastJSONRenderer, LinesRenderer
from events.log.connection import reading_from_replica
from stories.api.answer_cache import cache_answer
from stories.api.cached_view import CachedView
from stories.api.parameters import Parameters
from stories.api.rendering import CsvRenderer
from stories.api.tables import Table
from stories.engine.reading import Behind
from stories.views import queries
from stories.views.asking import all_read, ask
from stories.views.question import Asking, BadQuestion, NotIntroduced, Question
from stories.views.shapes import Json
from stories.views.staleness import is_stale


class ReadView(CachedView):
    """Subclasses say what they read, which parameters they add, and how to answer a question."""

    kind: ClassVar[str | None] = None
    """What the id in the path is of."""
    projections: ClassVar[Sequence[str]] = ()
    accepts: ClassVar[Sequence[str]] = ()
    """Query parameters besides those of every view."""
    table: ClassVar[Table | None] = None
    timeless: ClassVar[bool] = False
    """Whether the answer says nothing about the moment unless one is asked for."""

    def answer(self, question: Question, parameters: Parameters) -> Json:
        raise NotImplementedError

    def check(self, parameters: Parameters, question: Question | None) -> None:
        """Notes what is wrong with the parameters of its own; without a question, since those of
        every view are at fault, what can be told all the same.
        """

    def reads(self) -> Sequence[str]:
        return self.projections

    def asking(self, parameters: Parameters) -> Asking:
        return parameters.asking()

    def get_renderers(self) -> list[Any]:
        if self.table:
            return [FastJSONRenderer(), CsvRenderer(), LinesRenderer()]
        return [FastJSONRenderer()]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """Most programs ask for JSON or take anything: no need to weigh what they accept."""
        accepted = request.META.get("HTTP_ACCEPT", "*/*")
        if self.kwargs.get("format") is None and accepted in ("*/*", FastJSONRenderer.media_type):
            return FastJSONRenderer(), FastJSONRenderer.media_type
        return super().perform_content_negotiation(request, force)

    def get(
        self, request: Request, id: str | None = None, format: str | None = None
    ) -> HttpResponseBase:
        with reading_from_replica():
            return self.cached_response(request._request) or self._read(request, id)

    def _read(self, request: Request, id: str | None) -> HttpResponseBase:
        parameters = Parameters(request.query_params, self.accepts)
        question = self._ask(parameters, id)
        parked = queries.parked_tracks(question.known, all_read(self.reads()))
        own = [one for one in parked if one[0] in self.reads()]
        stale = is_stale(question, own)
        # Names that wait for a retry mark no answer as stale, but some day it will tell others.
        fixed = not stale and own == parked and self._fixed_moment(question)
        lasting = question.pinned and fixed
        response = conditional(
            request,
            self._made_of(question, parked),
            lambda: self._respond(request, question, parameters, stale),
            lasting=lasting,
        )
        if lasting:
            cache_answer(request, response, None)
        elif fixed and question.known_at.requested is None and not question.known.parking:
            cache_answer(request, response, question.known.state)
        return response

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(as_problem(exc))

    def _ask(self, parameters: Parameters, id: str | None) -> Question:
        try:
            question = ask(
                self.asking(parameters),
                projections=self.reads(),
                kind=self.kind,
                id=id,
                present=self.present,
            )
        except BadQuestion as error:
            parameters.faults += error.errors
            self.check(parameters, None)
            raise bad_parameters(parameters.faults) from error
        if parameters.faults:
            self.check(parameters, question)
        parameters.refuse_faults()
        return question

    def _respond(
        self, request: Request, question: Question, parameters: Parameters, stale: bool
    ) -> HttpResponseBase:
        answer = self.answer(question, parameters)
        parameters.refuse_faults()
        if stale:
            answer["stale"] = True
        link = answer.get("next")
        represented = self._represented(request, answer)
        if represented == []:  # no lines: DRF would not even say of what
            return HttpResponse(content_type=request.accepted_renderer.media_type)
        response = Response(represented)
        if link:
            response["Link"] = f'<{link}>; rel="next"'
        return response

    def _represented(self, request: Request, answer: Json) -> Any:
        """The answer as the renderer agreed upon takes it."""
        if self.table and request.accepted_renderer.format == "csv":
            return self.table.of(answer)
        if self.table and request.accepted_renderer.format == "ndjson":
            return self.table.objects(answer)
        return answer

    def _fixed_moment(self, question: Question) -> bool:
        """Whether the same moment is meant whenever it is asked again."""
        return self.timeless or question.as_of.requested is not None

    def _made_of(self, question: Question, parked: Sequence[tuple[str, str]]) -> tuple[object, ...]:
        """All that the answer is made of."""
        moment = question.as_of.instant if self._speaks_of_moment(question) else None
        known_at = replace(question.known_at, requested=None)
        # What is pinned is said for good; of anything else a rebuild by new rules may say more.
        rows_of = None if question.pinned else sorted(question.known.generations.items())
        return moment, question.timezone, known_at, parked, rows_of

    def _speaks_of_moment(self, question: Question) -> bool:
        """Whether the answer to another moment would be another."""
        return not self.timeless or question.as_of.requested is not None


def as_problem(error: Exception) -> Exception:
    """What the views raise, as the problem that the API answers with."""
    match error:
        case BadQuestion():
            return bad_parameters(error.errors)
        case NotIntroduced():
            return ProblemException(404, detail=str(error))
        case Behind():
            return ProblemException(
                503,
                "Not yet projected",
                f"{error}; try again in a moment",
                headers={"Retry-After": str(error.retry_after)},
            )
    return error
