"""Facts about a subject: by the page, one after the other, or as one answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from zoneinfo import ZoneInfo

from django.db.models import Q

from events.when import Window
from stories.views import answers, fact_pages, queries
from stories.views.fact_lists import TIMELINE, C, FactList
from stories.views.fact_pages import Filters, Place
from stories.views.happened import happened
from stories.views.question import Question, Subject
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names
from stories.views.timeline import day, fact, names_needed

BATCH = 500


def about(subject: Subject, filters: Filters, of: FactList = TIMELINE) -> Filters:
    """The filters, and that facts are of the list and about the subject."""
    filters = replace(filters, types=filters.types or of.types)
    if subject.kind == "story":
        return replace(filters, stories=[*filters.stories, subject.id])
    filters = replace(filters, entities=[*filters.entities, subject.id])
    if not of.roles:
        return filters
    in_role = Q(pk__in=[])
    for spoken, role in of.roles.items():
        in_role |= Q(**{"type": spoken, f"data__{role}": subject.id})
    return replace(filters, within=filters.within & in_role)


def fact_page(
    question: Question,
    filters: Filters,
    limit: int,
    after: Place | None = None,
    of: FactList = TIMELINE,
) -> tuple[list[Json], Place | None]:
    """Facts about the subject, and the place of the last if there are more."""
    if not question.of.known:
        return [], None
    rows, last = fact_pages.page(question.known, about(question.of, filters, of), after, limit)
    return shapes(question, filters, rows, of), last


def every_fact(question: Question, filters: Filters, of: FactList) -> Iterator[list[Json]]:
    """All facts about the subject, in batches: no more of them are in memory at a time."""
    if not question.of.known:
        return
    rows = fact_pages.every(question.known, about(question.of, filters, of))
    while batch := list(islice(rows, BATCH)):
        yield shapes(question, filters, batch, of)


def shapes(
    question: Question, filters: Filters, rows: Sequence[StoredFact], of: FactList
) -> list[Json]:
    """Rows of facts as the list shows them, in their order; one query, for names, or two."""
    needed = names_needed(rows).union(*(of.speaks_of(row) for row in rows))
    names = queries.names_of_any(question.known, needed)
    zone = ZoneInfo(question.timezone)
    asked = span(question, filters)
    found = []
    for row in rows:
        shape = fact(row, names) | {"day": day(row, zone)} | of.more(row, names)
        if of.tells_presence:
            shape["presence"] = happened(row, asked)
        found.append(shape)
    return found


def span(question: Question, filters: Filters) -> Window:
    last = question.as_of.instant
    return Window(filters.first, min(last, filters.last) if filters.last else last)


def summary(question: Question, filters: Filters, of: FactList) -> Json:
    """What is said of a list as a whole, whatever the page."""
    return of.whole(_Whole(question, about(question.of, filters, of)))


@dataclass(frozen=True, slots=True)
class _Whole:
    """Empty while nothing was known of the subject, whatever facts name it."""

    question: Question
    filters: Filters

    @property
    def span(self) -> Window:
        return span(self.question, self.filters)

    def columns(self, of: type[C]) -> Iterable[C]:
        known = self.question.known
        return fact_pages.columns(known, self.filters, of) if self.question.of.known else ()

    def names_of(self, ids: Collection[str]) -> Names:
        return queries.names_of(self.question.known, ids)

    def count(self, **tests: object) -> int:
        if not self.question.of.known:
            return 0
        kept = replace(self.filters, within=Q(**tests))
        return fact_pages.matching(self.question.known, kept).count()


def list_answer(question: Question, filters: Filters, limit: int, of: FactList = TIMELINE) -> Json:
    """The first facts of a list as one whole answer, without pages."""
    results, _ = fact_page(question, filters, limit, of=of)
    return answers.heading(question) | {"results": results} | summary(question, filters, of)
