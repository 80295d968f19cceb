"""API keys: issued and shown once, revoked for good."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from newsroom.access.models import ApiKey
from newsroom.desk.access import once
from newsroom.desk.access.forms import NewKey
from newsroom.desk.access.overview import AdministrationPage, access_page


class Issue(AdministrationPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk:access")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewKey(request.POST)
        if not form.is_valid():
            return access_page(request, status=422, new_key=form)
        key, _ = ApiKey.objects.issue(**form.cleaned_data)
        once.note(request, once.KEY, key.pk)
        return redirect("desk:access")


class Revoke(AdministrationPage):
    def post(self, request: HttpRequest, id: int) -> HttpResponse:
        key = ApiKey.objects.filter(pk=id).first()
        if key is None:
            raise Http404("There is no such key.")
        key.revoked = True
        key.save(update_fields=["revoked"])
        messages.success(request, f"The key {key} is revoked; it is refused from now on.")
        return redirect("desk:access")
