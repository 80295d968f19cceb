"""People and keys, looked after on the desk, and the list of what was done."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.access.keys import KeyHolder, holder_of
from newsroom.access.models import ApiKey
from newsroom.audit.listing import PAGE
from newsroom.audit.models import Act, AuditEntry
from newsroom.audit.recording import record_audit
from tests.markup import faults

pytestmark = pytest.mark.django_db

ACCESS = "/desk/access/"
KEY = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}")
LINK = re.compile(r"http://testserver(/desk/login/password/[^<\s]+)")
ONCE = re.compile(r'name="key-once" value="([^"]+)"')
AS_IT_WAS = re.compile(r'name="as_it_was" value="([^"]+)"')
PASSWORD = "a long walk by the river"


@pytest.fixture
def clerk() -> Client:
    """Looks after people without being a superuser."""
    user = User.objects.create_user("clerk")
    user.user_permissions.add(Permission.objects.get(codename="change_user"))
    client = Client()
    client.force_login(user)
    return client


def group(name: str) -> int:
    return Group.objects.get(name=name).pk


def page(client: Client, path: str = ACCESS) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_wrong_is_told_at_once_and_leads_to_its_field(clerk: Client) -> None:
    answer = clerk.post(f"{ACCESS}people/", {"person-username": "clerk", "person-email": "nobody"})
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert re.search(r'id="faults" role="alert"[^>]*autofocus', text)
    [field] = re.findall(r'<a href="#([^"]+)">Username</a>: A user with that username', text)
    assert f'id="{field}"' in text


def test_it_is_said_that_there_are_more_people_than_are_shown(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.create_user("another")
    assert "The others are in" not in page(clerk)
    monkeypatch.setattr("newsroom.desk.access.overview.SHOWN", 1)
    assert "The others are in" in page(clerk)


def test_the_keys_of_a_group_are_those_that_work(clerk: Client) -> None:
    readers = Group.objects.get(name="reader")
    ApiKey.objects.issue(name="past", group=readers, expires=datetime(2020, 1, 1, tzinfo=UTC))
    ApiKey.objects.issue(name="working", group=readers)
    told = clerk.get(ACCESS).context
    assert [key.name for key in told["live_keys"]] == ["working"]
    assert {one["name"]: one["keys"] for one in told["groups"]}["reader"] == 1


def test_a_button_that_is_asked_for_as_a_page_says_what_to_do(clerk: Client) -> None:
    """A login that comes between leads back to the address of the button."""
    answer = clerk.get(f"{ACCESS}keys/1/revoke/")
    assert answer.status_code == 405
    assert "POST" in answer["Allow"]
    assert "Nothing was done" in answer.content.decode()


def test_a_key_is_shown_once_and_works_until_it_is_revoked(clerk: Client) -> None:
    given = {"key-name": "wire", "key-group": group("reporter")}
    answer = clerk.post(f"{ACCESS}keys/", given, follow=True)
    assert answer.redirect_chain == [(ACCESS, 302)]
    assert answer.headers["Cache-Control"] == "no-store"
    [text] = KEY.findall(answer.content.decode())
    holder = holder_of(text)
    assert isinstance(holder, KeyHolder)
    assert (holder.name, holder.has_perm("access.append")) == ("wire", True)
    assert not KEY.search(page(clerk))
    assert holder_of(text) == holder

    key = ApiKey.objects.get()
    assert key.last_used is not None
    assert clerk.post(f"{ACCESS}keys/{key.pk}/revoke/").status_code == 302
    assert holder_of(text) == "revoked"
    assert "1 revoked or expired" in page(clerk)
    assert clerk.post(f"{ACCESS}keys/999999/revoke/").status_code == 404


def test_a_form_that_is_sent_twice_issues_one_key(clerk: Client) -> None:
    """As by a double click: the first answer is never seen, and what it noted is shown."""
    [once] = ONCE.findall(page(clerk))
    given = {"key-name": "wire", "key-group": group("reader"), "key-once": once}
    clerk.post(f"{ACCESS}keys/", given)
    shown = clerk.post(f"{ACCESS}keys/", given, follow=True).content.decode()
    [text] = KEY.findall(shown)
    assert isinstance(holder_of(text), KeyHolder)
    assert ApiKey.objects.count() == 1
    assert ONCE.findall(shown) != [once]


def test_a_form_that_names_a_key_issued_elsewhere_changes_nothing_of_it(clerk: Client) -> None:
    key, text = ApiKey.objects.issue(name="the desk", group=Group.objects.get(name="reader"))
    given = {"key-name": "wire", "key-group": group("editor"), "key-once": key.prefix}
    answer = clerk.post(f"{ACCESS}keys/", given, follow=True)
    assert not KEY.search(answer.content.decode())
    assert isinstance(holder_of(text), KeyHolder)
    assert ApiKey.objects.count() == 1


@pytest.mark.parametrize("once", ["short", "twelve45678", "abc def1", "../..../", "\x00bcdefgh"])
def test_what_is_no_prefix_issues_no_key(clerk: Client, once: str) -> None:
    given = {"key-name": "wire", "key-group": group("reader"), "key-once": once}
    assert clerk.post(f"{ACCESS}keys/", given).status_code == 422
    assert not ApiKey.objects.exists()


def test_a_key_that_is_to_be_shown_is_kept_nowhere(clerk: Client) -> None:
    """Not in the session either, which a copy of the database has."""
    clerk.post(f"{ACCESS}keys/", {"key-name": "wire", "key-group": group("reader")})
    assert clerk.session["key_to_show"] == ApiKey.objects.get().pk
    assert not KEY.search(json.dumps(dict(clerk.session)))
    assert not any(KEY.search(cookie.OutputString()) for cookie in clerk.cookies.values())


def test_of_two_pages_that_would_show_a_key_one_does(clerk: Client) -> None:
    issued, _ = ApiKey.objects.issue(name="wire", group=Group.objects.get(name="reader"))
    same = ApiKey.objects.get()
    text = issued.new_secret()
    assert isinstance(holder_of(text), KeyHolder)
    assert same.new_secret() == ""
    assert isinstance(holder_of(text), KeyHolder)


def test_a_key_that_was_shown_is_not_replaced_by_a_session_written_back(clerk: Client) -> None:
    """As by a request that was under way meanwhile."""
    clerk.post(f"{ACCESS}keys/", {"key-name": "wire", "key-group": group("reader")})
    before = dict(clerk.session)
    [text] = KEY.findall(page(clerk))
    session = clerk.session
    session.update(before)
    session.save()
    assert not KEY.search(page(clerk))
    assert isinstance(holder_of(text), KeyHolder)


def test_a_key_revoked_before_it_was_shown_is_not_shown(clerk: Client) -> None:
    clerk.post(f"{ACCESS}keys/", {"key-name": "wire", "key-group": group("reader")})
    ApiKey.objects.update(revoked=True)
    assert not KEY.search(page(clerk))


def test_use_of_a_key_is_noted_by_the_hour() -> None:
    _, text = ApiKey.objects.issue(name="wire", group=Group.objects.get(name="reader"))
    long_ago = datetime.now(UTC) - timedelta(hours=2)
    ApiKey.objects.update(last_used=long_ago)
    holder_of(text)
    noted = ApiKey.objects.get().last_used
    assert noted is not None
    assert noted > long_ago
    holder_of(text)
    assert ApiKey.objects.get().last_used == noted


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("key-name", "", "This field is required"),
        ("key-name", "x" * 51, "at most 50 characters"),
        ("key-name", "a\tb", "printable"),
        ("key-group", "0", "Select a valid choice"),
        ("key-expires", "2020-01-01", "That day is past"),
        ("key-expires", "9999-12-31", "too far away"),
        ("key-expires", "soon", "Give a date, such as 2030-12-31."),
    ],
)
def test_a_key_that_cannot_be_is_refused_at_its_field(
    clerk: Client, field: str, value: str, said: str
) -> None:
    given = {"key-name": "wire", "key-group": group("reader"), field: value}
    answer = clerk.post(f"{ACCESS}keys/", given)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert said in told
    assert f'aria-describedby="id_{field}_helptext id_{field}_error"' in told
    assert not ApiKey.objects.exists()


def test_a_key_works_through_its_last_day_in_the_newsrooms_zone(
    clerk: Client, settings: object
) -> None:
    settings.NEWSROOM_TIMEZONE = "Asia/Tokyo"  # type: ignore[attr-defined]
    given = {"key-name": "wire", "key-group": group("reader"), "key-expires": "2999-12-31"}
    clerk.post(f"{ACCESS}keys/", given)
    assert ApiKey.objects.get().expires == datetime(2999, 12, 31, 15, tzinfo=UTC)


def test_a_person_is_added_and_sets_a_password_by_a_link_that_works_once(clerk: Client) -> None:
    given = {"person-username": "ada", "person-groups": [group("editor")]}
    answer = clerk.post(f"{ACCESS}people/", given, follow=True)
    ada = User.objects.get(username="ada")
    assert answer.redirect_chain == [(f"{ACCESS}people/{ada.pk}/", 302)]
    [link] = LINK.findall(answer.content.decode())
    assert not LINK.search(page(clerk, f"{ACCESS}people/{ada.pk}/"))
    assert not ada.has_usable_password()

    visitor = Client()
    form = visitor.get(link, follow=True)
    place = form.request["PATH_INFO"]
    assert "Set a password" in form.content.decode()
    weak = visitor.post(place, {"new_password1": "1234", "new_password2": "1234"})
    assert "too short" in weak.content.decode()
    assert "too common" in weak.content.decode()
    assert faults(weak.content.decode()) == []
    visitor.post(place, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    visitor.post("/desk/login/", {"username": "ada", "password": PASSWORD})
    assert "used already" in Client().get(link, follow=True).content.decode()
    assert visitor.get("/desk/").status_code == 200
    acts = AuditEntry.objects.filter(subject="ada").order_by("id").values_list("who", "act")
    assert list(acts)[:4] == [
        ("clerk", "person added"),
        ("clerk", "groups set"),
        ("clerk", "password link issued"),
        ("", "password set"),
    ]


def test_groups_and_barring_take_effect_at_once(clerk: Client) -> None:
    ada = User.objects.create_user("ada")
    theirs = Client()
    theirs.force_login(ada)
    place = f"{ACCESS}people/{ada.pk}/"
    assert theirs.get("/desk/").status_code == 403
    clerk.post(place, {"groups": [group("reader")], "is_active": "on"})
    assert theirs.get("/desk/").status_code == 200
    clerk.post(place, {"groups": [group("reader")]})
    assert theirs.get("/desk/").status_code == 302
    assert "barred" in page(clerk)


def test_who_was_barred_while_the_form_was_open_stays_barred(clerk: Client) -> None:
    """A form holds all of an account: what was changed meanwhile it would set back."""
    ada = User.objects.create_user("ada")
    ada.groups.add(group("editor"))
    place = f"{ACCESS}people/{ada.pk}/"
    written = {"email": "ada@example.org", "groups": [group("editor")], "is_active": "on"}
    opened = AS_IT_WAS.findall(page(clerk, place))
    clerk.post(place, {"groups": [group("reader")]})
    answer = clerk.post(place, {**written, "as_it_was": opened}, follow=True)
    text = answer.content.decode()
    assert "changed meanwhile" in text
    ada.refresh_from_db()
    assert (ada.is_active, ada.email) == (False, "")
    assert [one.name for one in ada.groups.all()] == ["reader"]
    clerk.post(place, {**written, "as_it_was": AS_IT_WAS.findall(text)})
    ada.refresh_from_db()
    assert (ada.is_active, ada.email) == (True, "ada@example.org")


def test_nobody_bars_themselves_or_touches_a_superuser(clerk: Client) -> None:
    me = User.objects.get(username="clerk")
    answer = clerk.post(f"{ACCESS}people/{me.pk}/", {})
    assert answer.status_code == 422
    assert "You cannot bar yourself" in answer.content.decode()
    chief = User.objects.create_superuser("chief")
    assert "Only a superuser" in page(clerk, f"{ACCESS}people/{chief.pk}/")
    for act in ("", "link/"):
        answer = clerk.post(f"{ACCESS}people/{chief.pk}/{act}", {})
        assert answer.status_code == 403
        assert not LINK.search(answer.content.decode())
    chief.refresh_from_db()
    assert chief.is_active
    assert clerk.get(f"{ACCESS}people/999999/").status_code == 404


def test_a_name_that_is_taken_is_refused_at_its_field(clerk: Client) -> None:
    answer = clerk.post(f"{ACCESS}people/", {"person-username": "clerk"})
    assert answer.status_code == 422
    assert "already exists" in answer.content.decode()


def test_the_page_takes_few_queries_however_many_people_and_keys(clerk: Client) -> None:
    page(clerk)
    with CaptureQueriesContext(connection) as few:
        page(clerk)
    readers = Group.objects.get(name="reader")
    for number in range(30):
        User.objects.create_user(f"u{number}").groups.add(readers)
        ApiKey.objects.issue(name=f"k{number}", group=readers)
    with CaptureQueriesContext(connection) as many:
        told = page(clerk)
    assert len(many) == len(few) <= 14
    assert "k29" in told
    assert "u29" in told


def test_the_groups_are_explained_as_they_are_in_the_database(clerk: Client) -> None:
    readers = Group.objects.get(name="reader")
    yes = page(clerk).count(">yes<")
    readers.permissions.add(Permission.objects.get(codename="operate"))
    assert page(clerk).count(">yes<") == yes + 1


def test_the_audit_list_is_filtered_and_paged(clerk: Client) -> None:
    for number in range(PAGE + 3):
        record_audit(Act.LOGIN_FAILED, f"somebody-{number}")
    record_audit(Act.KEY_ISSUED, "=cmd")
    first = page(clerk, f"{ACCESS}audit/?act=login+failed")
    assert "somebody-52" in first
    assert "=cmd" not in first
    [earlier] = re.findall(r'href="(\?act=login\+failed&amp;before=\d+)"', first)
    record_audit(Act.LOGIN_FAILED, "meanwhile")
    second = page(clerk, ACCESS + "audit/" + earlier.replace("&amp;", "&"))
    shown = re.findall(r"somebody-\d+", second)
    assert shown == ["somebody-2", "somebody-1", "somebody-0"]
    assert "somebody-7<" in page(clerk, f"{ACCESS}audit/?about=body-7&who=command+line")
    day = AuditEntry.objects.get(subject="=cmd").at.date()
    assert "=cmd" in page(clerk, f"{ACCESS}audit/?since={day}&until={day}")
    assert "=cmd" not in page(clerk, f"{ACCESS}audit/?until={day - timedelta(days=1)}")
    assert clerk.get(f"{ACCESS}audit/?since=soon").status_code == 400


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def test_the_audit_list_takes_every_day_of_the_calendar(
    clerk: Client, settings: Any, zone: str
) -> None:
    settings.NEWSROOM_TIMEZONE = zone
    record_audit(Act.KEY_ISSUED, "a key of theirs")
    asked = "since=0001-01-01&until=9999-12-31"
    assert "a key of theirs" in page(clerk, f"{ACCESS}audit/?{asked}")
    assert "a key of theirs" not in page(clerk, f"{ACCESS}audit/?until=0001-01-01")


def test_the_audit_list_as_a_table_has_no_formulas(clerk: Client) -> None:
    record_audit(Act.LOGIN_FAILED, "=cmd|' /C calc'!A0")
    answer = clerk.get(f"{ACCESS}audit.csv?act=login+failed")
    assert answer.headers["Content-Type"].startswith("text/csv")
    content = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    [row] = csv.DictReader(io.StringIO(content))
    assert (row["who"], row["act"]) == ("command line", "login failed")
    assert row["subject"] == "'=cmd|' /C calc'!A0"
    assert clerk.get(f"{ACCESS}audit.csv?until=soon").status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"username": "ada"},
        {"address": "192.0.2.9"},
        {"username": "ada", "address": "elsewhere"},
        {"username": "a\0da", "address": "192.0.2.9"},
    ],
)
def test_no_lock_is_lifted_but_the_one_that_is_named(clerk: Client, asked: dict[str, str]) -> None:
    visitor = Client(REMOTE_ADDR="192.0.2.9")
    for _ in range(20):
        visitor.post("/desk/login/", {"username": "ada", "password": "wrong"})
    answer = clerk.post(f"{ACCESS}locks/lift/", asked, follow=True)
    assert "That lock has ended already" in answer.content.decode()
    assert "Let ada in" in page(clerk)
    assert not AuditEntry.objects.filter(act="lock lifted").exists()


def test_a_lock_is_shown_and_can_be_lifted(clerk: Client) -> None:
    User.objects.create_user("ada", password=PASSWORD)
    visitor = Client(REMOTE_ADDR="192.0.2.9")
    wrong = {"username": "ada", "password": "wrong"}
    answers = [visitor.post("/desk/login/", wrong).status_code for _ in range(20)]
    right = {"username": "ada", "password": PASSWORD}
    assert answers[-1] == visitor.post("/desk/login/", right).status_code == 429
    assert "Let ada in" in page(clerk)
    lock = {"username": "ada", "address": "192.0.2.9"}
    assert "may try again" in clerk.post(f"{ACCESS}locks/lift/", lock, follow=True).content.decode()
    assert "Let ada in" not in page(clerk)
    assert visitor.post("/desk/login/", right).status_code == 302
    acts = AuditEntry.objects.filter(subject="ada").order_by("id").values_list("act", flat=True)
    assert list(acts)[-2:] == ["lock lifted", "logged in"]
    assert "locked out" in acts
