"""The lists of the admin: what comes from the log or the engine is looked at, never changed."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from events.admin import ReadOnlyAdmin
from events.models import Event
from newsroom.audit.models import Act, Verification
from newsroom.audit.recording import record_audit
from stories.engine import rebuild
from stories.engine.registry import projections
from stories.models import ParkedTrack, row_model

pytestmark = pytest.mark.usefixtures("empty_log")

ACCOUNTS = {"user", "group", "apikey"}
LOOKED_AT = [
    model for model, shown in admin.site._registry.items() if isinstance(shown, ReadOnlyAdmin)
]


@pytest.fixture
def chief(upheaval: None) -> Client:
    """A superuser, who may do more than anybody else, over lists that all have something in."""
    rebuild.request("names")
    rebuild.cancel("names")
    ParkedTrack.objects.create(projection="names", generation=1, track="t", position=1, error="odd")
    Verification.objects.create(requested_by="tests", status="intact")
    record_audit(Act.LOGGED_IN, "somebody")
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


def place(model: type[Model], page: str, *arguments: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def test_what_is_looked_at_is_everything_but_accounts() -> None:
    """A model that is registered later is to be one or the other, on purpose. Of locks the desk
    alone takes care, which enters it in the audit list."""
    others = {model._meta.model_name for model in admin.site._registry if model not in LOOKED_AT}
    assert others == ACCOUNTS


@pytest.mark.parametrize("name", projections())
def test_the_lists_of_views_are_called_what_they_are_of(chief: Client, name: str) -> None:
    listed = chief.get(place(row_model(name), "changelist")).content.decode()
    assert f"Rows of {name}" in listed
    assert f"{name} rows" not in listed.lower()


@pytest.mark.parametrize("name", projections())
def test_the_rows_of_views_are_listed_from_the_newest(chief: Client, name: str) -> None:
    shown = chief.get(place(row_model(name), "changelist")).context["cl"].result_list
    written = [row.pk for row in shown]
    assert written == sorted(written, reverse=True)


def test_the_lists_are_shown(chief: Client) -> None:
    for model in LOOKED_AT:
        listed = chief.get(place(model, "changelist"))
        assert listed.status_code == 200, model
        one = model._default_manager.first()
        if one is not None:
            shown = chief.get(place(model, "change", one.pk))
            assert shown.status_code == 200, model
            assert 'name="_save"' not in shown.content.decode(), model


def test_nothing_is_added_changed_or_deleted(chief: Client) -> None:
    for model in LOOKED_AT:
        one = model._default_manager.first()
        before = list(model._default_manager.values())
        assert chief.post(place(model, "add"), {}).status_code == 403, model
        assert chief.get(place(model, "add")).status_code == 403, model
        if one is None:
            continue
        assert chief.get(place(model, "delete", one.pk)).status_code == 403, model
        for page in ("change", "delete"):
            answer = chief.post(
                place(model, page, one.pk), {"post": "yes", "recorded_by": "nobody"}
            )
            assert answer.status_code == 403, (model, page)
        chosen = {"action": "delete_selected", "_selected_action": str(one.pk), "post": "yes"}
        chief.post(place(model, "changelist"), chosen)
        assert list(model._default_manager.values()) == before, model


def test_no_action_deletes(chief: Client, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = User.objects.get(username="chief")
    for model in LOOKED_AT:
        assert "delete_selected" not in admin.site._registry[model].get_actions(request), model


def test_accounts_and_keys_are_not_deleted_either(chief: Client) -> None:
    me = User.objects.get(username="chief")
    group = Group.objects.get(name="editor")
    for one in (me, group):
        assert chief.post(place(type(one), "delete", one.pk), {"post": "yes"}).status_code == 403
    assert chief.get(place(User, "change", me.pk)).status_code == 200
    assert chief.get(place(Group, "change", group.pk)).status_code == 200


@pytest.mark.parametrize(
    ("group", "seen", "unseen"),
    [
        ("reader", "/admin/stories/tenuresrow/", "/admin/stories/checkpoint/"),
        ("operator", "/admin/stories/checkpoint/", "/admin/audit/auditentry/"),
        ("editor", "/admin/events/entity/", "/admin/auth/user/"),
    ],
)
def test_groups_decide_which_lists_are_seen(
    upheaval: None, log_in: Callable[[str], Client], group: str, seen: str, unseen: str
) -> None:
    client = log_in(group)
    User.objects.update(is_staff=True)
    assert client.get(seen).status_code == 200
    assert client.get(unseen).status_code == 403
    index = client.get("/admin/").content.decode()
    assert f'href="{seen}"' in index
    assert f'href="{unseen}"' not in index


def test_there_are_ways_between_the_admin_and_the_desk(chief: Client) -> None:
    index = chief.get("/admin/").content.decode()
    for page in ("stories", "operations", "access"):
        assert f'href="{reverse(f"desk:{page}")}"' in index
    entities = chief.get("/admin/events/entity/?kind=story").content.decode()
    assert reverse("desk:story", args=["upheaval"]) in entities
    assert 'href="/admin/"' in chief.get("/desk/access/").content.decode()
    one = Event.objects.get(position=12)
    for page in (place(Event, "changelist"), place(Event, "change", one.pk)):
        assert reverse("desk:event", args=[one.id]) in chief.get(page).content.decode()


def test_the_lists_are_closed_to_strangers(upheaval: None) -> None:
    for model in LOOKED_AT:
        assert Client().get(place(model, "changelist")).status_code == 302, model


@pytest.mark.parametrize("asked", ["?type__exact=%00", "?stream__regex=(", "?position__exact=x"])
def test_a_list_says_that_it_cannot_be_asked_so(chief: Client, asked: str) -> None:
    listed = chief.get(place(Event, "changelist") + asked, follow=True)
    assert listed.status_code == 200
    assert "cannot be looked for" in listed.content.decode()
    assert listed.context["cl"].result_count == Event.objects.count()


def test_nothing_is_found_under_an_id_that_none_can_have(chief: Client) -> None:
    for model in admin.site._registry:
        for page in ("change", "delete", "history"):
            answer = chief.get(place(model, page, "a\0b"))
            assert answer.status_code in (302, 403, 404), (model, page)
