"""Reading the audit list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q, QuerySet

from events.when import utc_text
from newsroom.audit.models import Act, AuditEntry

PAGE = 50
COLUMNS = ("at", "who", "act", "subject", "detail", "address")


class Filters(forms.Form):
    """What the address of the list may ask for. Days are meant in the newsroom's zone."""

    who = forms.CharField(required=False)
    act = forms.ChoiceField(
        required=False, choices=[("", "any"), *((act.value, act.value) for act in Act)]
    )
    about = forms.CharField(required=False)
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Page:
    entries: list[AuditEntry]
    next: int | None
    """The `before` of the page that follows."""


def matching(filters: Filters, zone: ZoneInfo) -> QuerySet[AuditEntry]:
    """The newest first. Filters that cannot be read find nothing: the form says why."""
    if not filters.is_valid():
        return AuditEntry.objects.none()
    given = filters.cleaned_data
    wanted = Q()
    if given["who"]:
        wanted &= Q(who=given["who"])
    if given["act"]:
        wanted &= Q(act=given["act"])
    if given["about"]:
        wanted &= Q(subject__icontains=given["about"]) | Q(detail__icontains=given["about"])
    if given["since"]:
        wanted &= Q(at__gte=datetime.combine(given["since"], time(), zone))
    if given["until"]:
        # The later of two where clocks go back; the day after may be past the calendar.
        wanted &= Q(at__lte=datetime.combine(given["until"], time.max.replace(fold=1), zone))
    return AuditEntry.objects.filter(wanted).order_by("-id")


def page(filters: Filters, zone: ZoneInfo) -> Page:
    """By the last entry's id, so that what is entered meanwhile moves nothing."""
    found = matching(filters, zone)
    if filters.is_valid() and filters.cleaned_data["before"]:
        found = found.filter(id__lt=filters.cleaned_data["before"])
    entries = list(found[: PAGE + 1])
    return Page(entries[:PAGE], entries[PAGE - 1].id if len(entries) > PAGE else None)


def rows(filters: Filters, zone: ZoneInfo) -> Iterator[Mapping[str, str | None]]:
    """All that match, for a table."""
    for entry in matching(filters, zone).iterator(chunk_size=500):
        told = {name: getattr(entry, name) for name in COLUMNS}
        yield {**told, "at": utc_text(entry.at)}
