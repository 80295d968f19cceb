"""Every contradiction in the record that is open, or those of a story or about somebody."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.api.parameters import any_slug
from events.recording.refusal import Problem
from newsroom.desk.pages import DeskPage, out_of_date, question_of
from newsroom.desk.story.zones import in_a_zone_of_its_own
from stories.api import cursors
from stories.api.cursors import Mark
from stories.views import queries
from stories.views.contradictions import PROJECTIONS, Filters, number, page
from stories.views.question import BadQuestion, Question

LIMIT = 50


class InboxPage(DeskPage):
    """Those about what happened last come first. Pages that show but some of theirs lead here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        given, mark = request.GET.dict(), None
        if cursor := given.get("cursor"):
            mark = cursors.unpack(cursor, request.path, request.GET)
            given["known_at"] = f"@{mark.position}"
        question = question_of(given, projections=PROJECTIONS)
        after = cursors.matter(mark.after) if mark else None
        wanted = _wanted(given, question)
        about = [*wanted.stories, *wanted.entities]
        names = queries.names_of_any(question.known, about)
        results, last = page(question, wanted, LIMIT, after)
        following = None
        if last:
            place = Mark(question.known.position, cursors.matter_json(last))
            following = cursors.following(place, request.path, request.GET)
        told = {
            "found": {
                "open": number(question, wanted),
                "results": [in_a_zone_of_its_own(one) for one in results],
            },
            "about": [names.get(one, one) for one in about],
            "question": question,
            "zone": question.timezone,
            "next": following,
            "stale": out_of_date(question, PROJECTIONS),
        }
        return render(request, "desk/story/inbox.html", told)


def _wanted(given: Mapping[str, str], question: Question) -> Filters:
    return Filters(
        stories=_ids(given, "story"),
        entities=_ids(given, "entity"),
        begun_by=question.asked_about,
        order="desc",
    )


def _ids(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    text = given.get(name)
    if fault := any_slug(text) if text else None:
        raise BadQuestion([Problem(f"/{name}", "invalid", fault)])
    return (text,) if text else ()
