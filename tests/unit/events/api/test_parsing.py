"""What is read of a body, and what is refused."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from events.api.parsing import StrictJSONParser
from events.api.problems import ProblemException
from tests.processor_time import at_most

MANY = 40_000


def parsed(body: bytes) -> Any:
    return StrictJSONParser().parse(BytesIO(body))


def refused(body: bytes) -> ProblemException:
    with pytest.raises(ProblemException) as raised:
        parsed(body)
    return raised.value


def test_a_name_that_is_given_twice_is_told() -> None:
    told = refused(b'{"type": "a", "data": {"post": "ceo", "person": "ann", "post": "cto"}}')
    assert "the name 'post' is given twice in one object" in (told.detail or "")


def test_one_among_very_many_is_found_at_once() -> None:
    """To count each by itself took half a minute, and hours in the largest body that is taken."""
    names = [*range(MANY), MANY - 1]
    body = "{" + ",".join(f'"{name}":0' for name in names) + "}"
    with at_most(5):
        assert f"'{MANY - 1}' is given twice" in (refused(body.encode()).detail or "")


def test_a_body_may_be_as_large_as_is_told_and_no_larger(settings: Any) -> None:
    settings.NEWSROOM_LARGEST_BODY = 10
    assert parsed(b'"12345678"') == "12345678"
    assert refused(b'"123456789"').status == 413


def test_one_name_in_two_objects_is_no_fault() -> None:
    assert parsed(b'[{"a": 1}, {"a": {"a": 2}}]') == [{"a": 1}, {"a": {"a": 2}}]
