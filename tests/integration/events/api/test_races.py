"""What others record between the checks and the append."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.log import append as log
from events.models import Event
from events.recording import service

from .conftest import amend, append, appointed, pointers, post

Meanwhile = Callable[..., None]
POST = {"organization": "openai", "post": "poet", "title": "Poet", "body": "other"}


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets others record just before the next append, so many times."""

    def arrange(*others: dict[str, Any]) -> None:
        left = list(others)

        def append(*args: Any, **kwargs: Any) -> log.Appended:
            if left:
                service.record([left.pop(0)], recorded_by="others")
            return log.append(*args, **kwargs)

        monkeypatch.setattr(service, "append", append)

    return arrange


def test_nothing_is_retracted_twice(introduced: APIClient, meanwhile: Meanwhile) -> None:
    fact = append(introduced, appointed())
    meanwhile(amend("event.retracted", fact))
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
