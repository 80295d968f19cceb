"""What browsers are told to refuse, on every kind of page."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

PAGES = ["/desk/login/", "/api/docs/", "/api/v1/event-types/", "/healthz", "/none", "/admin/login/"]


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root"))
    return client


def policy(answer: Any) -> dict[str, set[str]]:
    directives = answer.headers["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (one.split() for one in directives)}


@pytest.mark.parametrize("path", PAGES)
def test_every_answer(browser: Client, path: str) -> None:
    answer = browser.get(path, headers={"Accept": "text/html"})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    told = policy(answer)
    for directive in ("object-src", "base-uri", "frame-ancestors"):
        assert told[directive] == {"'none'"}
    assert told["default-src"] == told["form-action"] == {"'self'"}
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/api/v1/events", "testserver", 308),
        ("/", "testserver", 302),
        ("/static/admin/css/base.css", "testserver", 200),
        ("/static/none.css", "testserver", 404),
        ("/api/v1/events/", "elsewhere.example", 400),
        ("/desk/login/", "elsewhere.example", 400),
    ],
)
def test_what_no_view_answers_has_them_too(
    browser: Client, path: str, host: str, status: int
) -> None:
    answer = browser.get(path, headers={"Host": host})
    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert policy(answer)["frame-ancestors"] == {"'none'"}


def test_so_has_what_leads_to_https(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/desk/login/")
    assert answer.status_code == 301
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert policy(answer)["frame-ancestors"] == {"'none'"}


@pytest.mark.parametrize("path", [path for path in PAGES if "admin" not in path])
def test_no_page_but_the_admins_may_run_what_is_written_into_it(browser: Client, path: str) -> None:
    told = policy(browser.get(path, headers={"Accept": "text/html"}))
    sources = set().union(*told.values())
    assert not {source for source in sources if source.startswith("'unsafe")}
    assert sources <= {"'self'", "'none'", "data:"}


def test_the_admin_may_evaluate_but_loads_only_what_is_ours(browser: Client) -> None:
    told = policy(browser.get("/admin/"))
    assert told["script-src"] == {"'self'", "'unsafe-eval'"}
    assert told["style-src"] == {"'self'", "'unsafe-inline'"}


def test_behind_tls_browsers_are_kept_to_it(browser: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    plain = Client().get("/desk/login/")
    assert (plain.status_code, plain.headers["Location"]) == (
        301,
        "https://testserver/desk/login/",
    )
    assert Client().get("/healthz").status_code == 200
    over_tls = Client().get("/desk/login/", headers={"X-Forwarded-Proto": "https"})
    assert over_tls.headers["Strict-Transport-Security"] == "max-age=3600"


def test_a_session_alone_changes_nothing(browser: Client) -> None:
    """Another site can make a browser send its cookies, but not read our token out of a page."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    answer = strict.post("/api/v1/events/", {"type": "x"}, content_type="application/json")
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]
