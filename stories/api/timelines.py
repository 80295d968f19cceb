"""Timelines: the facts about an organisation or a person, or of a story, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from stories.api import cursors, tables
from stories.api.documenting import documented
from stories.api.listing import OfFacts
from stories.api.parameters import Parameters
from stories.api.schemas import facts
from stories.views import answers
from stories.views.fact_lists import TIMELINE, FactList
from stories.views.fact_pages import Filters
from stories.views.listing import every_fact, fact_page, summary
from stories.views.question import Question
from stories.views.shapes import Json


class Timeline(OfFacts):
    """Facts in the order in which they can have happened, those of unknown time last."""

    projections = ("facts",)
    table = tables.FACTS
    of: ClassVar[FactList] = TIMELINE

    def answer(self, question: Question, parameters: Parameters) -> Json:
        limit = self.limit(parameters)
        mark = self.mark(parameters)
        filters = self.filters(question, parameters)
        after = cursors.place(mark.after) if mark else None
        results, last = fact_page(question, filters, limit, after, self.of)
        listed = self.page(question, results, cursors.place_json(last) if last else None)
        whole = summary(question, filters, self.of)
        return answers.heading(question, as_of=False) | listed | whole

    def every(self, question: Question, parameters: Parameters) -> Iterator[list[Json]]:
        return every_fact(question, self.filters(question, parameters), self.of)

    def asked_filters(self, parameters: Parameters, question: Question | None) -> Filters:
        asked = super().asked_filters(parameters, question)
        if self.of.types and not set(asked.types) <= set(self.of.types):
            accepted = f"here must be among {', '.join(self.of.types)}"
            parameters.fault("type", "invalid_choice", accepted)
        return asked


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
