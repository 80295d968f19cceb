"""API keys: issued and shown once, revoked for good."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
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
        prefix = form.cleaned_data.pop("once")
        try:
            # With the session: whoever is told that the key is there already is shown it.
            with transaction.atomic():
                key, _ = ApiKey.objects.issue(prefix=prefix, **form.cleaned_data)
                once.note_key(request, key)
                request.session.save()
        except IntegrityError:
            if not ApiKey.objects.filter(prefix=prefix).exists():
                raise
            messages.info(request, "That form has issued its key. Fill in this one for another.")
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
