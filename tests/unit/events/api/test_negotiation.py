"""In which form an answer is given, of those that the client accepts."""

import pytest
from django.test import RequestFactory
from rest_framework.exceptions import NotAcceptable
from rest_framework.request import Request

from events.api.negotiation import Negotiation
from events.api.rendering import FastJSONRenderer, TableRenderer

RENDERERS = (FastJSONRenderer(), TableRenderer())


def chosen(accept: str | None, suffix: str | None = None) -> str:
    headers = {} if accept is None else {"Accept": accept}
    request = Request(RequestFactory().get("/", headers=headers))
    return Negotiation().select_renderer(request, RENDERERS, suffix)[0].format


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/csv, application/json", "json"),
        ("text/csv, application/json;q=0.5", "csv"),
        ("application/json;q=0.1, text/csv;q=0.2", "csv"),
        ("text/csv, */*", "csv"),
        ("text/csv;q=0.5, */*", "json"),
        ("text/csv;q=0, */*;q=0.1", "json"),
        ("text/*", "csv"),
        ("application/json; charset=utf-8", "json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "json"),
    ],
)
def test_what_is_liked_best(accept: str | None, form: str) -> None:
    assert chosen(accept) == form


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "garbage", ", ,", "*/*;q=0"])
def test_what_we_do_not_have(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="here: only application/json, text/csv"):
        chosen(accept)


def test_the_suffix_decides() -> None:
    assert chosen("application/json", "csv") == "csv"
    assert chosen("text/html", "csv") == "csv"
