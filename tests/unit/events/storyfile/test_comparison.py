"""Whether an event of a file says what was recorded under its id."""

from typing import Any

import pytest

from events.storyfile.comparison import differing
from tests.unit.events.record import CITATION, Record

DATA = {"person": "ann", "organization": "mill", "post": "ceo", "manner": "resigned"}
ENVELOPE: dict[str, Any] = {
    "type": "person.departed",
    "occurred": "2018",
    "timezone": "America/Los_Angeles",
    "citations": [CITATION],
    "data": DATA,
}
NOTED = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"timezone": None}, []),
        ({"confidence": "reported"}, []),
        ({"data": {**DATA, "reason": None}}, []),
        ({"occurred": " 2018 ", "schema": 1}, []),
        ({"occurred": "2019"}, ["occurred"]),
        ({"timezone": "UTC"}, ["timezone"]),
        ({"confidence": "official"}, ["confidence"]),
        ({"citations": [CITATION, {"source": "paper"}]}, ["citations"]),
        ({"stories": ["dismissal"]}, ["stories"]),
        ({"note": "By phone."}, ["note"]),
        ({"correlation": NOTED, "causation": NOTED}, ["correlation", "causation"]),
        ({"data": {**DATA, "post": "cfo", "reason": "age"}}, ["data.post", "data.reason"]),
        ({"occurred": "2019", "data": {**DATA, "post": "cfo"}}, ["occurred", "data.post"]),
        ({"type": "person.observed"}, ["type"]),
        ({"type": None}, ["type"]),
        ({"occurred": 2018}, [""]),
        ({"data": {}}, [""]),
        ({"schema": 9}, [""]),
    ],
)
def test_the_fields_that_say_something_else(changes: dict[str, Any], fields: list[str]) -> None:
    recorded = Record().add("person.departed", DATA, occurred="2018")
    assert differing({**ENVELOPE, **changes}, recorded) == fields


def test_how_sure_it_was_is_part_of_it() -> None:
    recorded = Record().add("person.departed", DATA, occurred="2018", confidence="official")
    assert differing(ENVELOPE, recorded) == ["confidence"]
    assert differing({**ENVELOPE, "confidence": "official"}, recorded) == []
