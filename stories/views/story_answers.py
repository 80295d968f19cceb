"""What a story comes down to, made of its facts and of states together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Count, Q

from events.facts import STATUSES
from events.types.envelope import CONFIDENCES
from events.when import Window
from stories.engine.reading import rows
from stories.views import answers, queries
from stories.views.board import BODY, board
from stories.views.contradictions import open_contradictions
from stories.views.fact_pages import Filters, matching, page
from stories.views.leadership import leadership, leads
from stories.views.organization_answers import lifetime, lifetimes, named_in
from stories.views.overview import MOST, overview
from stories.views.question import Question
from stories.views.rows import StoredFact, StoredTenure
from stories.views.shapes import Json, Names
from stories.views.timeline import SHOWN_STATUSES, fact, names_needed


def story_overview(question: Question) -> Json:
    """A story with what it follows, and what of it is known, disputed and unknown."""
    counts, disputed, undated = _facts(question)
    followed = queries.of_kind(
        question.known, "organization", question.of.attributes.get("follows") or []
    )
    organizations = _organizations(question, followed)
    names = queries.names_of(question.known, names_needed([*disputed, *undated]))
    contradictions, number = open_contradictions(question, MOST)
    told = overview(
        organizations,
        counts,
        contradictions={"open": number, "results": contradictions},
        disputed=[fact(row, names) for row in disputed],
        undated=[fact(row, names) for row in undated],
    )
    # Of a story not known yet the heading says `"known": false`, as it does everywhere.
    return told | answers.story_profile(question)


def _facts(question: Question) -> tuple[Json, Sequence[StoredFact], Sequence[StoredFact]]:
    """The story's facts counted, the first disputed ones and the first of unknown time."""
    if not question.of.known:
        return _counts({}, {}), [], []

    def of(**more: Any) -> Filters:
        return Filters(stories=(question.of.id,), begun_by=question.asked_about, **more)

    whole = matching(question.known, of(statuses=STATUSES))
    shown = Q(status__in=SHOWN_STATUSES)
    told = whole.aggregate(
        standing=Count("pk", filter=Q(status="standing")),
        disputed=Count("pk", filter=Q(status="disputed")),
        retracted=Count("pk", filter=Q(status="retracted")),
        undated=Count("pk", filter=shown & Q(start_earliest=None)),
        single_source=Count("pk", filter=shown & Q(independent_sources__lte=1)),
    )
    confidences = whole.filter(shown).values("confidence").annotate(number=Count("pk"))
    told_so = dict(confidences.values_list("confidence", "number"))
    by_confidence: Json = {one: told_so[one] for one in CONFIDENCES if one in told_so}
    disputed, _ = page(question.known, of(statuses=("disputed",)), None, MOST)
    undated, _ = page(question.known, of(within=Q(start_earliest=None)), None, MOST)
    return _counts(told, by_confidence), disputed, undated


def _counts(told: Json, by_confidence: Json) -> Json:
    names = (*STATUSES, "undated", "single_source")
    counts = {name: told.get(name, 0) for name in names}
    total = counts["standing"] + counts["disputed"]
    return {"total": total, **counts, "by_confidence": by_confidence}


def _organizations(question: Question, followed: Collection[str]) -> list[Json]:
    known, moment = question.known, question.as_of
    found = rows(StoredTenure, known).filter(organization__in=followed)
    seats = queries.seats(found.filter(Q(body__in=(BODY, "management")) | Q(exclusive=True)))
    contested = queries.contested(known, seats)
    lived = lifetimes(question, followed)
    people = {seat.person for seat in seats}.union(named_in(lived), followed)
    names: Names = queries.names_of(known, people)
    told = []
    for organization in followed:
        own = [seat for seat in seats if seat.organization == organization]
        of_its = [row for row in lived if row.data["organization"] == organization]
        posts = leadership([seat for seat in own if leads(seat)], moment, names, contested)
        told.append(
            {
                "organization": names.entity(organization),
                **lifetime(of_its, Window(None, moment.instant), names),
                "board": {k: v for k, v in board(own, moment, names).items() if k != "during_day"},
                "posts": posts["posts"],
            }
        )
    return told
