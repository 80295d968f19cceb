"""Accounts of people: added, put into groups, barred, given a link to set a password."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from newsroom.audit.models import Act, AuditEntry
from newsroom.audit.recording import record_audit
from newsroom.desk.access import once
from newsroom.desk.access.forms import NewPerson, PersonForm
from newsroom.desk.access.overview import AdministrationPage, access_page
from newsroom.desk.pages import refusal

LATEST = 20


class Add(AdministrationPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk:access")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewPerson(request.POST)
        if not form.is_valid():
            return access_page(request, status=422, new_person=form)
        form.instance.set_unusable_password()
        return _with_link(request, form.save())


class PersonPage(AdministrationPage):
    def get(self, request: HttpRequest, id: int) -> HttpResponse:
        return _person_page(request, _person(id), link=once.link_is_due(request, id))

    def post(self, request: HttpRequest, id: int) -> HttpResponse:
        person = _person(id)
        if why := _untouchable(request, person):
            return refusal(request, 403, why)
        form = PersonForm(request.POST, instance=person)
        if request.POST.get("as_it_was", form.as_it_was) != form.as_it_was:
            messages.error(request, "The account was changed meanwhile: this is how it is by now.")
            return redirect("desk:access_person", id=id)
        if form.is_valid() and person == request.user and not form.cleaned_data["is_active"]:
            form.add_error("is_active", "You cannot bar yourself.")
        if not form.is_valid():
            return _person_page(request, _person(id), form=form, status=422)
        form.save()
        messages.success(request, f"{person.get_username()} is changed.")
        return redirect("desk:access_person", id=id)


class Link(AdministrationPage):
    def get(self, request: HttpRequest, id: int) -> HttpResponse:
        return redirect("desk:access_person", id=id)

    def post(self, request: HttpRequest, id: int) -> HttpResponse:
        person = _person(id)
        if why := _untouchable(request, person):
            return refusal(request, 403, why)
        return _with_link(request, person)


def _with_link(request: HttpRequest, person: User) -> HttpResponse:
    once.note(request, once.LINK, person.pk)
    return redirect("desk:access_person", id=person.pk)


def _person(id: int) -> User:
    person = User.objects.filter(pk=id).first()
    if person is None:
        raise Http404("There is no such person.")
    return person


def _untouchable(request: HttpRequest, person: User) -> str:
    """Whoever could set a superuser's password would be one."""
    mine = cast("User", request.user)
    if person.is_superuser and not mine.is_superuser:
        return "Only a superuser may change the account of another."
    return ""


def _person_page(
    request: HttpRequest,
    person: User,
    *,
    form: PersonForm | None = None,
    link: bool = False,
    status: int = 200,
) -> HttpResponse:
    name = person.get_username()
    told = {
        "person": person,
        "form": form or PersonForm(instance=person),
        "zone": settings.NEWSROOM_TIMEZONE,
        "untouchable": _untouchable(request, person),
        "link": _password_link(request, person) if link else "",
        "acts": AuditEntry.objects.filter(who=name)[:LATEST],
        "about": AuditEntry.objects.filter(subject=name).exclude(who=name)[:LATEST],
    }
    answer = render(request, "desk/access/person.html", told, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _password_link(request: HttpRequest, person: User) -> str:
    """Works once, and for as long as PASSWORD_RESET_TIMEOUT says."""
    record_audit(Act.LINK_ISSUED, person.get_username())
    place = {
        "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
        "token": default_token_generator.make_token(person),
    }
    return request.build_absolute_uri(reverse("desk:set_password", kwargs=place))
