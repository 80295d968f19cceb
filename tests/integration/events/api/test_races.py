"""What others record between the checks and the append."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from events.models import Event
from events.recording import service

from .conftest import amend, append, appointed, pointers, post

Meanwhile = Callable[..., None]
POST = {"organization": "openai", "post": "poet", "title": "Poet", "body": "other"}


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets one other record after each check and before a step of recording, the append itself."""

    def arrange(*others: dict[str, Any], before: str = "append") -> None:
        left, step = list(others), getattr(service, before)

        def late(*args: Any, **kwargs: Any) -> Any:
            if left:
                other = left.pop(0)
                monkeypatch.setattr(service, before, step)
                service.record([other], recorded_by="others")
                monkeypatch.setattr(service, before, late)
            return step(*args, **kwargs)

        monkeypatch.setattr(service, before, late)

    return arrange


@pytest.mark.parametrize("before", ["versions_checked", "append"])
def test_nothing_is_retracted_twice(
    introduced: APIClient, meanwhile: Meanwhile, before: str
) -> None:
    fact = append(introduced, appointed())
    meanwhile(amend("event.retracted", fact), before=before)
    second = post(introduced, amend("event.retracted", fact))
    assert pointers(second) == {"/data/event": "already_retracted"}
    assert Event.objects.filter(type="event.retracted").count() == 1


def test_a_post_is_not_defined_in_two_ways(introduced: APIClient, meanwhile: Meanwhile) -> None:
    meanwhile({"type": "post.defined", "data": {**POST, "exclusive": True}})
    second = post(introduced, {"type": "post.defined", "data": {**POST, "exclusive": False}})
    assert pointers(second) == {"/data/exclusive": "post_in_use"}


def test_what_others_record_beside_it_is_no_hindrance(
    introduced: APIClient, meanwhile: Meanwhile
) -> None:
    """Its stream moves all day; in the end it is recorded all the same."""
    fact = append(introduced, appointed())
    meanwhile(*(appointed(note=f"again {number}") for number in range(service.MOST_TRIES + 2)))
    batch = [amend("event.retracted", fact), amend("event.reinstated", fact)]
    assert post(introduced, {"events": batch}).status_code == 201


def test_the_version_that_a_client_expects_is_not_asked_again(
    introduced: APIClient, meanwhile: Meanwhile
) -> None:
    fact = append(introduced, appointed())
    meanwhile(appointed(note="another"))
    version = Event.objects.get(id=fact).version
    sent = amend("event.retracted", fact) | {"expected_version": version}
    conflict = post(introduced, sent)
    assert conflict.status_code == 409
    assert [one["note"] for one in conflict.json()["intervening"]] == ["another"]


def test_a_version_that_a_client_expects_of_one_event_binds_no_other(
    introduced: APIClient, meanwhile: Meanwhile
) -> None:
    died = {**appointed(), "type": "person.died", "data": {"person": "greg-brockman"}}
    fact = append(introduced, died)
    meanwhile(died | {"note": "another"})
    batch = [appointed(expected_version=1), amend("event.retracted", fact)]
    assert post(introduced, {"events": batch}).status_code == 201


def test_what_others_were_first_to_record_is_told_where_it_stands(
    introduced: APIClient, meanwhile: Meanwhile
) -> None:
    mira = {"type": "person.introduced", "data": {"person": "mira", "name": "Mira"}}
    meanwhile(mira)
    second = post(introduced, {"events": [appointed(), mira]})
    assert pointers(second) == {"/events/1/data/person": "already_introduced"}
    chosen = appointed(id=str(uuid4()))
    meanwhile(chosen)
    second = post(introduced, {"events": [appointed(), chosen]})
    assert pointers(second) == {"/events/1/id": "duplicate_id"}
