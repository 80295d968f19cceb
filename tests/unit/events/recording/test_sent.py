"""Reading one event as far as it can be read."""

from typing import Any

import pytest

from events.recording.sent import read
from events.types import Problem

EVENT: dict[str, Any] = {
    "type": "person.departed",
    "occurred": "2018-02-20",
    "data": {"person": "a", "organization": "b", "post": "ceo", "manner": "resigned"},
    "citations": [{"source": "paper", "published": "2018-02-21"}],
    "stories": ["s"],
}


def codes(raw: object) -> dict[str, str]:
    return {problem.pointer: problem.code for problem in read(raw, "/events/3").problems}


def test_a_sound_event_has_no_problems() -> None:
    sent = read(EVENT, "")
    assert sent.problems == []
    assert sent.data is not None
    assert sent.published == ["2018-02-21"]


def test_what_is_no_object() -> None:
    for raw in (None, 1, "x", [EVENT]):
        assert codes(raw) == {"/events/3": "object"}


def test_faults_of_envelope_and_data_are_told_together() -> None:
    faulty = {**EVENT, "confidence": "sure", "data": {**EVENT["data"], "manner": "fired", "x": 1}}
    assert codes({**faulty, "citations": []}) == {
        "/events/3/confidence": "choice",
        "/events/3/data/manner": "choice",
        "/events/3/data/x": "unknown_field",
        "/events/3/citations": "required",
    }


def test_a_faulty_envelope_still_says_what_can_be_read() -> None:
    sent = read({**EVENT, "colour": "red"}, "")
    assert sent.envelope is None
    assert sent.data is not None
    assert (sent.occurred, sent.stories, sent.published) == ("2018-02-20", ("s",), ["2018-02-21"])


def test_thousands_of_unknown_fields_are_one_problem() -> None:
    assert codes({**EVENT, **{f"x{n}": n for n in range(5000)}}) == {"/events/3": "too_many"}
    assert codes({**EVENT, "data": {f"x{n}": n for n in range(5000)}}) == {
        "/events/3/data": "too_many"
    }


def test_an_unknown_schema_is_told_once() -> None:
    assert codes({**EVENT, "schema": 9}) == {"/events/3/schema": "unknown_schema"}
    assert [problem.code for problem in read({**EVENT, "schema": 0}, "").problems] == ["too_small"]


@pytest.mark.parametrize("schema", [9, 0, "1", True])
def test_data_of_an_unknown_schema_is_judged_as_of_the_current_one(schema: Any) -> None:
    faulty = {"person": "a", "organization": "B", "manner": "fired", "salary": 1}
    found = codes({**EVENT, "data": faulty, "schema": schema})
    assert found.pop("/events/3/schema")
    assert found == {
        "/events/3/data/organization": "pattern",
        "/events/3/data/post": "required",
        "/events/3/data/manner": "choice",
        "/events/3/data/salary": "unknown_field",
    }


def test_an_unknown_schema_hides_no_fault_of_the_envelope() -> None:
    faulty: dict[str, Any] = {"confidence": "sure", "citations": [], "occurred": None}
    assert codes({**EVENT, **faulty, "colour": "red", "schema": 9}) == {
        "/events/3/confidence": "choice",
        "/events/3/colour": "unknown_field",
        "/events/3/schema": "unknown_schema",
        "/events/3/occurred": "required",
        "/events/3/citations": "required",
    }


def test_pointers_escape() -> None:
    [problem] = read({**EVENT, "a/b~c": 1}, "").problems
    assert isinstance(problem, Problem)
    assert problem.pointer == "/a~1b~0c"


@pytest.mark.parametrize("missing", [{"reason"}, {"public_note"}, {"reason", "public_note"}])
def test_what_is_retracted_is_known_though_it_is_not_said_why(missing: set[str]) -> None:
    said = {
        "event": "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90",
        "reason": "Misread.",
        "public_note": "It was not so.",
    }
    data = {name: value for name, value in said.items() if name not in missing}
    sent = read({"type": "event.retracted", "data": data}, "")
    assert {problem.pointer for problem in sent.problems} == {f"/data/{name}" for name in missing}
    assert sent.readable is not None
    assert str(sent.readable.event) == said["event"]  # type: ignore[attr-defined]
