"""Keys in the admin: made, shown once, revoked; never deleted."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
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


def test_a_key_is_shown_once_and_can_be_revoked(admin: Client) -> None:
    group = Group.objects.get(name="editor")
    made = admin.post(f"{KEYS}add/", {"name": "the desk", "group": group.pk}, follow=True)
    [key] = set(re.findall(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}", made.content.decode()))
    assert isinstance(holder_of(key), KeyHolder)
    assert key not in admin.get(KEYS).content.decode()

    page = f"{KEYS}{ApiKey.objects.get().pk}/"
    assert admin.post(f"{page}change/", {"group": group.pk, "revoked": "on"}).status_code == 302
    assert holder_of(key) == "revoked"
    assert admin.post(f"{page}change/", {"group": group.pk}).status_code == 302
    assert holder_of(key) == "revoked"
    assert admin.post(f"{page}delete/", {"post": "yes"}).status_code == 403
