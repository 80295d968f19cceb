"""Where a person's browser is led."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from newsroom.access.models import ApiKey
from tests.markup import faults


@pytest.mark.django_db
def test_the_root_leads_to_the_desk() -> None:
    assert Client().get("/").headers["Location"] == "/desk/"


@pytest.mark.django_db
def test_a_browser_that_is_not_logged_in_is_asked_to_before_the_docs() -> None:
    who = {"username": "ada", "password": "a reader's and no staff's"}
    User.objects.create_user(**who).groups.add(Group.objects.get(name="reader"))
    browser = Client(headers={"Accept": "text/html,*/*"})
    login = browser.get("/api/docs/").headers["Location"]
    assert browser.post(login, who).headers["Location"] == "/api/docs/"
    assert browser.get("/api/docs/").status_code == 200


@pytest.mark.django_db
def test_the_docs_are_a_page_like_others() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    page = client.get("/api/docs/", headers={"Accept": "text/html"}).content.decode()
    assert faults(page) == []
    assert '<html lang="en">' in page
    assert "<main " in page


@pytest.mark.django_db
def test_a_program_without_a_key_is_told_so() -> None:
    answer = Client().get("/api/docs/", headers={"Accept": "*/*"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("asked", "host", "said"),
    [
        ("", "elsewhere.example", "No host of this name is served here."),
        (f"?{'&'.join(f'x{n}=1' for n in range(2000))}", "testserver", "too many parameters"),
    ],
)
@pytest.mark.django_db
def test_what_is_refused_before_any_view_is_refused_with_why(
    settings: Any, asked: str, host: str, said: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    key = ApiKey.objects.issue(name="a program", group=Group.objects.get(name="reader"))[1]
    headers = {"Host": host, "Authorization": f"Bearer {key}"}
    answer = Client().get(f"/api/v1/event-types/organization.founded/{asked}", headers=headers)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert said in answer.json()["detail"]
    page = Client().get("/desk/login/", headers={"Host": "elsewhere.example"})
    assert page.status_code == 400
    assert page.headers["Content-Type"].startswith("text/html")
