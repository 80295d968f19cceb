"""Every contradiction in the record that is open, whatever story it belongs to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.desk.pages import DeskPage, out_of_date, question_of
from stories.api import cursors
from stories.api.cursors import Mark
from stories.views.contradictions import PROJECTIONS, Filters, number, page
from stories.views.shapes import Json

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
            "found": {
                "open": number(question, LATEST_FIRST),
                "results": [_in_a_zone_of_its_own(one) for one in results],
            },
            "question": question,
            "zone": question.timezone,
            "next": following,
            "stale": out_of_date(question, PROJECTIONS),
        }
        return render(request, "desk/story/inbox.html", told)


def _in_a_zone_of_its_own(contradiction: Json) -> Json:
    """Told in the zone of the first of its facts: here all places of the world are side by side."""
    facts = (fact for side in contradiction["sides"] for fact in side["facts"])
    zones = (fact["window"]["timezone"] for fact in facts if fact["window"])
    window = contradiction["window"] | {"timezone": next(zones, None)}
    return contradiction | {"window": window}
