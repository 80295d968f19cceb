"""Answers about an organisation that rest on facts: its funding, its founders and its end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from events.when import Window
from stories.views import answers, queries
from stories.views.dissolutions import DISSOLVED, dissolutions, successor_ids
from stories.views.fact_pages import Filters, every
from stories.views.founders import FOUNDED, founder_ids, founders
from stories.views.funding import GIVERS, funding, giver
from stories.views.question import Question
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names
from stories.views.timeline import names_needed


def funding_answer(question: Question) -> Json:
    """Investments in the organisation and donations to it that can have been made by then."""
    span = Window(None, question.as_of.instant)
    found: list[StoredFact] = []
    founding: list[StoredFact] = []
    if question.of.known:
        received = Filters(
            types=tuple(GIVERS),
            entities=(question.of.id,),
            begun_by=span.latest,
            within=Q(data__recipient=question.of.id),
        )
        found = list(every(question.known, received))
        founding = foundings(question, [question.of.id])
    names = queries.names_of(question.known, names_needed(found).union(map(giver, found)))
    told = funding(found, span, names, founder_ids(founding))
    return answers.heading(question) | told


def foundings(question: Question, organizations: Collection[str]) -> list[StoredFact]:
    """The facts that tell of the organisations' founding by the moment, in order of time."""
    return _told_of(question, organizations, FOUNDED)


def lifetimes(question: Question, organizations: Collection[str]) -> list[StoredFact]:
    """The same with those that tell of their end."""
    return _told_of(question, organizations, FOUNDED, DISSOLVED)


def lifetime(rows: Sequence[StoredFact], span: Window, names: Names) -> Json:
    """Who founded an organisation, and whether it has ceased to be."""
    founding = [row for row in rows if row.type == FOUNDED]
    return {**founders(founding, span, names), "dissolved": dissolutions(rows, span, names)}


def named_in(rows: Sequence[StoredFact]) -> set[str]:
    """Whom such facts name: founders, and what organisations became part of."""
    return successor_ids(rows).union(founder_ids(rows))


def _told_of(question: Question, organizations: Collection[str], *types: str) -> list[StoredFact]:
    if not organizations:
        return []
    wanted = Filters(
        types=types,
        begun_by=question.as_of.instant,
        within=Q(data__organization__in=list(organizations), entities__overlap=list(organizations)),
    )
    return list(every(question.known, wanted))


def organization_profile(question: Question) -> Json:
    """An organisation with its names, founders and end; four queries at the most."""
    found = lifetimes(question, [question.of.id]) if question.of.known else []
    names = queries.names_of(question.known, named_in(found))
    told = lifetime(found, Window(None, question.as_of.instant), names)
    return answers.profile(question) | told
