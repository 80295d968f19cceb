"""Each group's limits, by address and method: not only by what is hidden from it."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from newsroom.access.groups import GROUPS
from newsroom.desk.events.acts import ACTS

pytestmark = pytest.mark.usefixtures("empty_log")

UNKNOWN = "018c0000-0000-7000-8000-000000000000"
EVENT = f"/desk/events/{UNKNOWN}/"
EVERYBODY = frozenset(GROUPS)
OPERATORS = frozenset({"operator"})
REPORTERS = frozenset({"reporter", "editor"})
EDITORS = frozenset({"editor"})
NOBODY: frozenset[str] = frozenset()

TABLE: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "/desk/"): EVERYBODY,
    ("GET", "/desk/stories/upheaval/"): EVERYBODY,
    ("GET", "/desk/contradictions/"): EVERYBODY,
    ("GET", "/desk/people/"): EVERYBODY,
    ("GET", "/desk/people/some/"): EVERYBODY,
    ("GET", "/desk/organizations/"): EVERYBODY,
    ("GET", "/desk/organizations/some/"): EVERYBODY,
    ("GET", "/desk/events/"): EVERYBODY,
    ("GET", "/desk/events.csv"): EVERYBODY,
    ("GET", EVENT): EVERYBODY,
    **{(method, f"{EVENT}{act}/"): EDITORS for act in ACTS for method in ("GET", "POST")},
    ("GET", "/desk/append/"): REPORTERS,
    ("POST", "/desk/append/"): REPORTERS,
    ("GET", "/desk/append/drafts/"): REPORTERS,
    ("POST", "/desk/append/drafts/"): REPORTERS,
    ("POST", "/desk/append/preview/"): REPORTERS,
    ("GET", "/desk/append/suggestions/?kind=zone"): REPORTERS,
    ("GET", "/desk/append/understood/"): REPORTERS,
    ("GET", "/desk/operations/"): OPERATORS,
    ("GET", "/desk/operations/workers/"): OPERATORS,
    ("GET", "/desk/operations/projections/names/"): OPERATORS,
    ("GET", "/desk/operations/chain/"): OPERATORS,
    ("POST", "/desk/operations/projections/names/rebuild/"): OPERATORS,
    ("POST", "/desk/operations/projections/names/cancel/"): OPERATORS,
    ("POST", "/desk/operations/projections/names/retry/"): OPERATORS,
    ("POST", "/desk/operations/verify/"): OPERATORS,
    ("GET", "/desk/access/"): NOBODY,
    ("GET", "/desk/access/people/1/"): NOBODY,
    ("GET", "/desk/access/audit/"): NOBODY,
    ("GET", "/desk/access/audit.csv"): NOBODY,
    ("POST", "/desk/access/keys/"): NOBODY,
    ("POST", "/desk/access/keys/1/revoke/"): NOBODY,
    ("POST", "/desk/access/people/"): NOBODY,
    ("POST", "/desk/access/people/1/"): NOBODY,
    ("POST", "/desk/access/people/1/link/"): NOBODY,
    ("POST", "/desk/access/locks/lift/"): NOBODY,
}
OPEN = {"login", "logout", "set_password"}
"""Of these alone somebody who is not logged in is answered otherwise than by the login."""
SAMPLES = {"int": "1", "uuid": UNKNOWN}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_what_a_group_may_and_may_not(
    upheaval: None, log_in: Callable[[str], Client], group: str
) -> None:
    client = log_in(group)
    for (method, path), allowed in TABLE.items():
        answer = client.generic(method, path)
        refused = answer.status_code == 403
        assert refused is (group not in allowed), (method, path, answer.status_code)
        assert answer.status_code < 500


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_what_is_refused_is_not_offered(
    upheaval: None, log_in: Callable[[str], Client], group: str
) -> None:
    told = log_in(group).get("/desk/").content.decode()
    assert ("/desk/operations/" in told) is (group == "operator")
    assert "/desk/access/" not in told


def test_a_superuser_may_see_everything(upheaval: None) -> None:
    client = Client()
    chief = User.objects.create_superuser("chief")
    client.force_login(chief)
    for method, path in TABLE:
        if method == "GET" and UNKNOWN not in path and "/some/" not in path:
            place = path.replace("people/1/", f"people/{chief.pk}/")
            assert client.get(place, follow=True).status_code == 200, place


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every address of the desk, with something in the place of its parameters."""
    for one in patterns:
        route = before + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route)
        elif one.name not in OPEN:
            for name, converter in one.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                sample = SAMPLES.get(kind, "some")
                for spelled in (f"<{kind}:{name}>", f"<{kind.replace('string', 'str')}:{name}>"):
                    route = route.replace(spelled, sample)
                route = route.replace(f"<{name}>", sample)
            yield f"/{route}".replace("(?P<rest>.+)", "no/such/page")


def every_address() -> list[str]:
    [desk] = [
        one
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and one.namespace == "desk"
    ]
    return sorted(set(addresses(desk.url_patterns, str(desk.pattern))))


def test_the_rights_to_every_address_are_in_the_table() -> None:
    """A page that is added later is to say whose it is."""
    told = {path.partition("?")[0] for _, path in TABLE}
    told = {path.replace("stories/upheaval", "stories/some") for path in told}
    told = {path.replace("projections/names", "projections/some") for path in told}
    assert set(every_address()) - told == {"/desk/no/such/page"}


@pytest.mark.parametrize("address", every_address())
def test_nobody_sees_anything_without_logging_in(address: str) -> None:
    client = Client()
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/desk/login/?next="), address
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 401
    assert "session has ended" in part.content.decode()
