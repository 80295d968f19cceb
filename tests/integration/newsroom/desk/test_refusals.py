"""What is refused without a page of its own is a page of the desk all the same, and says why."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from newsroom import error_handlers
from newsroom.desk.story.views import StoriesPage
from tests.markup import faults

FORM = "application/x-www-form-urlencoded"
PART = {"HX-Request": "true"}
FIELDS = {f"field-{n}": "x" for n in range(10_001)}
"""More than any event has."""


def told(answer: Any) -> str:
    """The words of a whole page that looks like the desk."""
    page = answer.content.decode()
    assert faults(page) == []
    assert '<meta name="viewport"' in page
    assert "desk/desk.css" in page
    assert page.count("<h1") == 1
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def chief(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.mark.parametrize("address", ["/nowhere/", "/static/nothing.css", "/admin/nowhere/"])
def test_an_address_that_nothing_answers(chief: Client, address: str) -> None:
    answer = chief.get(address)
    assert answer.status_code == 404
    assert "There is no such page. To the stories" in told(answer)


def test_a_host_of_another_name(db: None) -> None:
    answer = Client().get("/admin/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "No host of this name is served here." in told(answer)


@pytest.mark.parametrize("address", ["/desk/append/", "/admin/auth/user/add/"])
def test_a_form_that_is_too_large(chief: Client, settings: Any, address: str) -> None:
    for sent in ({"said": "x" * (settings.NEWSROOM_LARGEST_BODY + 1)}, FIELDS):
        answer = chief.post(address, "&".join(f"{k}={v}" for k, v in sent.items()), FORM)
        assert answer.status_code == 413
        assert "Nothing of it was recorded." in told(answer)


def test_a_form_that_is_torn(chief: Client) -> None:
    answer = chief.post("/desk/append/", b"torn", "multipart/form-data")
    assert answer.status_code == 400
    assert "load the page again" in told(answer)


def test_a_list_of_the_admin_that_is_not_for_everybody(log_in: Callable[[str], Client]) -> None:
    client = log_in("reader")
    User.objects.update(is_staff=True)
    answer = client.get("/admin/auth/user/")
    assert answer.status_code == 403
    assert "This needs a right that you lack." in told(answer)


def test_the_address_of_a_button(chief: Client) -> None:
    answer = chief.get("/desk/logout/")
    assert answer.status_code == 405
    assert "go back to the page with the button" in told(answer)


def test_a_fault_of_ours(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("of nobody's concern")

    monkeypatch.setattr(StoriesPage, "get", fail)
    chief.raise_request_exception = False
    answer = chief.get("/desk/")
    assert answer.status_code == 500
    assert "has been logged" in told(answer)
    assert "concern" not in answer.content.decode()


def test_a_fault_is_told_without_the_database() -> None:
    """Which may be what failed: pytest-django refuses it to a test that asks for none."""
    answer = error_handlers.server_error(RequestFactory().get("/desk/"))
    assert "has been logged" in told(answer)


@pytest.mark.parametrize(
    ("method", "address", "sent"),
    [
        ("GET", "/desk/?as_of=x", {}),
        ("POST", "/desk/append/", FIELDS),
        ("GET", "/nowhere/", {}),
        ("PUT", "/desk/", {}),
    ],
)
def test_a_part_of_a_page_is_answered_by_a_part(
    chief: Client, method: str, address: str, sent: dict[str, str]
) -> None:
    body = "&".join(f"{k}={v}" for k, v in sent.items())
    answer = chief.generic(method, address, body, FORM, headers=PART)
    assert answer.status_code >= 400
    assert "<html" not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_form_without_its_token_is_too() -> None:
    request = RequestFactory().post("/desk/append/", headers=PART)
    assert 'role="alert"' in error_handlers.forbidden(request, PermissionError()).content.decode()
