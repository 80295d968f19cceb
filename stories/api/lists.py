"""Lists by page: organisations, people, stories, and the timelines of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, ClassVar, Literal, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from rest_framework.request import Request

from events.recording.refusal import Problem
from events.when import utc_text
from stories.api import cursors, tables
from stories.api.documenting import documented
from stories.api.parameters import (
    FACT_FILTERS,
    LIMIT,
    OF_FACTS,
    PAGED,
    Parameters,
    read_filters,
)
from stories.api.reading import ReadView
from stories.api.schemas import facts, subjects
from stories.api.streaming import WRITERS, from_replica
from stories.views import answers, contradictions, queries
from stories.views.fact_lists import TIMELINE, FactList
from stories.views.fact_pages import Filters, named
from stories.views.listing import BATCH, every_fact, fact_page
from stories.views.question import Asking, BadQuestion, Question
from stories.views.rows import StoredName
from stories.views.shapes import Json, known_json

_TEXTS = {
    "type": "Only what a fact of one of these types names; all filters are of the same fact.",
    "entity": "Only what a fact names together with the entity, and the entity itself if so named.",
    "story": "Only what a fact names that is filed under the story; of stories those that share "
    "a fact with it.",
    "from": "Only what a fact names that can have happened then or later: a date (inclusive) or a "
    "date-time with offset.",
    "to": "Only what a fact names that can have happened by then: a date (inclusive) or a "
    "date-time with offset.",
    "certain": "`true`: only what a fact names that certainly happened in the span asked for.",
    "confidence": "Only what a fact of this confidence names; may be several.",
    "status": "Only what a fact of this status names: `standing`, `disputed` (both without it), "
    "`retracted`; may be several.",
    "order": "`asc` (by id, the default) or `desc`.",
}
AnyFilters = TypeVar("AnyFilters", Filters, contradictions.Filters)


class Listing(ReadView):
    """A page of a list. Later pages are pinned to the position known on the first.

    As a table or as lines of JSON the whole list is streamed, unless a page is asked for by
    `limit` or `cursor`.
    """

    accepts: ClassVar[Sequence[str]] = FACT_FILTERS
    timeless = True
    request: Request

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
        return replace(
            asking, known_at=f"@{mark['position']}", as_of=asking.as_of or mark.get("as_of")
        )

    def mark(self, parameters: Parameters) -> Json | None:
        """What the cursor holds."""
        text = parameters.text("cursor")
        if text is None:
            return None
        return cursors.unpack(text, self.request.path, self.request.query_params)

    def limit(self, parameters: Parameters) -> int:
        return parameters.number("limit", LIMIT)

    def page(self, question: Question, results: list[Json], after: Any | None) -> Json:
        """The answer; `after` is the place of the last result if there are more."""
        asked = {"as_of": question.as_of.as_json()} if self._asks_moment() else {}
        known = known_json(question.known_at) | {
            "requested": self.request.query_params.get("known_at")
        }
        return {
            "results": results,
            "next": None if after is None else self._next(question, after),
            **asked,
            "known_at": known,
        }

    def followed(self, question: Question, filters: AnyFilters) -> AnyFilters:
        """The filters with merged entities as what they have become. Raises BadQuestion."""
        if not filters.entities and not filters.stories:
            return filters
        for name, ids, story in (
            ("entity", filters.entities, False),
            ("story", filters.stories, True),
        ):
            if unknown := queries.never_introduced(ids, story=story):
                detail = f"{', '.join(unknown)}: never introduced"
                raise BadQuestion([Problem(f"/{name}", "never_introduced", detail)])
        return replace(filters, entities=queries.become(question.known, filters.entities))

    def _next(self, question: Question, after: Any) -> str:
        given = self.request.query_params
        mark = {"position": question.known.position, "after": after}
        if self._speaks_of_moment(question):  # else the page is the same whenever it is asked for
            mark["as_of"] = utc_text(question.as_of.instant)
        following = given.copy()
        following["cursor"] = cursors.pack(mark, self.request.path, given)
        path = f"{self.request.path}?{following.urlencode()}"
        return str(self.request.build_absolute_uri(path))

    def _asks_moment(self) -> bool:
        return "as_of" in self.request.query_params

    def _fact_filters(self, question: Question, parameters: Parameters) -> Filters:
        return read_filters(parameters, question.timezone, question.as_of, self._asks_moment())

    def _speaks_of_moment(self, question: Question) -> bool:
        return self._asks_moment() or "certain" in self.request.query_params

    def _fixed_moment(self, question: Question) -> bool:
        given = self.request.query_params
        return self._asks_moment() or "certain" not in given or "to" in given or "cursor" in given


class Entities(Listing):
    """Everything introduced of one kind, in order of ids; with filters, what is named by facts
    that they keep.
    """

    of_kind: ClassVar[str]
    named_in: ClassVar[Literal["entities", "stories"]] = "entities"
    """Where a fact says that it is about one."""
    table = tables.ENTITIES

    def reads(self) -> Sequence[str]:
        return ("facts",) if self._filtered() else ()

    def _filtered(self) -> bool:
        return not set(OF_FACTS).isdisjoint(self.request.GET)

    def answer(self, question: Question, parameters: Parameters) -> Json:
        limit = self.limit(parameters)
        mark = self.mark(parameters)
        filters = self.filters(question, parameters)
        found = self.found(question, filters)
        if mark:
            beyond = "entity__gt" if filters.order == "asc" else "entity__lt"
            found = found.filter(**{beyond: str(mark["after"])})
        rows = list(found[: limit + 1])
        results = [self.shape(row) for row in rows[:limit]]
        return self.page(question, results, results[-1]["id"] if len(rows) > limit else None)

    def every(self, question: Question, parameters: Parameters) -> Iterator[list[Json]]:
        # Faults are told now: once the first line is written it is too late.
        return self._batches(self.found(question, self.filters(question, parameters)))

    def _batches(self, found: QuerySet[Any, StoredName]) -> Iterator[list[Json]]:
        rows = found.iterator(chunk_size=BATCH)
        while batch := [self.shape(row) for row in islice(rows, BATCH)]:
            yield batch

    def filters(self, question: Question, parameters: Parameters) -> Filters:
        """Raises BadQuestion."""
        asked = self._fact_filters(question, parameters)
        parameters.refuse_faults()
        return self.followed(question, asked)

    def found(self, question: Question, filters: Filters) -> QuerySet[Any, StoredName]:
        found = queries.introduced(question.known, self.of_kind)
        if self._filtered():
            found = found.filter(entity__in=named(question.known, filters, self.named_in))
        return found.order_by("entity" if filters.order == "asc" else "-entity")

    def shape(self, row: StoredName) -> Json:
        return {"id": row.entity, "name": row.name, **row.attributes}


@documented("organizations", schema=subjects.ENTITIES, texts=_TEXTS)
class Organizations(Entities):
    """The organisations known."""

    of_kind = "organization"


@documented("people", schema=subjects.ENTITIES, texts=_TEXTS)
class People(Entities):
    """The people known."""

    of_kind = "person"


@documented("stories", schema=subjects.STORIES, texts=_TEXTS)
class Stories(Entities):
    """The stories opened, whether closed since or not."""

    of_kind = "story"
    named_in = "stories"
    table = tables.STORIES

    def shape(self, row: StoredName) -> Json:
        return {**super().shape(row), "title": row.name}


class Timeline(Listing):
    """Facts in the order in which they can have happened, those of unknown time last."""

    projections = ("facts",)
    table = tables.FACTS
    of: ClassVar[FactList] = TIMELINE

    def answer(self, question: Question, parameters: Parameters) -> Json:
        limit = self.limit(parameters)
        mark = self.mark(parameters)
        filters = self.filters(question, parameters)
        after = cursors.place(mark["after"]) if mark else None
        results, last = fact_page(question, filters, limit, after, self.of)
        listed = self.page(question, results, cursors.place_json(last) if last else None)
        return answers.heading(question, as_of=False) | listed

    def every(self, question: Question, parameters: Parameters) -> Iterator[list[Json]]:
        return every_fact(question, self.filters(question, parameters), self.of)

    def filters(self, question: Question, parameters: Parameters) -> Filters:
        """Raises BadQuestion."""
        asked = self._fact_filters(question, parameters)
        if self.of.types and not set(asked.types) <= set(self.of.types):
            accepted = f"here must be among {', '.join(self.of.types)}"
            parameters.fault("type", "invalid_choice", accepted)
        parameters.refuse_faults()
        return self.followed(question, asked)


@documented("organization_timeline", schema=facts.TIMELINE)
class OrganizationTimeline(Timeline):
    """Facts that name the organisation in any role."""

    kind = "organization"


@documented("person_timeline", schema=facts.TIMELINE)
class PersonTimeline(Timeline):
    """Facts that name the person in any role."""

    kind = "person"


@documented("story_timeline", schema=facts.TIMELINE)
class StoryTimeline(Timeline):
    """Facts that are filed under the story."""

    kind = "story"
