"""How projections, log and workers stand, and what an operator does about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newsroom.audit import verification
from newsroom.audit.tasks import verify
from newsroom.desk.operations.broker import broker
from newsroom.desk.operations.cards import Card, card, cards
from newsroom.desk.operations.chain import chain
from newsroom.desk.pages import DeskPage, is_part
from stories import tasks
from stories.engine import parking, rebuild, wake
from stories.engine.registry import UnknownProjection


class OperatorPage(DeskPage):
    """Parts of the page are asked for by it again while something goes on. Without scripts whoever
    acts comes back to the whole page."""

    right = "operate"


class OperationsPage(OperatorPage):
    """Workers are asked apart, by the page itself, because their answers are waited for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        told = {
            "cards": cards(),
            "chain": chain(),
            "broker": broker() if "workers" in request.GET else None,
            "zone": settings.NEWSROOM_TIMEZONE,
        }
        return render(request, "desk/operations/operations.html", told)


def said(request: HttpRequest) -> int:
    """The percentage that was announced last; -1 if none was."""
    text = request.GET.get("said", "")
    return int(text) if text.isdecimal() and len(text) <= 3 else -1


class ProjectionPart(OperatorPage):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        if not is_part(request):
            return redirect(_place(name))
        found = _card(name)
        told = {"card": found, "announce": found.to_announce(said(request))}
        return _part(request, "projection", told)


class Operation(OperatorPage):
    """Subclasses act on a projection and say in a sentence what came of it."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        _card(name)
        try:
            told, status = self.act(request, name), 200
        except rebuild.AlreadyRebuilding as error:
            told, status = str(error), 409
        return _answer(request, card(name), told, status)

    def act(self, request: HttpRequest, name: str) -> str:
        raise NotImplementedError


class Rebuild(Operation):
    def act(self, request: HttpRequest, name: str) -> str:
        accepts = "accept_differences" in request.POST
        tasks.build_parts(rebuild.request(name, accept_differences=accepts))
        return f"The rebuild of {name} has begun."


class Cancel(Operation):
    def act(self, request: HttpRequest, name: str) -> str:
        if rebuild.cancel(name):
            return f"The rebuild of {name} is cancelled; the live rows are as they were."
        return f"No rebuild of {name} is under way."


class Retry(Operation):
    """One parked track, or all of them."""

    def act(self, request: HttpRequest, name: str) -> str:
        track = request.POST.get("track") or None
        if track and "\0" in track:  # PostgreSQL cannot be asked for it
            raise Http404("There is no such track.")
        retried = parking.retry(name, track)
        return f"{name}: {retried.told()}."


class ChainPart(OperatorPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_part(request):
            return redirect("desk:operations")
        found = chain()
        told = {"chain": found, "announce": found.to_announce(said(request))}
        return _part(request, "chain", told)


class Verify(OperatorPage):
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            requested = verification.request(request.user.get_username())
            told, status = "The verification of the log has begun.", 200
            if not wake.call(verify, requested.pk):
                verification.stop(requested)
                told, status = "No worker can be called to it: the broker does not answer.", 409
        except verification.AlreadyVerifying as error:
            told, status = str(error), 409
        if not is_part(request):
            _say(request, told, status)
            return redirect("desk:operations")
        shown = {"chain": chain(), "announce": told, "refused": told if status == 409 else ""}
        return _part(request, "chain", shown, status)


class WorkersPart(OperatorPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_part(request):
            return redirect(f"{reverse('desk:operations')}?workers=")
        return _part(request, "workers", {"broker": broker()})


def _card(name: str) -> Card:
    try:
        return card(name)
    except UnknownProjection as error:
        raise Http404(str(error)) from error


def _answer(request: HttpRequest, found: Card, told: str, status: int) -> HttpResponse:
    if not is_part(request):
        _say(request, told, status)
        return redirect(_place(found.name))
    shown = {"card": found, "announce": told, "told": told, "failed": status != 200}
    return _part(request, "projection", shown, status)


def _part(request: HttpRequest, name: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
    told = {**told, "zone": settings.NEWSROOM_TIMEZONE}
    return render(request, f"desk/operations/{name}.html", told, status=status)


def _say(request: HttpRequest, told: str, status: int) -> None:
    messages.add_message(request, messages.SUCCESS if status == 200 else messages.ERROR, told)


def _place(name: str) -> str:
    return f"{reverse('desk:operations')}#projection-{name}"
