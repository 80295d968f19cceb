"""Who may do what: the page from which people and keys are looked after."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from events.api.permissions import ACTIONS, Action
from newsroom.access.models import ApiKey
from newsroom.audit import login_locks
from newsroom.audit.models import Act
from newsroom.audit.recording import record_audit
from newsroom.desk.access import once
from newsroom.desk.access.forms import NewKey, NewPerson, OneLock
from newsroom.desk.pages import DeskPage

SHOWN = 200
"""People and keys on the page; the admin's lists have all of them, by the page."""
MEANING: dict[Action, str] = {
    "read": "see every page, view and event",
    "append": "record facts, introductions and stories",
    "correct": "correct, retract, dispute, settle, merge",
    "operate": "rebuild, retry and verify",
}


class AdministrationPage(DeskPage):
    right = "administer"


class AccessPage(AdministrationPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        issued, text = once.issued_key(request)
        return access_page(request, issued=issued, issued_text=text)


class LiftLock(AdministrationPage):
    def post(self, request: HttpRequest) -> HttpResponse:
        asked = OneLock(request.POST)
        if asked.is_valid() and login_locks.let_in(**asked.cleaned_data):
            name, address = asked.cleaned_data["username"], asked.cleaned_data["address"]
            record_audit(Act.LET_IN, name, f"from {address}")
            messages.success(request, f"{name} may try again from {address}.")
        else:
            messages.warning(request, "That lock has ended already.")
        return redirect("desk:access")


def access_page(request: HttpRequest, status: int = 200, **given: Any) -> HttpResponse:
    """With a form that was refused in its place, or the text of a key that was just issued."""
    now = datetime.now(UTC)
    accounts = User.objects.order_by("-is_active", "username").prefetch_related(
        Prefetch("groups", Group.objects.order_by("name"))
    )
    people = list(accounts[: SHOWN + 1])
    keys = list(ApiKey.objects.select_related("group")[: SHOWN + 1])
    told = {
        "actions": [(action, MEANING[action]) for action in ACTIONS],
        "groups": _groups(),
        "people": people[:SHOWN],
        "more_people": len(people) > SHOWN,
        "live_keys": [key for key in keys[:SHOWN] if key.is_live],
        "dead_keys": [key for key in keys[:SHOWN] if not key.is_live],
        "more_keys": len(keys) > SHOWN,
        "locks": login_locks.locks(now),
        "new_key": NewKey(),
        "new_person": NewPerson(),
        "zone": settings.NEWSROOM_TIMEZONE,
        **given,
    }
    answer = render(request, "desk/access/access.html", told, status=status)
    answer["Cache-Control"] = "no-store"  # a key may stand in it, once
    return answer


def _live_keys() -> Q:
    """Those that still work, as the list has them: neither revoked nor expired."""
    lasting = Q(api_keys__expires=None) | Q(api_keys__expires__gt=datetime.now(UTC))
    return Q(api_keys__revoked=False) & lasting


def _groups() -> list[dict[str, Any]]:
    """Each with what it may do as the database has it, and how many hold it."""
    found = (
        Group.objects.order_by("id")
        .prefetch_related("permissions")
        .annotate(
            people=Count("user", filter=Q(user__is_active=True), distinct=True),
            keys=Count("api_keys", filter=_live_keys(), distinct=True),
        )
    )
    return [
        {
            "name": group.name,
            "people": group.people,
            "keys": group.keys,
            "may": {right.codename for right in group.permissions.all()},
        }
        for group in found
    ]
