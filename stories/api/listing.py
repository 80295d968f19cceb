"""The base of all lists: pages pinned to what was known on the first, or the whole at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from django.http import HttpResponseBase, StreamingHttpResponse
from rest_framework.request import Request

from events.when import utc_text
from stories.api import cursors
from stories.api.cursors import Mark
from stories.api.parameters import FACT_FILTERS, LIMIT, PAGED, Parameters, read_filters
from stories.api.reading import ReadView
from stories.api.streaming import WRITERS, from_replica
from stories.views import contradictions, queries
from stories.views.fact_pages import Filters
from stories.views.question import Asking, BadQuestion, Question
from stories.views.shapes import Json, known_json

AnyFilters = TypeVar("AnyFilters", Filters, contradictions.Filters)


class Listing(ReadView, Generic[AnyFilters]):
    """A page of a list. Later pages are pinned to the position known on the first.

    As a table or as lines of JSON the whole list is streamed, unless a page is asked for by
    `limit` or `cursor`.
    """

    accepts: ClassVar[Sequence[str]] = FACT_FILTERS
    timeless = True
    request: Request

    def asked_filters(self, parameters: Parameters, question: Question | None) -> AnyFilters:
        """As they were asked for; as with `check`, without a question only to find their faults."""
        raise NotImplementedError

    def every(self, question: Question, parameters: Parameters) -> Iterator[list[Json]]:
        """All results, in batches that are read as they are sent. Raises BadQuestion at once."""
        raise NotImplementedError

    def _respond(
        self, request: Request, question: Question, parameters: Parameters, stale: bool
    ) -> HttpResponseBase:
        writer = WRITERS.get(request.accepted_renderer.format)
        if writer is None or not self.table or set(PAGED) & set(request.query_params):
            return super()._respond(request, question, parameters, stale)
        batches = from_replica(self.every(question, parameters))
        parameters.refuse_faults()
        return StreamingHttpResponse(
            writer.lines(self.table, batches), content_type=writer.content_type
        )

    def asking(self, parameters: Parameters) -> Asking:
        asking = parameters.asking()
        mark = self.mark(parameters)
        if mark is None:
            return asking
        return replace(asking, known_at=f"@{mark.position}", as_of=asking.as_of or mark.as_of)

    def check(self, parameters: Parameters, question: Question | None) -> None:
        self.limit(parameters)
        self.asked_filters(parameters, question)

    def mark(self, parameters: Parameters) -> Mark | None:
        """What the cursor holds; one that holds nothing is a fault of the parameters."""
        text = parameters.text("cursor")
        if text is None:
            return None
        try:
            return cursors.unpack(text, self.request.path, self.request.query_params)
        except BadQuestion as error:
            parameters.faults += error.errors
            return None

    def limit(self, parameters: Parameters) -> int:
        return parameters.number("limit", LIMIT)

    def page(self, question: Question, results: list[Json], after: Any | None) -> Json:
        """The answer; `after` is the place of the last result if there are more."""
        given = self.request.query_params
        answer: Json = {
            "results": results,
            "next": None if after is None else self._next(question, after),
        }
        # What was asked for, which of a later page is what was asked for on the first.
        if self._speaks_of_moment(question):
            answer["as_of"] = question.as_of.as_json() | {"requested": given.get("as_of")}
        answer["known_at"] = known_json(question.known_at) | {"requested": given.get("known_at")}
        return answer

    def filters(self, question: Question, parameters: Parameters) -> AnyFilters:
        """With merged entities as what they have become. Raises ProblemException."""
        filters = self.asked_filters(parameters, question)
        parameters.refuse_faults()
        if not filters.entities and not filters.stories:
            return filters
        for name, ids, story in (
            ("entity", filters.entities, False),
            ("story", filters.stories, True),
        ):
            if unknown := queries.never_introduced(ids, story=story):
                detail = f"{', '.join(unknown)}: never introduced"
                parameters.fault(name, "never_introduced", detail)
        parameters.refuse_faults()
        return replace(filters, entities=queries.follow_merges(question.known, filters.entities))

    def _next(self, question: Question, after: Any) -> str:
        given = self.request.query_params
        # Where no moment is spoken of, the page is the same whenever it is asked for.
        as_of = utc_text(question.as_of.instant) if self._speaks_of_moment(question) else None
        mark = Mark(question.known.position, after, as_of)
        path = f"{self.request.path}?{cursors.following(mark, self.request.path, given)}"
        return str(self.request.build_absolute_uri(path))

    def _asks_moment(self) -> bool:
        return "as_of" in self.request.query_params

    def _speaks_of_moment(self, question: Question) -> bool:
        given = self.request.query_params
        return self._asks_moment() or ("certain" in given and "to" not in given)

    def _fixed_moment(self, question: Question) -> bool:
        given = self.request.query_params
        return self._asks_moment() or "cursor" in given or not self._speaks_of_moment(question)


class OfFacts(Listing[Filters]):
    """Filtered by what facts say."""

    def asked_filters(self, parameters: Parameters, question: Question | None) -> Filters:
        as_of = question.as_of if question else None
        return read_filters(parameters, as_of, self._asks_moment())
