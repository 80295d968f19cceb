"""The base of all views that read: parameters, conditional requests, tables, problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.problems import ProblemException
from stories.api.parameters import Parameters
from stories.api.rendering import CsvRenderer, JsonRenderer, LinesRenderer
from stories.api.tables import Table
from stories.engine.reading import Behind
from stories.views import queries
from stories.views.answers import is_stale
from stories.views.asking import ask
from stories.views.question import Asking, BadQuestion, NotIntroduced, Question

YEAR = 31_536_000
PINNED = f"private, immutable, max-age={YEAR}"
REVALIDATED = "private, no-cache"


class ReadView(APIView):
    """Subclasses say what they read, which parameters they add, and how to answer a question."""

    kind: ClassVar[str | None] = None
    """What the id in the path is of."""
    projections: ClassVar[Sequence[str]] = ()
    accepts: ClassVar[Sequence[str]] = ()
    """Query parameters besides those of every view."""
    table: ClassVar[Table | None] = None
    timeless: ClassVar[bool] = False
    """Whether the answer says nothing about the moment unless one is asked for."""

    def answer(self, question: Question, parameters: Parameters) -> dict[str, Any]:
        raise NotImplementedError

    def asking(self, parameters: Parameters) -> Asking:
        return parameters.asking()

    def get_renderers(self) -> list[Any]:
        if self.table:
            return [JsonRenderer(), CsvRenderer(), LinesRenderer()]
        return [JsonRenderer()]

    def get(
        self, request: Request, id: str | None = None, format: str | None = None
    ) -> HttpResponseBase:
        parameters = Parameters(request.query_params, self.accepts)
        question = self._ask(parameters, id)
        parked = queries.parked_tracks(question.known, self.projections)
        stale = is_stale(question, parked)
        etag = self._etag(request, question, parked)
        unchanged: HttpResponseBase | None = get_conditional_response(request._request, etag=etag)
        response = unchanged or self._respond(request, question, parameters, stale)
        lasting = question.pinned and not stale and self._fixed_moment(question)
        response["ETag"] = etag
        response["Cache-Control"] = PINNED if lasting else REVALIDATED
        patch_vary_headers(response, ("Accept", "Authorization"))
        return response

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(as_problem(exc))

    def _ask(self, parameters: Parameters, id: str | None) -> Question:
        try:
            question = ask(
                self.asking(parameters), projections=self.projections, kind=self.kind, id=id
            )
        except BadQuestion as error:
            raise BadQuestion([*parameters.faults, *error.errors]) from error
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
        response = Response(self._represented(request, answer))
        if link:
            response["Link"] = f'<{link}>; rel="next"'
        return response

    def _represented(self, request: Request, answer: dict[str, Any]) -> Any:
        """The answer as the renderer agreed upon takes it."""
        if self.table and request.accepted_renderer.format == "csv":
            return self.table.of(answer)
        if self.table and request.accepted_renderer.format == "ndjson":
            return self.table.objects(answer)
        return answer

    def _fixed_moment(self, question: Question) -> bool:
        return self.timeless or question.as_of.requested is not None

    def _etag(self, request: Request, question: Question, parked: Sequence[tuple[str, str]]) -> str:
        """Strong: made of all that the answer is made of, before any of it is read."""
        moment = question.as_of.instant if self._speaks_of_moment(question) else None
        said = repr(
            (
                request.build_absolute_uri(),
                request.accepted_renderer.media_type,
                moment,
                question.timezone,
                replace(question.known_at, requested=None),
                parked,
            )
        )
        return f'"{sha256(said.encode()).hexdigest()[:32]}"'

    def _speaks_of_moment(self, question: Question) -> bool:
        return not self.timeless or question.as_of.requested is not None


def as_problem(error: Exception) -> Exception:
    """What the views raise, as the problem that the API answers with."""
    match error:
        case BadQuestion():
            return ProblemException(400, "Invalid parameter", errors=error.errors)
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
