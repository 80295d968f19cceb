"""Every contradiction in the record that is open, whatever story it belongs to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.desk.pages import DeskPage, out_of_date, question_of
from stories.api import cursors
from stories.api.cursors import Mark
from stories.views.contradictions import PROJECTIONS, Filters, number, page

LIMIT = 50
LATEST_FIRST = Filters(order="desc")


class InboxPage(DeskPage):
    """Those about what happened last come first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        given, mark = request.GET.dict(), None
        if cursor := given.get("cursor"):
            mark = cursors.unpack(cursor, request.path, request.GET)
            given["known_at"] = f"@{mark.position}"
        question = question_of(given, projections=PROJECTIONS)
        after = cursors.matter(mark.after) if mark else None
        results, last = page(question, LATEST_FIRST, LIMIT, after)
        following = None
        if last:
            place = Mark(question.known.position, cursors.matter_json(last))
            following = cursors.following(place, request.path, request.GET)
        told = {
            "found": {"open": number(question, LATEST_FIRST), "results": results},
            "question": question,
            "zone": question.timezone,
            "next": following,
            "stale": out_of_date(question, PROJECTIONS),
        }
        return render(request, "desk/story/inbox.html", told)
