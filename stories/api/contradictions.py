"""The desk's inbox: facts that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from events.api.parameters import any_slug, known_type, one_of
from events.types.envelope import CONFIDENCES
from stories.api import cursors
from stories.api.documenting import documented
from stories.api.listing import Listing
from stories.api.parameters import FACT_FILTERS, Parameters
from stories.api.schemas import contradictions
from stories.api.tables import Row, Table
from stories.contradictions.registry import kind_names
from stories.views import answers
from stories.views.contradictions import PROJECTIONS, STATUSES, Filters, every, page
from stories.views.fact_pages import Order
from stories.views.question import Question
from stories.views.shapes import Json

_TEXTS = {
    "kind": f"Only of these kinds: {', '.join(f'`{name}`' for name in kind_names())}; several "
    "with commas between.",
    "type": "Only those of which a fact is of these types; several with commas between.",
    "confidence": "Only those of which a fact is of this confidence; of a type too, if both are "
    "asked for. May be several.",
    "entity": "Only those of which a fact names the entity, in any role.",
    "story": "Only those of which a fact is filed under the story.",
    "certain": "`true`: only those that certainly are about the span asked for.",
    "status": "`open` (the default) or `closed` by what was known; may be both.",
}


def _rows(answer: Any) -> Iterator[Row]:
    for one in answer["results"]:
        known = one["known"]
        yield {
            **one,
            "organization": one["organization"]["id"] if one["organization"] else None,
            **one["window"],
            "accounts": [side["account"] for side in one["sides"]],
            "known_from": known["from"]["position"],
            "known_to": known["to"]["position"] if known["to"] else None,
        }


TABLE = Table(
    (
        *("matter", "kind", "status", "summary", "organization", "post", "earliest", "latest"),
        *("lasts", "accounts", "entities", "stories", "events", "known_from", "known_to"),
    ),
    _rows,
)


class Contradictions(Listing[Filters]):
    """In the order of the time that they are about."""

    projections = PROJECTIONS
    accepts = ("kind", *FACT_FILTERS)
    table = TABLE

    def answer(self, question: Question, parameters: Parameters) -> Json:
        limit = self.limit(parameters)
        mark = self.mark(parameters)
        filters = self.filters(question, parameters)
        after = cursors.matter(mark.after) if mark else None
        results, last = page(question, filters, limit, after)
        following = cursors.matter_json(last) if last else None
        return answers.heading(question, as_of=False) | self.page(question, results, following)

    def every(self, question: Question, parameters: Parameters) -> Iterator[list[Json]]:
        return every(question, self.filters(question, parameters))

    def asked_filters(self, parameters: Parameters, question: Question | None) -> Filters:
        as_of = question.as_of if question else None
        first, last = parameters.span(as_of.timezone if as_of else None)
        moment = as_of.instant if as_of else None
        order: Order = parameters.choice("order", "asc", ("asc", "desc"))
        return Filters(
            kinds=parameters.several("kind", one_of(kind_names())),
            types=parameters.several("type", known_type),
            confidences=parameters.several("confidence", one_of(CONFIDENCES)),
            entities=parameters.several("entity", any_slug),
            stories=parameters.several("story", any_slug),
            statuses=parameters.several("status", one_of(STATUSES)) or ("open",),
            first=first,
            last=last,
            begun_by=moment if self._asks_moment() else None,
            certain_by=(last or moment) if parameters.flag("certain") else None,
            order=order,
        )


@documented("organization_contradictions", schema=contradictions.LIST, texts=_TEXTS)
class OrganizationContradictions(Contradictions):
    """Facts naming the organisation that cannot all be true."""

    kind = "organization"


@documented("story_contradictions", schema=contradictions.LIST, texts=_TEXTS)
class StoryContradictions(Contradictions):
    """Facts filed under the story, or naming what it follows, that cannot all be true."""

    kind = "story"
