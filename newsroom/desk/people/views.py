"""The page of a person: the posts held, what the person said, and what is told of the person."""

from __future__ import annotations

from typing import ClassVar

from newsroom.desk.story.zones import in_a_zone_of_its_own, zones_of
from newsroom.desk.timemachine.addresses import Address
from newsroom.desk.timemachine.answer import items, person_answer
from newsroom.desk.timemachine.evidence import attach
from newsroom.desk.timemachine.listing import Listing
from newsroom.desk.timemachine.pages import TimePage, controls
from newsroom.desk.timemachine.related import latest_facts
from newsroom.desk.timemachine.tenures import Role
from stories.views.contradictions import open_contradictions
from stories.views.fact_pages import Filters
from stories.views.listing import fact_page
from stories.views.question import Question
from stories.views.shapes import Json
from stories.views.statements import STATEMENTS

SHOWN = 8


class PeoplePage(Listing):
    """The people known, to be found by any of their names."""

    kind = "person"
    template = "desk/people/people.html"


class PersonPage(TimePage):
    kind: ClassVar[Role] = "person"
    projections = ("tenures", "facts", "contradictions")
    template = "desk/people/person.html"
    part = "desk/people/machine.html"

    def told(self, question: Question, pinned: Question | None, address: Address) -> Json:
        material, told = controls(question, pinned, address, self.kind)
        answer = person_answer(material, pinned)
        rows = told["picture"]["rows"] if told["picture"] else []
        attach(question.known, [*items(answer), *rows])
        zones = zones_of(question.known, {row["organization"]["id"] for row in rows})
        for row in rows:
            zone = {"timezone": zones.get(row["organization"]["id"])}
            row |= {end: row[end] and row[end] | zone for end in ("start", "end")}
        filters = Filters(order="desc", begun_by=question.asked_about)
        said, more_said = fact_page(question, filters, SHOWN, of=STATEMENTS)
        found, number = open_contradictions(question, SHOWN)
        return told | {
            "answer": answer,
            "statements": said,
            "more_said": more_said is not None,
            "facts": latest_facts(question),
            "contradictions": {"open": number, "results": [*map(in_a_zone_of_its_own, found)]},
        }
