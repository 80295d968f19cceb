"""Where a person's browser is led."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_root_leads_to_the_desk() -> None:
    assert Client().get("/").headers["Location"] == "/desk/"


@pytest.mark.django_db
def test_a_browser_that_is_not_logged_in_is_asked_to_before_the_docs() -> None:
    answer = Client().get("/api/docs/", headers={"Accept": "text/html,*/*"})
    assert answer.headers["Location"] == "/admin/login/?next=/api/docs/"


@pytest.mark.django_db
def test_a_program_without_a_key_is_told_so() -> None:
    answer = Client().get("/api/docs/", headers={"Accept": "*/*"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
