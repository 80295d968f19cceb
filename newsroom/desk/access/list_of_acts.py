"""Who did what besides recording events, as a page and as a table."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from events.api.rendering import csv_lines
from newsroom.audit.listing import COLUMNS, Filters, page, rows
from newsroom.desk.access.overview import AdministrationPage
from stories.api.rendering import readable


class AuditPage(AdministrationPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        filters = Filters(request.GET)
        found = page(filters, zone())
        query = request.GET.copy()
        query.pop("before", None)
        told = {"filters": filters, "page": found, "query": query.urlencode()}
        told["zone"] = settings.NEWSROOM_TIMEZONE
        status = 200 if filters.is_valid() else 400
        return render(request, "desk/access/audit.html", told, status=status)


class AuditTable(AdministrationPage):
    """All that the filters find, however long it is."""

    def get(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        filters = Filters(request.GET)
        if not filters.is_valid():
            return AuditPage.as_view()(request)  # type: ignore[return-value]
        lines = csv_lines(COLUMNS, rows(filters, zone()), readable)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
        return answer


def zone() -> ZoneInfo:
    return ZoneInfo(settings.NEWSROOM_TIMEZONE)
