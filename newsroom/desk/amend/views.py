"""The page of an act: its form, what it would change, and its recording."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from events.facts import Undecodable
from newsroom.desk.amend.answering import AmendRequest
from newsroom.desk.events.acts import ACTS
from newsroom.desk.pages import DeskPage, refusal

RECORD, LOOK = "record", "look"


class AmendPage(DeskPage):
    """One act on one event. Nothing is changed: what is recorded is another event."""

    right: ClassVar = "correct"
    act: str = ""

    def get(self, request: HttpRequest, id: UUID) -> HttpResponse:
        try:
            asked = AmendRequest(request, ACTS[self.act], id)
        except Undecodable as fault:
            return _unreadable(request, fault)
        if not asked.act.possible(asked.target):
            return refusal(request, 409, f"“{asked.act.verb}” is not possible as the event stands.")
        return asked.page(asked.begun, focus=asked.begun.first)

    def post(self, request: HttpRequest, id: UUID) -> HttpResponse:
        try:
            asked = AmendRequest(request, ACTS[self.act], id)
        except Undecodable as fault:
            return _unreadable(request, fault)
        does = request.POST.get("do", "")
        if does == RECORD:
            return asked.record()
        return asked.look() if does == LOOK else asked.step(does)


def _unreadable(request: HttpRequest, fault: Undecodable) -> HttpResponse:
    return refusal(request, 409, f"This version of the program cannot read it: {fault}")
