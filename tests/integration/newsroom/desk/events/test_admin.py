"""The admin shows the log and changes nothing in it, by none of its addresses and actions."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client, RequestFactory
from django.urls import reverse

from events.models import Event
from tests.integration.stories.api.conftest import Desk

RECORDED = [
    model
    for model in admin.site._registry
    if model._meta.app_label == "events" or model._meta.db_table.startswith("stories_")
]


@pytest.fixture
def chief(desk: Desk) -> Iterator[Client]:
    """A superuser, who may do whatever can be done."""
    client = Client()
    client.force_login(User.objects.create_superuser("chief-of-the-log"))
    yield client
    User.objects.get(username="chief-of-the-log").delete()


def path(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_the_log_is_in_the_admin() -> None:
    assert Event in RECORDED


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model.__name__)
def test_nothing_recorded_or_projected_is_added_changed_or_deleted(
    chief: Client, model: type[models.Model]
) -> None:
    assert chief.get(path(model, "changelist")).status_code == 200
    assert chief.get(path(model, "add")).status_code == 403
    assert chief.post(path(model, "add"), {}).status_code == 403
    one = model._default_manager.first()
    if one is None:
        return
    before = list(model._default_manager.values())
    change, delete = path(model, "change", one.pk), path(model, "delete", one.pk)
    assert chief.get(change).status_code == 200
    assert chief.post(change, {"type": "x", "recorded_by": "somebody"}).status_code == 403
    assert chief.get(delete).status_code == 403
    assert chief.post(delete, {"post": "yes"}).status_code == 403
    asked = {"action": "delete_selected", "_selected_action": [str(one.pk)], "post": "yes"}
    chief.post(path(model, "changelist"), asked)
    assert list(model._default_manager.values()) == before


def test_no_action_deletes(chief: Client, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = User.objects.get(username="chief-of-the-log")
    for model in RECORDED:
        actions = admin.site._registry[model].get_actions(request)
        assert "delete_selected" not in actions


def test_an_event_of_the_admin_leads_to_its_page_on_the_desk(chief: Client) -> None:
    one = Event.objects.get(position=12)
    page = chief.get(path(Event, "change", one.pk)).content.decode()
    listed = chief.get(path(Event, "changelist")).content.decode()
    assert f"/desk/events/{one.id}/" in page
    assert f"/desk/events/{one.id}/" in listed


def test_the_admin_is_closed_to_readers_without_its_key(desk: Desk) -> None:
    assert Client().get(path(Event, "changelist")).status_code == 302
