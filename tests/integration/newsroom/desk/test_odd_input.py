"""Whatever the desk is sent, it says what is wrong with it: no failure of the server."""

from collections.abc import Iterator
from itertools import cycle, product
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Event

pytestmark = pytest.mark.usefixtures("empty_log")

NESTED, TORN, HUGE = '{"a":' * 3_000, '{"earliest": "\\ud800"}', '{"earliest": ' + "9" * 400 + "}"
ODD = ("\0", "💥", "x" * 5_000, "９", "9" * 30, "@9", "9999-12-31", "{", NESTED, TORN, HUGE)
ADDRESSES = (
    *("/desk/?known_at=", "/desk/contradictions/?cursor=", "/desk/stories/upheaval/?as_of="),
    *(
        "/desk/people/?q=",
        "/desk/people/ada/?pin_known_at=@12&pin_as_of=",
        "/desk/organizations/?q=",
    ),
    *("/desk/organizations/acme/?zoom=", "/desk/organizations/acme/?pin_as_of=2023&pin_known_at="),
    *("/desk/events/?q=", "/desk/events/?cursor=", "/desk/events/?happened_from="),
    *("/desk/events.csv?entity=", "/desk/append/?story=", "/desk/append/?draft="),
    *("/desk/append/?causation=", "/desk/append/?type=person.died&person="),
    *("/desk/append/?type=person.departed&manner=", "/desk/append/?type=story.updated&title="),
    *("/desk/append/understood/?occurred=", "/desk/append/understood/?timezone="),
    "/desk/append/understood/?occurred=unknown&citations.0.published=",
    *(
        f"/desk/append/suggestions/?kind={kind}&q="
        for kind in ("person", "post", "source", "event")
    ),
    *("/desk/organizations/acme/?as_of=2023-11-17&known_at=", "/desk/people/?page="),
    *("/desk/append/suggestions/?kind=post&organization=", "/desk/access/audit/?who="),
    *("/desk/operations/?said=", "/desk/access/?q="),
)
WRITTEN = {
    "type": "person.departed",
    "said": "fired",
    "said_for": "fired",
    "data.person": "ada",
    "data.organization": "acme",
    "data.post": "cto",
    "data.manner": "removed",
    "occurred": "2023",
    "timezone": "UTC",
    "citations.0.source": "a",
    "confidence": "reported",
    "stories.0": "upheaval",
}
FIELDS = (
    *WRITTEN,
    *("key", "opened", "since", "stories.0:id", "data.person:id", "occurred.earliest"),
    *("citations.0.published", "causation", "new.0.type", "new.0.data.name"),
)
BUTTONS = (
    *("introduce", "introduce person", "introduce x y", "use", "use data.person", "remove"),
    *("use data.person \0", "another", "another x", "choose", "choose x", "no such button"),
)

FORMS = (
    ("/desk/operations/projections/names/retry/", "track"),
    ("/desk/append/drafts/", "discard"),
    ("/desk/access/keys/", "key-name"),
    ("/desk/access/people/", "person-username"),
    ("/desk/access/locks/lift/", "username"),
    ("/desk/login/", "username"),
    ("/desk/logout/", "next"),
)


@pytest.fixture
def chief(upheaval: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("chief"))
    return client


def test_odd_questions(chief: Client) -> None:
    for address, value in product(ADDRESSES, ODD):
        answer = chief.get(address + quote(value))
        assert answer.status_code < 500, (address, value[:40])


def sheets() -> Iterator[dict[str, str]]:
    """Each field with the next of the values, and the time with every one."""
    values = cycle(ODD)
    for name, value in [*zip(FIELDS, values, strict=False), *(("occurred", one) for one in ODD)]:
        yield WRITTEN | {"key": str(uuid4()), name: value}


@pytest.mark.parametrize(
    ("place", "does"),
    [("/desk/append/", "record"), ("/desk/append/", "preview"), ("/desk/append/preview/", "")],
)
def test_odd_sheets(chief: Client, place: str, does: str) -> None:
    for entries in sheets():
        answer = chief.post(place, {**entries, "do": does})
        assert answer.status_code < 500, entries


def test_odd_buttons(chief: Client) -> None:
    for does in BUTTONS:
        assert chief.post("/desk/append/", {**WRITTEN, "do": does}).status_code == 200, does


def test_odd_forms(chief: Client) -> None:
    person = User.objects.get(username="chief")
    for (place, field), value in product(FORMS, ODD):
        chief.force_login(person)
        answer = chief.post(place, {field: value, "password": value, "address": value})
        assert answer.status_code < 500, (place, value[:40])


@pytest.mark.parametrize("said", ["💥", "it is", "…"])
def test_words_that_say_nothing_mean_no_type(chief: Client, said: str) -> None:
    answer = chief.post("/desk/append/", {"said": said, "do": "choose"})
    assert answer.status_code == 200
    assert answer.context["type"] == ""
    assert answer.context["focus"] == "said"


@pytest.mark.parametrize("seen", ["", "\0", "999"])
def test_a_form_that_does_not_say_what_was_seen(chief: Client, seen: str) -> None:
    appointed = Event.objects.filter(type="person.appointed").first()
    assert appointed is not None
    for does in ("look", "another citations", "record"):
        for value in ("", *ODD):
            entries = {"key": str(uuid4()), "seen": seen, "occurred": value, "do": does}
            answer = chief.post(f"/desk/events/{appointed.id}/correct/", entries)
            assert answer.status_code < 500, (does, value[:40])


def test_a_form_that_was_recorded_is_changed_and_recorded_again(chief: Client) -> None:
    """As from another window that had seen what the first recorded."""
    appointed = Event.objects.filter(type="person.appointed").first()
    assert appointed is not None
    place = f"/desk/events/{appointed.id}/dispute/"
    disputed = {
        "key": str(uuid4()),
        "amendment.account": "it was another",
        "amendment.what": "happened",
        "citations.0.source": "ft",
        "do": "record",
    }
    newest = Event.objects.filter(stream=appointed.stream).latest("version")
    assert chief.post(place, {**disputed, "seen": str(newest.version)}).status_code == 302
    changed = disputed | {"amendment.account": "it was nobody", "seen": str(newest.version + 1)}
    answer = chief.post(place, changed)
    assert answer.status_code == 409
    assert "recorded before it was changed" in answer.content.decode()
    again = answer.context["sheet"].entries["key"]
    assert again != disputed["key"]
    assert chief.post(place, changed | {"key": again}).status_code == 302
