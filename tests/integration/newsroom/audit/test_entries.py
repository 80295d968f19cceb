"""Acts are entered whichever way they are done, and entries stay as they are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from newsroom.access.models import ApiKey
from newsroom.audit.models import Act, AuditEntry
from newsroom.audit.recording import COMMAND_LINE, record_audit
from stories.engine.signals import Operation, send_operated

pytestmark = pytest.mark.django_db

PASSWORD = "a long walk by the river"
LOGIN = ("logged in", "logged out")


Entered = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def entered() -> Entered:
    """Who did what to whom of some acts, in order, since the test began: entries stay for good."""
    earlier = list(AuditEntry.objects.values_list("id", flat=True)[:1])

    def since(*acts: Act) -> list[tuple[str, str, str]]:
        found = AuditEntry.objects.filter(id__gt=earlier[0] if earlier else 0).order_by("id")
        if acts:
            found = found.filter(act__in=acts)
        return list(found.values_list("who", "act", "subject"))

    return since


@pytest.fixture
def chief() -> Client:
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET who = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
)
def test_an_entry_is_never_changed(statement: str, entered: Entered) -> None:
    record_audit(Act.LOGGED_IN, "somebody")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert entered(Act.LOGGED_IN) == [(COMMAND_LINE, "logged in", "somebody")]


def test_logins_and_what_fails_of_them(client: Client, entered: Entered) -> None:
    User.objects.create_user("ada", password=PASSWORD)
    for password in ("wrong", PASSWORD):
        given = {"username": "ada", "password": password}
        client.post("/desk/login/", given, REMOTE_ADDR="192.0.2.9")
    client.post("/desk/logout/", REMOTE_ADDR="192.0.2.9")
    told = entered(Act.LOGIN_FAILED, Act.LOGGED_IN, Act.LOGGED_OUT)
    assert told == [("", "login failed", "ada"), *[("ada", act, "ada") for act in LOGIN]]
    addresses = AuditEntry.objects.filter(subject="ada", act__in=[*LOGIN, "login failed"])
    assert set(addresses.values_list("address", flat=True)) == {"192.0.2.9"}
    assert PASSWORD not in str(list(AuditEntry.objects.values()))


def test_a_stranger_cannot_write_long_texts_into_it(client: Client) -> None:
    client.post("/desk/login/", {"username": "x" * 100_000, "password": "y"})
    assert all(len(entry.subject) <= 500 for entry in AuditEntry.objects.all())


def test_keys_by_the_admin_the_desk_and_a_command(chief: Client, entered: Entered) -> None:
    editors = Group.objects.get(name="editor").pk
    chief.post("/desk/access/keys/", {"key-name": "one", "key-group": editors})
    chief.post("/desk/access/keys/", {"key-name": "two", "key-group": editors})
    call_command("create_api_key", "--group", "reader", "--name", "three")
    one, two = (ApiKey.objects.get(name=name) for name in ("one", "two"))
    change = {"group": editors, "revoked": "on"}
    chief.post(f"/admin/access/apikey/{one.pk}/change/", change)
    chief.post(f"/desk/access/keys/{two.pk}/revoke/")
    chief.post(f"/desk/access/keys/{two.pk}/revoke/")  # once is enough to say
    assert entered(Act.KEY_ISSUED, Act.KEY_REVOKED, Act.KEY_CHANGED) == [
        ("chief", "key issued", str(one)),
        ("chief", "key issued", str(two)),
        (COMMAND_LINE, "key issued", str(ApiKey.objects.get(name="three"))),
        ("chief", "key revoked", str(one)),
        ("chief", "key revoked", str(two)),
    ]


def test_accounts_and_groups_from_either_side() -> None:
    ada = User.objects.create_user("ada", password=PASSWORD)
    editors = Group.objects.get(name="editor")
    ada.groups.add(editors)
    editors.user_set.remove(ada)
    ada.is_active = False
    ada.set_password("another walk by the river")
    ada.save()
    ada.delete()
    told = AuditEntry.objects.filter(subject="ada").order_by("id").values_list("act", "detail")
    assert list(told) == [
        ("person added", ""),
        ("groups set", "editor"),
        ("groups set", "none"),
        ("password set", ""),
        ("person changed", "is_active: True → False"),
        ("person removed", ""),
    ]


def test_a_password_hashed_anew_by_a_login_is_none_that_was_set(
    client: Client, settings: Any, entered: Entered
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    ada = User.objects.create_user("ada")
    of_years_ago = PBKDF2PasswordHasher().encode(PASSWORD, "salt" * 6, iterations=1000)
    ada.password = of_years_ago
    ada.save()
    before = len(entered(Act.PASSWORD_SET))
    client.post("/desk/login/", {"username": "ada", "password": PASSWORD})
    ada.refresh_from_db()
    assert ada.password != of_years_ago
    assert len(entered(Act.PASSWORD_SET)) == before
    assert entered(Act.LOGGED_IN) == [("ada", "logged in", "ada")]


@pytest.mark.parametrize("operation", Operation)
def test_every_operation_is_entered(operation: Operation, entered: Entered) -> None:
    send_operated(operation, "names", "told")
    assert entered(Act(operation)) == [("command line", operation, "names")]


@pytest.mark.django_db(transaction=True)
def test_what_a_program_operates_is_entered_under_its_name(
    empty_log: None, client: Client, key_of: Callable[[str], str], entered: Entered
) -> None:
    headers = {"Authorization": f"Bearer {key_of('operator')}"}
    answer = client.post("/api/v1/projections/names/rebuild/", headers=headers)
    assert answer.status_code == 202
    assert entered(Act.REBUILD_STARTED) == [("a program", "rebuild started", "names")]


@pytest.fixture
def key_of() -> Callable[[str], str]:
    def issue(group: str) -> str:
        found = Group.objects.get(name=group)
        return ApiKey.objects.issue(name="a program", group=found)[1]

    return issue


def test_who_may_change_accounts_may_not_become_a_superuser_in_the_admin() -> None:
    chief = User.objects.create_superuser("chief", password=PASSWORD)
    clerk = User.objects.create_user("clerk", is_staff=True)
    rights = Permission.objects.filter(codename__in=("change_user", "view_user"))
    clerk.user_permissions.set(rights)
    client = Client()
    client.force_login(clerk)
    more = Permission.objects.get(codename="correct")
    given = {"username": "clerk", "is_superuser": "on", "is_active": "on", "is_staff": "on"}
    answer = client.post(
        f"/admin/auth/user/{clerk.pk}/change/", {**given, "user_permissions": [more.pk]}
    )
    assert answer.status_code == 302
    clerk.refresh_from_db()
    assert not clerk.is_superuser
    assert set(clerk.user_permissions.all()) == set(rights)
    for page in ("change/", "password/"):
        answer = client.post(f"/admin/auth/user/{chief.pk}/{page}", {"username": "mine"})
        assert answer.status_code == 403
