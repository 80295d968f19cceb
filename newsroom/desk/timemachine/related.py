"""What else the page of an organisation tells, about the same moment as known at the same point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from events.when import Window
from newsroom.desk.story.overview import kinds_of
from newsroom.desk.timemachine.evidence import attach
from newsroom.desk.timemachine.holds import told_in_words
from stories.views import queries
from stories.views.contradictions import open_contradictions
from stories.views.fact_pages import Filters
from stories.views.listing import fact_page
from stories.views.organization_answers import funding_answer, lifetime, lifetimes, named_in
from stories.views.ownership_answer import ownership_answer
from stories.views.question import Question
from stories.views.shapes import Json

FACTS = 8
LINKS = 40
CONTRADICTIONS = 10


def related(question: Question) -> Json:
    told = ownership_answer(question)
    above, below = (
        _flat(told["above"], "above", "controller"),
        _flat(told["below"], "below", "controlled"),
    )
    owners, owned = list(islice(above, LINKS)), list(islice(below, LINKS))
    more_links = any(next(chain, None) for chain in (above, below))
    during_day = told["during_day"]
    attach(question.known, during_day)
    kinds = kinds_of(
        [
            *(link["entity"]["id"] for link in (*owners, *owned)),
            *(one["controller"]["id"] for one in during_day),
        ]
    )
    for one in during_day:
        one["what"] = told_in_words(one)
        one["controller_kind"] = kinds.get(one["controller"]["id"], "")
    for link in (*owners, *owned):
        link["entity_kind"] = kinds.get(link["entity"]["id"], "")
    found, number = open_contradictions(question, CONTRADICTIONS)
    return {
        "owners": owners,
        "owned": owned,
        "more_links": more_links,
        "holds_during_day": during_day,
        "funding": funding_answer(question),
        "contradictions": {"open": number, "results": found},
        "facts": latest_facts(question),
    }


def lifetime_of(question: Question) -> Json:
    """Who founded it, each a person or an organisation, and its end, as far as told by then."""
    found = lifetimes(question, [question.of.id])
    names = queries.names_of(question.known, named_in(found))
    told = lifetime(found, Window(None, question.as_of.instant), names)
    kinds = kinds_of(one["founder"]["id"] for one in told["founders"])
    for one in told["founders"]:
        one["kind"] = kinds.get(one["founder"]["id"], "")
    return told


def latest_facts(question: Question) -> Sequence[Json]:
    """What happened last, of what had begun by the moment if one is asked for."""
    filters = Filters(order="desc", begun_by=question.asked_about)
    facts, _ = fact_page(question, filters, FACTS)
    return facts


def _flat(links: Sequence[Any], direction: str, far: str, level: int = 1) -> Iterator[Json]:
    """A chain as a list, each link with how far away it is, whom it leads to and through whom."""
    near = "controlled" if far == "controller" else "controller"
    for link in links:
        through = link[near] if level > 1 else None
        yield {**link, "level": min(level, 4), "entity": link[far], "through": through}
        yield from _flat(link[direction], direction, far, level + 1)
