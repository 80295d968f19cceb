"""Who may do what, asked over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from rest_framework.test import APIClient

from newsroom.access.models import ApiKey

from .conftest import Caller, amend, append, appointed, get, pointers, post

PATHS = ["events/", "event-types/", "event-types/person.appointed/", "events/none/"]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_without_credentials(caller: Caller, path: str) -> None:
    response = get(caller(), path)
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "application/problem+json"
    assert set(response.json()) == {"type", "title", "status", "detail", "errors"}
    assert post(caller(), appointed()).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        *("/api/v1/events/", "/api/v1/event-types/", "/api/v1/organizations/none/board/"),
        *("/api/v1/people/", "/api/v1/projections/", "/api/schema/", "/metrics"),
    ],
)
def test_who_asks_comes_before_what_is_accepted(
    caller: Caller, reader: APIClient, settings: Any, address: str
) -> None:
    def asked(client: APIClient) -> Any:
        return client.get(address, headers={"Accept": "image/png"})

    response = asked(caller())
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.content == caller().get(address).content
    assert asked(reader).status_code == (403 if address == "/metrics" else 406)
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 1
    assert asked(reader).status_code == 429


def test_anonymous_reads_only_if_the_setting_says_so(caller: Caller, settings: Any) -> None:
    settings.NEWSROOM_ANONYMOUS_READ = True
    assert get(caller(), "events/").status_code == 200
    assert post(caller(), appointed()).status_code == 401


def test_a_reader_reads_and_appends_nothing(introduced: APIClient, reader: APIClient) -> None:
    assert get(reader, "events/").status_code == 200
    response = post(reader, appointed())
    assert response.status_code == 403
    assert response.json()["title"] == "Forbidden"
    assert post(reader, appointed(), "events/?dry_run=true").status_code == 403


def test_a_reporter_appends_facts_and_corrects_nothing(
    introduced: APIClient, caller: Caller
) -> None:
    reporter = caller("reporter")
    fact = append(reporter, appointed())
    retraction = amend("event.retracted", fact)
    alias = {"entity": "openai", "name": "Open AI", "kind": "spelling"}
    aliased = {"type": "entity.aliased", "data": alias}
    response = post(reporter, {"events": [appointed(), retraction, aliased]})
    assert response.status_code == 403
    assert pointers(response) == {
        "/events/1/type": "forbidden_type",
        "/events/2/type": "forbidden_type",
    }
    append(introduced, retraction)
    append(introduced, aliased)


@pytest.mark.parametrize("spelt", [" {}", "{}\n", "\u00a0{}\u3000"])
def test_blanks_around_a_type_give_no_right_to_it(
    introduced: APIClient, caller: Caller, spelt: str
) -> None:
    retraction = amend("event.retracted", append(introduced, appointed()))
    retraction["type"] = spelt.format(retraction["type"])
    response = post(caller("reporter"), retraction)
    assert response.status_code == 403
    assert pointers(response) == {"/type": "forbidden_type"}
    assert post(caller("reporter"), retraction, "events/?dry_run=true").status_code == 403
    append(introduced, retraction)


def test_what_is_wrong_with_a_request_is_not_told_to_whoever_may_not_make_it(
    introduced: APIClient, caller: Caller
) -> None:
    faulty = amend("event.retracted", append(introduced, appointed()), reason=None)
    request = {"events": [faulty], "comment": "For the desk."}
    for path in ("events/", "events/?dry_run=true"):
        response = post(caller("reporter"), request, path)
        assert response.status_code == 403
        assert pointers(response) == {"/events/0/type": "forbidden_type"}
        assert pointers(post(introduced, request, path)) == {
            "/comment": "unknown_field",
            "/events/0/data/reason": "required",
        }


def test_an_operator_reads_and_appends_nothing(caller: Caller) -> None:
    operator = caller("operator")
    assert get(operator, "events/").status_code == 200
    assert post(operator, appointed()).status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        "Bearer nonsense",
        "Bearer abcdefgh.abcdefghijklmnopqrstuvwxyz012345",
        "Bearer ",
        "Basic Zm9v",
    ],
)
def test_a_bad_key_is_401(caller: Caller, header: str) -> None:
    client = caller()
    client.credentials(HTTP_AUTHORIZATION=header)
    response = get(client, "events/")
    assert response.status_code == 401
    assert "WWW-Authenticate" in response


def test_a_revoked_or_expired_key_is_401_at_once(reader: APIClient) -> None:
    assert get(reader, "events/").status_code == 200
    keys = ApiKey.objects.filter(name="the-reader")
    keys.update(expires=datetime.now(UTC) - timedelta(seconds=1))
    assert "expired" in get(reader, "events/").json()["detail"]
    keys.update(expires=None, revoked=True)
    assert "revoked" in get(reader, "events/").json()["detail"]
    assert get(reader, "events/").status_code == 401


def test_a_person_logs_in(caller: Caller) -> None:
    user = get_user_model().objects.create_user("desk", password="a passing phrase")
    try:
        client = caller()
        client.force_login(user)
        assert get(client, "events/").status_code == 403
        user.is_superuser = True
        user.save()
        assert get(client, "events/").status_code == 200
    finally:
        user.delete()


def test_too_many_requests_are_429_with_the_time_to_wait(reader: APIClient, settings: Any) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 3
    statuses = [get(reader, "events/").status_code for _ in range(3)]
    response = get(reader, "events/")
    assert (statuses, response.status_code) == ([200] * 3, 429)
    assert 1 <= int(response["Retry-After"]) <= 60
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("header", "address"),
    [("", "192.0.2.1"), ("Bearer abcdefgh.abcdefghijklmnopqrstuvwxyz012345", "192.0.2.2")],
)
def test_refusals_are_counted_too(caller: Caller, settings: Any, header: str, address: str) -> None:
    """Or keys could be tried without end."""
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 2
    client = caller()
    client.defaults |= {"REMOTE_ADDR": address, "HTTP_AUTHORIZATION": header}
    assert [get(client, "events/").status_code for _ in range(3)] == [401, 401, 429]


def test_what_a_key_may_not_do_is_counted_with_what_it_may(
    reader: APIClient, settings: Any
) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 3
    assert [post(reader, appointed()).status_code for _ in range(2)] == [403, 403]
    assert get(reader, "events/").status_code == 200
    refused = post(reader, appointed())
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60


def test_each_key_has_its_own_allowance(reader: APIClient, caller: Caller, settings: Any) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 1
    assert get(reader, "events/").status_code == 200
    assert get(reader, "events/").status_code == 429
    assert get(caller("reader", "another"), "events/").status_code == 200


@pytest.mark.parametrize(("method", "status"), [("delete", 405), ("put", 405), ("patch", 405)])
def test_nothing_changes_or_deletes(introduced: APIClient, method: str, status: int) -> None:
    response = getattr(introduced, method)("/api/v1/events/")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert "GET" in response["Allow"]
