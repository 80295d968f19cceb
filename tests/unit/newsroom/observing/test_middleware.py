"""What is told of a request, and what is left alone."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils.functional import SimpleLazyObject

from newsroom.observing import request_id
from newsroom.observing.middleware import ObserveRequests

ADA = SimpleNamespace(is_authenticated=True, get_username=lambda: "ada")
PATH = "/api/v1/organizations/acme/board/"


def observed(caplog: pytest.LogCaptureFixture, path: str = PATH, **of_request: Any) -> Any:
    """The line that is told of it; None where none is."""

    def view(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(path)
        for name, value in of_request.items():
            setattr(request, name, value)
        return HttpResponse(status=418)

    with caplog.at_level(logging.INFO, "newsroom.requests"):
        caplog.clear()
        ObserveRequests(view)(RequestFactory().get(path))
    return caplog.records[-1] if caplog.records else None


def test_a_request_is_told_with_who_asked(caplog: pytest.LogCaptureFixture) -> None:
    told = observed(caplog, user=ADA)
    assert told.getMessage() == f"GET {PATH} 418"
    assert (told.method, told.path, told.status) == ("GET", PATH, 418)
    assert (told.route, told.caller) == ("api/v1/organizations/<str:id>/board/", "ada")
    assert 0 <= told.seconds < 60


def test_whom_nobody_looked_up_is_not_looked_up_to_be_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    nobody = SimpleLazyObject(lambda: pytest.fail("it was looked up"))
    assert observed(caplog, user=nobody).caller is None
    assert observed(caplog, user=nobody, _cached_user=ADA).caller == "ada"


def test_who_asked_without_logging_in_is_nobody(caplog: pytest.LogCaptureFixture) -> None:
    assert observed(caplog, user=AnonymousUser()).caller is None


def test_monitors_fill_no_log(caplog: pytest.LogCaptureFixture) -> None:
    assert observed(caplog, "/healthz") is None
    assert observed(caplog, "/readyz") is None
    assert observed(caplog, "/metrics") is None


def test_the_id_ends_with_the_request(caplog: pytest.LogCaptureFixture) -> None:
    observed(caplog)
    assert request_id.current.get() is None


def test_a_request_keeps_its_id_when_it_has_been_answered() -> None:
    """Django tells of those that are refused by then."""
    asked = RequestFactory().get(PATH)
    answer = ObserveRequests(lambda request: HttpResponse(status=404))(asked)
    assert request_id.of(asked) == answer[request_id.HEADER]
