"""The parts of the form that change while one types."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import replace_url

from events.types import as_slug
from events.when import WhenError, check_timezone
from newsroom.desk.append import drafts
from newsroom.desk.append.opening import known_now
from newsroom.desk.append.options import Asked
from newsroom.desk.append.page import may_record
from newsroom.desk.append.preview import preview_of
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.append.suggesting import KINDS, suggestions
from newsroom.desk.form.sheet import entries_of
from newsroom.desk.form.understood import understand
from newsroom.desk.pages import DeskPage


class PreviewPart(DeskPage):
    """What recording would do, while one writes; it also keeps the draft, once one does."""

    right = "append"

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = EventSheet(entries_of(request.POST.dict())).tidied()
        keeps = "unkept" not in request.POST
        sheet = drafts.apart(request.user, sent) if keeps else sent
        kept = keeps and drafts.keep(request.user, sheet)
        preview = preview_of(sheet, known_now(request), request.user) if sheet.begun else None
        told = {
            "preview": preview,
            "kept": kept,
            "now": datetime.now(UTC),
            "apart": sheet.key if sheet.key != sent.key else None,
        }
        response = render(request, "desk/append/preview.html", told)
        if kept:
            url = f"{reverse('desk:append')}?{urlencode({'draft': str(sheet.key)})}"
            return replace_url(response, url)
        return response


class UnderstoodPart(DeskPage):
    """How a time is understood, while it is typed."""

    right = "append"

    def get(self, request: HttpRequest) -> HttpResponse:
        zone = request.GET.get("timezone", "").strip() or settings.NEWSROOM_TIMEZONE
        published = request.GET.get("citations.0.published", "").strip()
        try:
            check_timezone(zone)
            found = understand(request.GET.dict(), zone, published, datetime.now(UTC))
        except WhenError as error:
            found = error
        told = {"understood": found, "refused": isinstance(found, WhenError)}
        return render(request, "desk/form/understood.html", told)


class SuggestionsPart(DeskPage):
    """The options of a combobox."""

    right = "append"

    def get(self, request: HttpRequest) -> HttpResponse:
        given = {name: text.strip() for name, text in request.GET.dict().items()}
        kind = given.get("kind", "")
        if kind not in KINDS:
            raise Http404(f"There is nothing to suggest of the kind {kind!r}.")
        asked = Asked(
            text=given.get("q", "")[:2_000],
            known=known_now(request),
            zone=_zone(given.get("timezone", "")),
            types=may_record(request.user),
            **{name: given.get(name, "") for name in ("field", "type", "occurred")},
            **{
                name: as_slug(given.get(name, "")) or ""
                for name in ("story", "person", "organization")
            },
        )
        told = {"options": suggestions(kind, asked), "field": asked.field}
        return render(request, "desk/form/options.html", told)


def _zone(text: str) -> str:
    try:
        return check_timezone(text)
    except WhenError:
        return str(settings.NEWSROOM_TIMEZONE)
