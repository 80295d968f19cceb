"""The page of an organisation: its board and leadership at any point, and what surrounds them."""

from __future__ import annotations

from typing import ClassVar

from newsroom.desk.timemachine.addresses import Address
from newsroom.desk.timemachine.answer import items, organization_answer
from newsroom.desk.timemachine.evidence import attach
from newsroom.desk.timemachine.listing import Listing
from newsroom.desk.timemachine.pages import TimePage, controls
from newsroom.desk.timemachine.related import lifetime_of, related
from newsroom.desk.timemachine.tenures import Role
from stories.views.question import Question
from stories.views.shapes import Json


class OrganizationsPage(Listing):
    """The organisations known, to be found by any of their names."""

    kind = "organization"
    template = "desk/timemachine/organizations.html"


class OrganizationPage(TimePage):
    kind: ClassVar[Role] = "organization"
    projections = ("tenures", "facts", "control", "contradictions")
    template = "desk/timemachine/organization.html"
    part = "desk/timemachine/machine.html"

    def told(self, question: Question, pinned: Question | None, address: Address) -> Json:
        material, told = controls(question, pinned, address, self.kind)
        answer = organization_answer(material, pinned)
        rows = told["picture"]["rows"] if told["picture"] else []
        attach(question.known, [*items(answer), *rows])
        told |= {"answer": answer}
        return told | lifetime_of(question) | related(question)
