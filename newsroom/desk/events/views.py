"""The event browser, and the page of one event."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.api.rendering import TableRenderer
from events.facts import Undecodable
from events.log.read import event_by_id
from newsroom.desk.events import browser, feeds
from newsroom.desk.events.event import event_answer
from newsroom.desk.events.filters import FilterForm
from newsroom.desk.events.search import Wanted, search
from newsroom.desk.events.target import NotYetKnown
from newsroom.desk.pages import DeskPage, out_of_date, question_of
from stories.api import cursors
from stories.api.cursors import Mark
from stories.views.question import Question

LIMIT = 50


class EventsPage(DeskPage):
    """Every recorded event that the filters keep; the address is the permalink of the search."""

    template: ClassVar = "desk/events/browser.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        cursor = self._cursor(request)
        question = asked(request, cursor)
        form = FilterForm(request.GET, question.known)
        told = shown(form, question)
        if not form.is_valid():
            return render(request, self.template, told, status=400)
        wanted = form.wanted(question.timezone)
        page = search(question.known, wanted, self._place(wanted, cursor), LIMIT)
        told |= {
            "lines": browser.lines(question.known, page.found),
            "wanted": wanted,
            "paged": cursor is not None,
            "about": form.about(),
            "next": self._next(request, question, wanted, page.after),
            "permalink": self._permalink(request, question),
        }
        return render(request, self.template, told)

    def _cursor(self, request: HttpRequest) -> Mark | None:
        given = request.GET.get("cursor")
        return cursors.unpack(given, request.path, request.GET) if given else None

    def _place(self, wanted: Wanted, cursor: Mark | None) -> Any:
        if cursor is None:
            return None
        return cursors.place(cursor.after) if wanted.by_world_time else cursor.after

    def _next(
        self, request: HttpRequest, question: Question, wanted: Wanted, after: Any
    ) -> str | None:
        """The address of the next page, of the same record however it grows."""
        if after is None:
            return None
        place = cursors.place_json(after) if wanted.by_world_time else after
        mark = Mark(question.known.position, place)
        query = request.GET.copy()
        query.pop("at_least", None)
        return cursors.following(mark, request.path, query)

    def _permalink(self, request: HttpRequest, question: Question) -> str:
        """The address at which the answer is always this one."""
        query = request.GET.copy()
        query["known_at"] = f"@{question.known.position}"
        for name in ("cursor", "at_least"):
            query.pop(name, None)
        return query.urlencode()


class EventsTable(DeskPage):
    """All that the filters keep, as a table; the API's own list knows fewer filters."""

    def get(self, request: HttpRequest) -> HttpResponse:
        question = asked(request)
        form = FilterForm(request.GET, question.known)
        if not form.is_valid():
            return render(request, EventsPage.template, shown(form, question), status=400)
        rows = list(browser.table(question.known, form.wanted(question.timezone)))
        answer = HttpResponse(
            TableRenderer().render({"results": rows}), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = 'attachment; filename="events.csv"'
        return answer


class EventPage(DeskPage):
    """One event with all that became of it, as known now or at an earlier moment."""

    def get(self, request: HttpRequest, id: UUID) -> HttpResponse:
        question = question_of(request.GET, projections=("facts", *feeds.PROJECTIONS))
        told: dict[str, Any] = {"question": question, "zone": question.timezone}
        try:
            told |= event_answer(question.known, id)
        except NotYetKnown:
            told |= {"event": event_by_id(id)}
            return render(request, "desk/events/not_yet.html", told)
        except Undecodable as fault:
            told |= {"event": event_by_id(id), "fault": fault}
            return render(request, "desk/events/unreadable.html", told)
        told["stale"] = feeds.wait(question.known, told["fact"])
        return render(request, "desk/events/event.html", told)


def shown(form: FilterForm, question: Question) -> dict[str, Any]:
    """What the browser shows whatever is found."""
    return {
        "form": form,
        "question": question,
        "recorders": browser.recorders(),
        "stale": out_of_date(question, ("facts",)),
    }


def asked(request: HttpRequest, cursor: Mark | None = None) -> Question:
    """A page after the first is of what was known at that one."""
    given = request.GET.dict()
    if cursor:
        given["known_at"] = f"@{cursor.position}"
    return question_of(given, projections=("facts",))
