"""The ids of a story file's events, on which loading again depends, and their order."""

from typing import Any

import pytest

from events.storyfile.order import event_id, introduction, rank

ANN: dict[str, Any] = {
    "type": "person.introduced",
    "data": {"person": "ann-lee", "name": "Ann Lee"},
}
DEATH: dict[str, Any] = {
    "type": "person.died",
    "occurred": "2001",
    "data": {"person": "ann-lee"},
    "note": "Früh.",
}


@pytest.mark.parametrize(
    ("ref", "envelope", "id_"),
    [
        ("x", ANN, "850789e9-2494-5862-80b4-cf397b825714"),
        ("x", DEATH, "492ce4c8-e35d-5b4e-85ba-30c0510a7e9c"),
        (None, DEATH, "ae11a6b7-8fdd-5922-b72a-61b85af08f3b"),
    ],
    ids=["introduced", "named", "by what it says"],
)
def test_ids_are_for_ever(ref: str | None, envelope: dict[str, Any], id_: str) -> None:
    """Files that were loaded once would be appended again."""
    assert str(event_id("mill", ref=ref, envelope=envelope)) == id_
    fields_in_another_order = dict(reversed(envelope.items()))
    assert str(event_id("mill", ref=ref, envelope=fields_in_another_order)) == id_


@pytest.mark.parametrize("data", [None, ["ann-lee"], {"person": 5}, {"name": "Ann Lee"}])
def test_what_names_nothing_introduces_nothing(data: object) -> None:
    assert introduction({"type": "person.introduced", "data": data}) is None


def test_a_story_is_opened_before_facts_and_closed_after_them() -> None:
    types = ["person.introduced", "story.opened", "post.defined", "person.died", "story.closed"]
    ranks = [rank({"type": type_, "data": {"story": "mill"}}) for type_ in types[2:]]
    first = [rank(ANN), rank({"type": "story.opened", "data": {"story": "mill"}})]
    assert [*first, *ranks] == sorted({*first, *ranks})
    assert rank({"type": "person.dyed"}) == rank({}) == rank(DEATH)
