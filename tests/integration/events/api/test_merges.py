"""Merges: of like things, and in no circle, whatever becomes of them later."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from .conftest import amend, append, pointers, post


def merge(entity: str, into: str, **more: str) -> dict[str, Any]:
    return {"type": "entity.merged", "data": {"entity": entity, "into": into, **more}}


def test_only_like_things_are_merged_and_not_in_a_circle(introduced: APIClient) -> None:
    unlike = merge("sam-altman", "openai")
    assert pointers(post(introduced, unlike)) == {"/data/into": "wrong_kind"}
    faulty = merge("sam-altman", "openai", why="same")
    assert pointers(post(introduced, faulty)) == {
        "/data/why": "unknown_field",
        "/data/into": "wrong_kind",
    }
    there = merge("sam-altman", "greg-brockman")
    back = merge("greg-brockman", "sam-altman")
    both = post(introduced, {"events": [there, back]})
    assert pointers(both) == {"/events/1/data/into": "merge_circle"}
    faulty = merge("greg-brockman", "sam-altman", why="same")
    assert pointers(post(introduced, {"events": [there, faulty]})) == {
        "/events/1/data/why": "unknown_field",
        "/events/1/data/into": "merge_circle",
    }
    first = append(introduced, there)
    assert pointers(post(introduced, back)) == {"/data/into": "merge_circle"}
    append(introduced, amend("event.retracted", first))
    other = append(introduced, back)
    again = post(introduced, amend("event.reinstated", first))
    assert pointers(again) == {"/data/event": "merge_circle"}
    append(introduced, amend("event.retracted", other))
    append(introduced, amend("event.reinstated", first))


def test_a_corrected_merge_is_still_of_like_things_and_in_no_circle(introduced: APIClient) -> None:
    third = {"type": "person.introduced", "data": {"person": "mira-murati", "name": "Mira"}}
    there = {"type": "entity.merged", "data": {"entity": "sam-altman", "into": "greg-brockman"}}
    on = {"type": "entity.merged", "data": {"entity": "greg-brockman", "into": "mira-murati"}}
    append(introduced, third)
    append(introduced, there)
    merge = append(introduced, on)
    for into, code in (("openai", "wrong_kind"), ("sam-altman", "merge_circle")):
        correction = amend("event.corrected", merge, changes={"data": {"into": into}})
        assert pointers(post(introduced, correction)) == {"/data/changes/data": code}
    elsewhere = {"entity": "mira-murati", "into": "greg-brockman"}
    append(introduced, amend("event.corrected", merge, changes={"data": elsewhere}))


@pytest.mark.parametrize(
    ("merges", "corrected"),
    [
        ([("sam", "greg"), ("mira", "pat")], ("greg", "sam")),
        ([("sam", "greg"), ("sam", "mira"), ("greg", "sam")], ("pat", "mira")),
    ],
    ids=["closes a circle", "leaves one that it had kept open"],
)
def test_no_correction_of_a_merge_leaves_a_circle(
    editor: APIClient, merges: list[tuple[str, str]], corrected: tuple[str, str]
) -> None:
    for person in ("sam", "greg", "mira", "pat"):
        data = {"person": person, "name": person}
        append(editor, {"type": "person.introduced", "data": data})
    told = [
        append(editor, {"type": "entity.merged", "data": {"entity": entity, "into": into}})
        for entity, into in merges
    ]
    changes = {"data": dict(zip(("entity", "into"), corrected, strict=True))}
    refused = post(editor, amend("event.corrected", told[1], changes=changes))
    assert pointers(refused) == {"/data/changes/data": "merge_circle"}


def test_a_story_of_the_same_slug_is_in_the_way_of_no_merge(introduced: APIClient) -> None:
    there = {"type": "entity.merged", "data": {"entity": "sam-altman", "into": "greg-brockman"}}
    merge = append(introduced, there)
    mira = {"type": "person.introduced", "data": {"person": "mira-murati", "name": "Mira"}}
    story = {"story": "sam-altman", "title": "Sam Altman", "follows": []}
    assert post(introduced, {"events": [mira, {"type": "story.opened", "data": story}]})
    into_mira = {"data": {"into": "mira-murati"}}
    append(introduced, amend("event.corrected", merge, changes=into_mira))


def test_a_retraction_that_brings_back_a_merge_closes_no_circle(introduced: APIClient) -> None:
    people = ("sam-altman", "greg-brockman", "mira-murati")
    third = {"type": "person.introduced", "data": {"person": "mira-murati", "name": "Mira"}}
    append(introduced, third)
    merges = [
        append(introduced, {"type": "entity.merged", "data": {"entity": entity, "into": into}})
        for entity, into in (people[:2], (people[0], people[2]), (people[1], people[0]))
    ]
    refused = post(introduced, amend("event.retracted", merges[1]))
    assert pointers(refused) == {"/data/event": "merge_circle"}


def test_merges_and_what_undoes_them_count_within_a_batch_as_one_after_another(
    introduced: APIClient,
) -> None:
    there = merge("sam-altman", "greg-brockman") | {"id": "018bd8e2-0000-7000-8000-000000000001"}
    back = merge("greg-brockman", "sam-altman")
    undone = amend("event.retracted", there["id"])
    again = amend("event.reinstated", there["id"])
    refused = post(introduced, {"events": [there, undone, back, again]})
    assert pointers(refused) == {"/events/3/data/event": "merge_circle"}
    assert post(introduced, {"events": [there, undone, back]}).status_code == 201
