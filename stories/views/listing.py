"""A timeline as one answer, for whoever does not page."""

from __future__ import annotations

from dataclasses import replace

from stories.views import answers, fact_pages, queries
from stories.views.fact_pages import Filters, Place
from stories.views.question import Question, Subject
from stories.views.shapes import Json
from stories.views.timeline import fact, names_needed


def about(subject: Subject, filters: Filters) -> Filters:
    """The filters, and that facts are about the subject."""
    if subject.kind == "story":
        return replace(filters, stories=[*filters.stories, subject.id])
    return replace(filters, entities=[*filters.entities, subject.id])


def fact_page(
    question: Question, filters: Filters, limit: int, after: Place | None = None
) -> tuple[list[Json], Place | None]:
    """Facts about the subject, and the place of the last if there are more."""
    if not question.of.known:
        return [], None
    rows, last = fact_pages.page(question.known, about(question.of, filters), after, limit)
    names = queries.names_of(question.known, names_needed(rows))
    return [fact(row, names) for row in rows], last


def timeline_answer(question: Question, filters: Filters, limit: int) -> Json:
    results, _ = fact_page(question, filters, limit)
    return answers.heading(question) | {"results": results}
