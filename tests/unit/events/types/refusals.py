"""What decoding refuses, as the tests ask for it."""

from typing import Any

import pytest
from pydantic import ValidationError

from events.types import Envelope, EventData, Problem, Reference, decode, problems


def refusals(type_name: str, data: Any) -> dict[str, Problem]:
    """The problems of the data by pointer; the test fails where there are none."""
    with pytest.raises(ValidationError) as refusal:
        decode(type_name, None, data)
    return {problem.pointer: problem for problem in problems(refusal.value)}


def envelope_refusals(raw: Any) -> dict[str, Problem]:
    with pytest.raises(ValidationError) as refusal:
        Envelope.model_validate(raw)
    return {problem.pointer: problem for problem in problems(refusal.value)}


def stream_of(data: EventData) -> Reference:
    """The thing whose stream it goes to; the test fails where it names none."""
    found = data.stream_reference()
    assert found is not None
    return found
