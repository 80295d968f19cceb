"""Keys in the admin: listed and revoked; never deleted."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from newsroom.access.keys import KeyHolder, holder_of
from newsroom.access.models import ApiKey

pytestmark = pytest.mark.django_db

KEYS = "/admin/access/apikey/"


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chief"))
    return client


def test_keys_are_issued_on_the_desk_which_keeps_their_text_nowhere(admin: Client) -> None:
    """Messages of the admin are kept in a cookie until they are shown."""
    group = Group.objects.get(name="editor")
    for answer in (
        admin.get(f"{KEYS}add/"),
        admin.post(f"{KEYS}add/", {"name": "the desk", "group": group.pk}),
    ):
        assert answer.headers["Location"] == "/desk/access/"
    assert not ApiKey.objects.exists()


def test_a_key_can_be_revoked_for_good(admin: Client) -> None:
    group = Group.objects.get(name="editor")
    key = ApiKey.objects.issue(name="the desk", group=group)[1]
    assert isinstance(holder_of(key), KeyHolder)
    assert key not in admin.get(KEYS).content.decode()

    page = f"{KEYS}{ApiKey.objects.get().pk}/"
    assert admin.post(f"{page}change/", {"revoked": "on"}).status_code == 302
    assert holder_of(key) == "revoked"
    assert admin.post(f"{page}change/", {}).status_code == 302
    assert holder_of(key) == "revoked"
    assert admin.post(f"{page}delete/", {"post": "yes"}).status_code == 403


def test_a_key_keeps_the_rights_that_it_was_issued_with(admin: Client) -> None:
    """Whoever has the program that uses it would be given others without being told."""
    reader, editor = (Group.objects.get(name=name) for name in ("reader", "editor"))
    ApiKey.objects.issue(name="the desk", group=reader)
    key = ApiKey.objects.get()
    assert admin.post(f"{KEYS}{key.pk}/change/", {"group": editor.pk}).status_code == 302
    key.refresh_from_db()
    assert key.group == reader


def test_nobody_is_deleted_and_no_group(admin: Client) -> None:
    """The log and the audit list name their people for ever."""
    kept = User.objects.create_user("clerk"), Group.objects.get(name="reader")
    for one, kind in zip(kept, ("user", "group"), strict=True):
        page = f"/admin/auth/{kind}/{one.pk}/"
        assert admin.get(f"{page}change/").status_code == 200
        assert admin.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    listed = {"action": "delete_selected", "_selected_action": [kept[0].pk], "post": "yes"}
    admin.post("/admin/auth/user/", listed)
    assert User.objects.filter(username="clerk").exists()


def test_whoever_looks_after_accounts_gives_no_rights_to_a_group() -> None:
    """Such as the one that they are in themselves."""
    clerk = User.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client = Client()
    client.force_login(clerk)
    reader = Group.objects.get(name="reader")
    before = set(reader.permissions.all())
    right = Permission.objects.get(codename="correct", content_type__app_label="access")
    given = {"name": "reader", "permissions": [right.pk]}
    assert client.post(f"/admin/auth/group/{reader.pk}/change/", given).status_code == 403
    assert client.post("/admin/auth/group/add/", given | {"name": "mine"}).status_code == 403
    assert set(reader.permissions.all()) == before


def test_it_has_the_icon_of_the_desk(admin: Client) -> None:
    [icon] = re.findall(
        r'<link rel="icon"[^>]*href="([^"]+)"', admin.get("/admin/").content.decode()
    )
    assert icon == "/static/desk/icon.svg"
