"""The ids of a story file's events, on which loading again depends, and their order."""

from pathlib import Path
from typing import Any

import pytest

from events.storyfile import read
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


DIED = "{type: person.died, occurred: 1999, data: {person: ann-lee}"


def _ids(folder: Path, text: str, name: str = "mill.yaml") -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [envelope["id"] for envelope in read(path).envelopes]


def test_ids_are_of_the_story_opened_or_else_the_first_filed_under(tmp_path: Path) -> None:
    filed = f"{{ref: a, {DIED[1:]}, stories: [mill, tide]}}"
    opened = "story: {story: mill, title: The mill, follows: []}\n"
    [of_the_first] = _ids(tmp_path, f"events: [{filed}]", "tide.yaml")
    assert of_the_first in _ids(tmp_path, f"{opened}events: [{filed}]", "tide.yaml")
    assert of_the_first == str(event_id("mill", ref="a", envelope={}))


def test_whoever_is_introduced_before_the_story_is_opened_ids_are_of_the_story(
    tmp_path: Path,
) -> None:
    text = (
        "entities: [{person: ann-lee, name: Ann Lee}]\n"
        f"events: [{{ref: a, {DIED[1:]}}}]\n"
        "story: {story: tide, title: The tide, follows: []}\n"
    )
    assert str(event_id("tide", ref="a", envelope={})) in _ids(tmp_path, text)


def test_an_entity_may_have_the_slug_of_the_story(tmp_path: Path) -> None:
    """As in the log. The story keeps the id that it has without the entity."""
    opened = "story: {story: mill, title: The mill, follows: []}\n"
    [alone] = _ids(tmp_path, opened)
    both = _ids(tmp_path, f"{opened}entities: [{{organization: mill, name: Mill, kind: company}}]")
    assert len(set(both)) == 2
    assert alone in both


def test_ids_of_no_story_are_of_the_file(tmp_path: Path) -> None:
    text = f"events: [{{ref: a, {DIED[1:]}}}]"
    assert _ids(tmp_path, text) == [str(event_id("mill", ref="a", envelope={}))]
    assert _ids(tmp_path, text, "tide.yaml") != _ids(tmp_path, text)


@pytest.mark.parametrize("stories", ["[]", "{a: b}", "[[a]]", "tide"])
def test_stories_that_are_none_name_none_and_are_left_to_be_refused(
    tmp_path: Path, stories: str
) -> None:
    text = f"events: [{{ref: a, {DIED[1:]}, stories: {stories}}}]"
    assert _ids(tmp_path, text) == [str(event_id("mill", ref="a", envelope={}))]


def test_a_ref_stands_for_an_id_wherever_an_event_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mill.yaml"
    retraction = "{type: event.retracted, correlation: a, data: {event: a}}"
    path.write_text(f"events: [{retraction}, {{ref: a, {DIED[1:]}}}]", encoding="utf-8")
    died, retracted = read(path).envelopes
    assert died["id"] == retracted["correlation"] == retracted["data"]["event"]


def test_data_that_are_no_fields_are_left_to_be_refused(tmp_path: Path) -> None:
    path = tmp_path / "mill.yaml"
    path.write_text("events: [{type: event.retracted, data: [a]}]", encoding="utf-8")
    [envelope] = read(path).envelopes
    assert envelope["data"] == ["a"]
