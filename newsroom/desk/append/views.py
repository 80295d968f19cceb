"""Appending an event: the form, its parts that change while one types, and drafts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from uuid6 import uuid7

from events.types import as_uuid
from newsroom.desk.append import drafts
from newsroom.desk.append.opening import known_now, opened, remember
from newsroom.desk.append.page import Refusal, page_of
from newsroom.desk.append.preview import preview_of
from newsroom.desk.append.recording import AlreadyRecorded, NotRecorded, Recorded, record_sheet
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.append.steps import step
from newsroom.desk.form.sheet import RECORDED_BEFORE, as_written, entries_of
from newsroom.desk.pages import DeskPage, is_part
from stories.engine.reading import Known

RECORD, RECORD_ANOTHER = "record", "record another"


class AppendPage(DeskPage):
    """The form. Its buttons post it; what they do is in `do`."""

    right = "append"

    def get(self, request: HttpRequest) -> HttpResponse:
        known = known_now(request, request.GET.get("story") or None)
        if "draft" in request.GET:
            sheet = _kept(request)
        else:
            sheet = opened(known, as_written(request.GET.dict()), request.session)
        told = page_of(sheet, known, request.user, focus="next")
        return _answer(request, told | _own_drafts(request, sheet))

    def post(self, request: HttpRequest) -> HttpResponse:
        known, sheet = known_now(request), EventSheet(entries_of(request.POST.dict())).tidied()
        does = request.POST.get("do", "preview")
        if does in (RECORD, RECORD_ANOTHER):
            return self._record(request, sheet, known, another=does == RECORD_ANOTHER)
        if does == "preview" and sheet.get("said") != sheet.get("said_for"):
            does = "choose"
        taken = step(drafts.apart(request.user, sheet), does, known)
        drafts.keep(request.user, taken.sheet)
        preview = None if taken.focus else preview_of(taken.sheet, known, request.user)
        told = page_of(taken.sheet, known, request.user, focus=taken.focus, preview=preview)
        return _answer(request, told)

    def _record(
        self, request: HttpRequest, sheet: EventSheet, known: Known, *, another: bool
    ) -> HttpResponse:
        try:
            recorded = record_sheet(sheet, known, request.user)
        except NotRecorded as fault:
            drafts.keep(request.user, sheet)
            refusal = Refusal(fault.faults, fault.between)
            if not fault.between:
                return _refused(request, sheet, known, refusal, 422)
            seen = sheet.having({"opened": str(fault.between[-1].position)})
            return _refused(request, seen, known, refusal, 409)
        except AlreadyRecorded:
            anew = sheet.having({"key": str(uuid7())})
            return _refused(request, anew, known, Refusal([RECORDED_BEFORE]), 409)
        remember(request.session, sheet)
        return _done(request, sheet, recorded, another=another)


class DraftsPage(DeskPage):
    """One's own drafts, to go on with or to discard."""

    right = "append"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = drafts.drafts_of(request.user)[: drafts.MOST_LISTED]
        return render(request, "desk/append/drafts.html", {"drafts": found})

    def post(self, request: HttpRequest) -> HttpResponse:
        drafts.discard(request.user, _uuid(request.POST.get("discard", "")))
        messages.info(request, "The draft is discarded.")
        return redirect("desk:append_drafts")


def _uuid(text: str) -> UUID:
    found = as_uuid(text)
    if found is None:
        raise Http404("There is no such draft.")
    return found


def _kept(request: HttpRequest) -> EventSheet:
    draft = drafts.draft_of(request.user, _uuid(request.GET["draft"]))
    if draft is None:
        raise Http404("There is no such draft: it was recorded or discarded, or is another's.")
    return drafts.gone_on_with(draft)


def _own_drafts(request: HttpRequest, sheet: EventSheet) -> dict[str, object]:
    """Others that were begun in this story and left."""
    found = drafts.drafts_of(request.user, sheet.story).exclude(id=sheet.key)
    return {"drafts": list(found[:5])}


def _refused(
    request: HttpRequest, sheet: EventSheet, known: Known, refusal: Refusal, status: int
) -> HttpResponse:
    return _answer(request, page_of(sheet, known, request.user, refusal=refusal), status)


def _answer(request: HttpRequest, told: dict[str, object], status: int = 200) -> HttpResponse:
    template = "desk/append/form.html" if is_part(request) else "desk/append/append.html"
    return render(request, template, told, status=status)


def _done(
    request: HttpRequest, sheet: EventSheet, recorded: Recorded, *, another: bool
) -> HttpResponse:
    """On to the story, or to the next event, with what was recorded in view."""
    seen, within = {"at_least": str(recorded.position)}, recorded.story or sheet.story
    append = f"{reverse('desk:append')}?{urlencode({'story': within} | seen)}"
    story = reverse("desk:story", args=[within]) if within else reverse("desk:stories")
    messages.success(request, _message(recorded, append))
    url = append if another else f"{story}?{urlencode(seen)}"
    return HttpResponseClientRedirect(url) if is_part(request) else HttpResponseRedirect(url)


def _message(recorded: Recorded, append: str) -> str:
    url = reverse("desk:event", args=[recorded.event])
    return format_html(
        'Recorded: <a href="{}">event {}</a>. <a href="{}">Append another</a>',
        *(url, recorded.position, append),
    )
