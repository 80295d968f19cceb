"""Lists of the facts of one sort: statements, deals, products, market, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.db.models import Q

from stories.api import tables
from stories.api.documenting import documented
from stories.api.parameters import FACT_FILTERS, Parameters
from stories.api.schemas import facts
from stories.api.timelines import Timeline
from stories.views import queries
from stories.views.deals import DEALS
from stories.views.fact_lists import FactList
from stories.views.fact_pages import Filters
from stories.views.market import MARKET
from stories.views.products import PRODUCTS
from stories.views.question import Question
from stories.views.sources import SOURCES, on_source_alone, on_word_alone
from stories.views.statements import STATEMENTS


class FactsOfOneSort(Timeline):
    """Says of each fact whether it has happened by the moment, or within the span, asked for."""

    of: ClassVar[FactList]

    def _speaks_of_moment(self, question: Question) -> bool:
        return self.of.tells_presence or super()._speaks_of_moment(question)

    def _fixed_moment(self, question: Question) -> bool:
        if not self.of.tells_presence:
            return super()._fixed_moment(question)
        return self._asks_moment() or "cursor" in self.request.query_params


@documented("person_statements", schema=facts.STATEMENTS)
class PersonStatements(FactsOfOneSort):
    """What the person said, announced, wrote, claimed or thought, in order of time."""

    kind = "person"
    of = STATEMENTS
    table = tables.STATEMENTS


@documented("story_statements", schema=facts.STATEMENTS)
class StoryStatements(FactsOfOneSort):
    """What was said in the story, in order of time; claims as claims, opinions as opinions."""

    kind = "story"
    of = STATEMENTS
    table = tables.STATEMENTS


@documented("story_deals", schema=facts.DEALS)
class StoryDeals(FactsOfOneSort):
    """Investments, donations, acquisitions, mergers, listings, valuations, proceeds, agreements and
    offers, and what was paid in them.
    """

    kind = "story"
    of = DEALS
    table = tables.DEALS


@documented("story_products", schema=facts.PRODUCTS)
class StoryProducts(FactsOfOneSort):
    """Products launched, integrated and withdrawn."""

    kind = "story"
    of = PRODUCTS
    table = tables.PRODUCTS


@documented("story_market", schema=facts.MARKET)
class StoryMarket(FactsOfOneSort):
    """Moves of share prices, and shares of markets."""

    kind = "story"
    of = MARKET
    table = tables.MARKET


@documented("story_sources", schema=facts.SOURCES)
class StorySources(FactsOfOneSort):
    """What each fact of the story rests on; with filters, what rests on one source alone."""

    kind = "story"
    of = SOURCES
    accepts = (*FACT_FILTERS, "single_source", "source", "attributed_to")
    table = tables.SOURCES

    def check(self, parameters: Parameters, question: Question | None) -> None:
        super().check(parameters, question)
        parameters.flag("single_source")

    def filters(self, question: Question, parameters: Parameters) -> Filters:
        alone = parameters.flag("single_source")
        filters = super().filters(question, parameters)
        source, speaker = parameters.text("source"), parameters.text("attributed_to")
        tests = []
        if alone:
            filters = replace(filters, within=filters.within & Q(independent_sources__lte=1))
        if source:
            cites = Q(citations__contains=[{"source": source}])
            cites |= Q(citations__contains=[{"derived_from": source}])
            filters = replace(filters, within=filters.within & cites)
            tests.append(on_source_alone(source))
        if speaker:
            tests.append(on_word_alone(speaker, queries.spellings(question.known, speaker)))
        if tests:
            filters = replace(filters, keep=lambda row: all(test(row) for test in tests))
        return filters
