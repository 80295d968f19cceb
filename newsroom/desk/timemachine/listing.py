"""Everything introduced of one kind, by name, or what a name can mean."""

from __future__ import annotations

from typing import ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.desk.pages import DeskPage, out_of_date, question_of
from stories.views import queries
from stories.views.resolving import resolve
from stories.views.shapes import Json

PAGE = 100
CANDIDATES = 20


class Listing(DeskPage):
    kind: ClassVar[str]
    template: ClassVar[str]

    def get(self, request: HttpRequest) -> HttpResponse:
        question = question_of(request.GET, projections=("names",))
        query = request.GET.get("q", "").strip()
        told: Json = {"query": query, "stale": out_of_date(question, ("names",))}
        if query:
            found = resolve(question.known, query, [self.kind], CANDIDATES)
            told["candidates"] = found["candidates"]
        else:
            known = queries.introduced(question.known, self.kind)
            pages = Paginator(known.order_by("name", "entity"), PAGE)
            told["page"] = pages.get_page(request.GET.get("page"))
        return render(request, self.template, told)
