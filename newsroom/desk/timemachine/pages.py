"""What the pages of an organisation and of a person share: points, permalinks, the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from events.models import Event
from events.types import introducing
from newsroom.desk.pages import DeskPage, is_part, out_of_date, question_of
from newsroom.desk.timemachine.addresses import Address
from newsroom.desk.timemachine.answer import Material
from newsroom.desk.timemachine.picture import picture
from newsroom.desk.timemachine.points import Stops, as_text, world_stops
from newsroom.desk.timemachine.tenures import Role, recorded_stops, stakes, tenures
from stories.views import queries
from stories.views.answers import profile
from stories.views.question import BadQuestion, Question
from stories.views.shapes import Json
from stories.views.stakes import pair


class TimePage(DeskPage):
    """A subject at a point: a moment in the world, as known at a position of the record.

    The bare address is about the present. Any other is completed to one that will always give the
    same answer.
    """

    kind: ClassVar[Role]
    projections: ClassVar[Sequence[str]]
    template: ClassVar[str]
    part: ClassVar[str]
    """What htmx puts in place of the old answer."""

    def get(self, request: HttpRequest, id: str) -> HttpResponse:
        address = Address.of(request.path, request.GET)
        question = question_of(request.GET, projections=self.projections, kind=self.kind, id=id)
        pinned = self.pinned(address, question, id) if address.pins else None
        lasting = permalink(address, question)
        if address.asks and str(lasting) != str(address):
            return HttpResponseRedirect(str(lasting))
        if question.of.known:
            told = self.told(question, pinned, address)
            told["introduced"] = introduction(self.kind, question.of.id)
        else:
            told = {}
        told |= {"question": question, "subject": question.of, "zone": question.timezone}
        told |= {"address": address, "permalink": lasting, "compared": pinned}
        told |= comparing(lasting)
        told["stale"] = out_of_date(question, self.projections)
        swapped = is_part(request)
        response = render(request, self.part if swapped else self.template, told)
        patch_vary_headers(response, ("HX-Request", "Cookie"))
        if swapped:  # a form's own address has its fields in another order
            response["HX-Push-Url"] = str(address)
        return response

    def told(self, question: Question, pinned: Question | None, address: Address) -> Json:
        raise NotImplementedError

    def pinned(self, address: Address, question: Question, id: str) -> Question:
        """The other point of a comparison, read in the same zone."""
        given = {
            "as_of": address.pin_as_of,
            "known_at": address.pin_known_at,
            "tz": question.timezone,
        }
        try:
            return question_of(given, projections=self.projections, kind=self.kind, id=id)
        except BadQuestion as error:
            told = [replace(one, pointer=f"/pin_{one.pointer[1:]}") for one in error.errors]
            raise BadQuestion(told) from error


def introduction(kind: Role, id: str) -> UUID | None:
    """The event from which it is renamed and merged: the first of its stream."""
    found = Event.objects.filter(stream=f"{kind}/{id}", type=introducing()[kind].type)
    return found.values_list("id", flat=True).first()


def permalink(address: Address, question: Question) -> Address:
    """The address that gives this very answer, whenever it is asked for."""
    if question.as_of.requested is None:
        second = question.as_of.instant.replace(microsecond=0)
        as_of = as_text(second, ZoneInfo(question.timezone))
    else:
        as_of = question.as_of.requested
    position = f"@{question.known.position}"
    return address.but(as_of=as_of, known_at=position, tz=question.timezone)


def controls(
    question: Question, pinned: Question | None, address: Address, role: Role
) -> tuple[Material, Json]:
    """The tenures, and all that is the same whoever's they are: sliders, picture and names."""
    present = datetime.now(UTC)
    seats = tenures(question.known, role, question.of.id)
    holds = stakes(question.known, question.of.id) if role == "organization" else []
    names = queries.names_of_seats(question.known, seats)
    ends = {one for held in holds for one in pair(held)}
    names.update(queries.names_of(question.known, ends - names.keys()))
    told = profile(question)
    ids = {question.of.id, question.of.asked, *told["merged"]}
    marked = {"as_of": question.as_of.instant}
    if pinned:
        marked["pin"] = pinned.as_of.instant
    stops = {
        "world": world_stops(
            seats, question.as_of, present, names, stakes=holds, within=role == "person"
        ),
        "record": recorded_stops(question, role, ids),
    }
    return Material(question, seats, holds, names), {
        **stops,
        **_steps(address, stops),
        "profile": told,
        "zones": dict.fromkeys((question.timezone, settings.NEWSROOM_TIMEZONE, "UTC")),
        "picture": picture(question, seats, names, address, marked, present),
    }


def _steps(address: Address, stops: Mapping[str, Stops]) -> Json:
    """The addresses of the stops before and after the present one of each slider."""
    found: Json = {}
    for axis, name in (("world", "as_of"), ("record", "known_at")):
        for side in ("before", "after"):
            point = getattr(stops[axis], side)
            found[f"{axis}_{side}"] = address.but(**{name: point.value}) if point else None
    return found


def comparing(address: Address) -> Json:
    """Where to pin the point, to end the comparison, and to turn it round."""
    as_of, known_at, pin_as_of, pin_known_at = (
        *(address.as_of, address.known_at, address.pin_as_of, address.pin_known_at),
    )
    return {
        "pin_here": address.but(pin_as_of=as_of, pin_known_at=known_at),
        "unpinned": address.but(pin_as_of="", pin_known_at=""),
        "swapped": address.but(
            as_of=pin_as_of, known_at=pin_known_at, pin_as_of=as_of, pin_known_at=known_at
        ),
    }
