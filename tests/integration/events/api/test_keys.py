"""The Idempotency-Key of a request to append."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.api import appending
from events.log.append import KeyInFlight
from events.log.read import head
from events.recording import service

from .conftest import appointed, pointers, post


def test_a_key_used_again_gives_the_first_answer(introduced: APIClient) -> None:
    key = {"Idempotency-Key": "load-1"}
    first = post(introduced, appointed(), **key)
    again = post(introduced, appointed(), **key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    other = post(introduced, appointed("greg-brockman"), **key)
    assert (other.status_code, pointers(other)) == (422, {"": "idempotency_key_reused"})
    assert head() == 4


@pytest.mark.parametrize(
    "sent",
    [
        {"type": "person.introduced", "data": {"person": "ann", "name": "Ann"}},
        appointed(expected_version=1),
    ],
    ids=["said twice", "expected"],
)
def test_what_the_first_request_recorded_is_no_fault_of_the_second(
    introduced: APIClient, sent: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come together, and the first is recorded after the second has looked for its answer."""
    key = {"Idempotency-Key": "load-1"}
    first = []

    def late(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.undo()
        first.append(post(introduced, sent, **key))
        return service.prepare(*args, **kwargs)

    monkeypatch.setattr(service, "prepare", late)
    second = post(introduced, sent, **key)
    assert (second.status_code, second.json()) == (201, first[0].json())
    assert second["Idempotency-Replayed"] == "true"


def test_a_refused_request_does_not_use_up_its_key(introduced: APIClient) -> None:
    key = {"Idempotency-Key": "load-1"}
    assert post(introduced, appointed("nobody-known"), **key).status_code == 422
    assert post(introduced, appointed(), **key).status_code == 201


@pytest.mark.parametrize("odd", ["1" * 40, "[" * 400 + "]" * 400])
def test_what_no_event_may_hold_is_refused_under_a_key_too(introduced: APIClient, odd: str) -> None:
    written = {"type": "person.introduced", "data": {"person": "ann", "name": "Ann", "odd": 0}}
    body = json.dumps(written).replace("0", odd)
    given = {"content_type": "application/json", "headers": {"Idempotency-Key": "load-1"}}
    for _ in range(2):
        response = introduced.post("/api/v1/events/", body, **given)  # type: ignore[arg-type]
        assert response.status_code == 422
        assert any(pointer.startswith("/data/odd") for pointer in pointers(response))
    assert post(introduced, appointed(), **{"Idempotency-Key": "load-1"}).status_code == 201


def test_a_key_belongs_to_its_caller(introduced: APIClient, caller: Any) -> None:
    key = {"Idempotency-Key": "load-1"}
    other = caller("reporter")
    assert post(introduced, appointed(), **key).json() != post(other, appointed(), **key).json()


@pytest.mark.parametrize("key", ["~", "k" * 255, "two words"])
def test_a_key_is_printable_and_not_too_long(introduced: APIClient, key: str) -> None:
    assert post(introduced, appointed(), **{"Idempotency-Key": key}).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 256, "a\tb", "schlüssel"])
def test_other_keys_are_refused(introduced: APIClient, key: str) -> None:
    response = post(introduced, appointed(), **{"Idempotency-Key": key})
    assert (response.status_code, pointers(response)) == (400, {"": "invalid_key"})
    assert head() == 3


def test_while_the_first_request_is_under_way_another_is_told_to_wait(
    introduced: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def under_way(*_: Any, **__: Any) -> None:
        raise KeyInFlight

    monkeypatch.setattr(appending, "record", under_way)
    response = post(introduced, appointed(), **{"Idempotency-Key": "load-1"})
    assert (response.status_code, response["Retry-After"]) == (409, "1")
    assert pointers(response) == {"": "idempotency_key_in_flight"}
