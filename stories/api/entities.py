"""Lists of what was introduced: organisations, people, stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, ClassVar, Literal

from django.db.models import QuerySet

from stories.api import tables
from stories.api.documenting import documented
from stories.api.listing import OfFacts
from stories.api.parameters import OF_FACTS, Parameters
from stories.api.schemas import subjects
from stories.views import queries
from stories.views.fact_pages import Filters, named
from stories.views.listing import BATCH
from stories.views.question import Question
from stories.views.rows import StoredName
from stories.views.shapes import Json

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


class Entities(OfFacts):
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
            found = found.filter(**{beyond: str(mark.after)})
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

    def found(self, question: Question, filters: Filters) -> QuerySet[Any, StoredName]:
        found = queries.introduced(question.known, self.of_kind)
        if self._filtered():
            found = found.filter(entity__in=named(question.known, filters, self.named_in))
        return found.order_by("entity" if filters.order == "asc" else "-entity")

    def shape(self, row: StoredName) -> Json:
        return {"id": row.entity, "name": row.name, **row.attributes}


@documented("organizations", schema=subjects.ORGANIZATIONS, texts=_TEXTS)
class Organizations(Entities):
    """The organisations known."""

    of_kind = "organization"


@documented("people", schema=subjects.PEOPLE, texts=_TEXTS)
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
