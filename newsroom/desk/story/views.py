"""The stories, and the page where one is worked on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.desk.pages import DeskPage, out_of_date, question_of
from newsroom.desk.story.latest import latest_events
from newsroom.desk.story.listing import stories
from newsroom.desk.story.overview import overview_page


class StoriesPage(DeskPage):
    """Every story, the open ones first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        question = question_of(request.GET, projections=("names",))
        told = {
            "stories": stories(question.known),
            "zone": question.timezone,
            "stale": out_of_date(question, ("names",)),
        }
        return render(request, "desk/story/stories.html", told)


class StoryPage(DeskPage):
    """What a story comes down to, as known now or at an earlier moment."""

    def get(self, request: HttpRequest, id: str) -> HttpResponse:
        projections = ("tenures", "facts", "contradictions")
        question = question_of(request.GET, projections=projections, kind="story", id=id)
        told = overview_page(question) | {"latest": latest_events(question, id)}
        told["stale"] = out_of_date(question, projections)
        return render(request, "desk/story/story.html", told)
