"""The log in the admin: to look at, for those who may read."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from rest_framework.test import APIClient


@pytest.fixture
def desk(introduced: APIClient) -> Iterator[Client]:
    """Logged in as one of the staff, with a reader's rights."""
    user = get_user_model().objects.create_user("desk", is_staff=True)
    user.groups.add(Group.objects.get(name="reader"))
    client = Client()
    client.force_login(user)
    yield client
    user.delete()


def test_the_log_is_shown(desk: Client) -> None:
    listed = desk.get("/admin/events/event/")
    assert listed.status_code == 200
    assert "person.introduced" in listed.content.decode()
    assert desk.get("/admin/events/event/2/change/").status_code == 200


@pytest.mark.parametrize("page", ["add/", "2/delete/"])
def test_nothing_is_added_or_deleted(desk: Client, page: str) -> None:
    assert desk.get(f"/admin/events/event/{page}").status_code == 403
    assert desk.post(f"/admin/events/event/{page}", {"post": "yes"}).status_code == 403


def test_nothing_is_changed(desk: Client) -> None:
    response = desk.post("/admin/events/event/2/change/", {"recorded_by": "nobody"})
    assert response.status_code == 403
