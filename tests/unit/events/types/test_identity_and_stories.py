from typing import Any

import pytest

from events.types import decode
from tests.unit.events.types.refusals import refusals, stream_of

PERSON: dict[str, Any] = {"person": "sam-altman", "name": "Sam Altman"}


@pytest.mark.parametrize(
    ("type_name", "data", "introduced"),
    [
        ("person.introduced", PERSON, ("person", "sam-altman")),
        (
            "organization.introduced",
            {"organization": "openai", "name": "OpenAI", "kind": "nonprofit"},
            ("organization", "openai"),
        ),
        (
            "work.introduced",
            {"work": "gpt-4", "name": "GPT-4", "kind": "model"},
            ("work", "gpt-4"),
        ),
        ("story.opened", {"story": "s", "title": "S", "follows": []}, ("story", "s")),
        ("story.updated", {"story": "s", "title": "S"}, None),
        ("entity.renamed", {"entity": "x", "name": "X"}, None),
        ("person.died", {"person": "x"}, None),
    ],
)
def test_what_introduces_what(
    type_name: str, data: dict[str, Any], introduced: tuple[str, str] | None
) -> None:
    assert decode(type_name, None, data).introduction() == introduced


@pytest.mark.parametrize(
    "slug", ["Sam", "sam_altman", "-sam", "sam-", "sam--altman", "säm", "sam altman", "", "x" * 101]
)
def test_ids_are_slugs(slug: str) -> None:
    assert set(refusals("person.introduced", {**PERSON, "person": slug})) == {"/person"}


@pytest.mark.parametrize("slug", ["x", "3m", "x" * 100, "a-1-b", " sam-altman "])
def test_slugs_that_are_ids(slug: str) -> None:
    data = decode("person.introduced", None, {**PERSON, "person": slug})
    assert data.introduction() == ("person", slug.strip())


def test_a_trailing_line_break_is_white_space_not_part_of_an_id() -> None:
    assert decode("person.died", 1, {"person": "x\n"}).as_json() == {"person": "x"}


@pytest.mark.parametrize(
    "name",
    [
        *("\u200b", "\u200d\u200c", "\ufeff", "\u00ad", "\u2060\u202e", "\ue000", "\u0007"),
        *("\u3164", "\u115f\u1160", "\uffa0", "\u2800 \u2800", "\u034f", "\ufe0f", "\U000e0100"),
        *("\u0301", "\u180e", "\U000e0001\U000e0041", "\U000f0000", "\uffff", "\U000e0fff"),
        *("\ufdd0", "\u0903", "\u20dd", "\u0301\u2028\u0301", "\u0301\u2029\u0301"),
    ],
)
def test_names_can_be_seen(name: str) -> None:
    fault = refusals("person.introduced", {**PERSON, "name": name})["/name"]
    assert (fault.code, fault.detail) == (
        "invisible",
        "must have something that can be seen, such as a letter, a digit or a symbol",
    )
    assert set(refusals("story.opened", {"story": "s", "title": name, "follows": []})) == {"/title"}
    alias = {"name": name, "kind": "spelling"}
    assert set(refusals("person.introduced", {**PERSON, "aliases": [alias]})) == {"/aliases/0/name"}
    said = {"person": "sam-altman", "description": name}
    assert set(refusals("person.described", said)) == {"/description"}


@pytest.mark.parametrize(
    "name",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d💻",
        "❤\ufe0f",
        "שָׁלוֹם",
        "\u200eAcme\u200b",
        "é",
        "?",
        "7",
        "⠁",
        "\u1161",
        "ᄒ",
    ],
)
def test_names_with_invisible_marks_among_others(name: str) -> None:
    assert decode("person.introduced", None, {**PERSON, "name": name}).as_json()["name"] == name


def test_names_are_tidied_and_bounded() -> None:
    data = decode("person.introduced", None, {**PERSON, "name": "  Sam\n  Altman "})
    assert data.as_json()["name"] == "Sam Altman"
    assert refusals("person.introduced", {**PERSON, "name": " \n"})["/name"].code == "empty"
    long = refusals("person.introduced", {**PERSON, "name": "x" * 301})["/name"]
    assert (long.code, long.detail) == ("too_long", "must be at most 300 characters long")
    assert refusals("person.introduced", {**PERSON, "name": 7})["/name"].detail == (
        "must be a string"
    )


def test_aliases_are_checked_and_bounded() -> None:
    alias = {"name": "Ultraman", "kind": "transliteration", "language": "zh-Hans"}
    most = decode("person.introduced", None, {**PERSON, "aliases": [alias] * 100})
    assert len(most.as_json()["aliases"]) == 100
    crowd = refusals("person.introduced", {**PERSON, "aliases": [alias] * 101})
    assert crowd["/aliases"].code == "too_many"
    wrong = {"name": "", "kind": "pseudonym", "language": "Chinese (simplified)", "lang": "zh"}
    found = refusals("person.introduced", {**PERSON, "aliases": [alias, wrong]})
    assert set(found) == {f"/aliases/1/{field}" for field in wrong}
    assert "language tag" in found["/aliases/1/language"].detail
    assert (
        refusals("person.introduced", {**PERSON, "aliases": "Ultraman"})["/aliases"].code == "list"
    )
    bare = refusals("person.introduced", {**PERSON, "aliases": ["Ultraman"]})
    assert bare["/aliases/0"].code == "object"


def test_the_kind_of_an_organization_is_a_field_of_its_data() -> None:
    data = {"organization": "x", "name": "X"}
    assert refusals("organization.introduced", data)["/kind"].code == "required"
    assert refusals("organization.introduced", {**data, "kind": "club"})["/kind"].code == "choice"
    assert set(refusals("organization.introduced", {**data, "organization_kind": "fund"})) == {
        "/kind",
        "/organization_kind",
    }
    fund = decode("organization.introduced", None, {**data, "kind": "fund"})
    assert fund.kind == "introduction"
    assert fund.as_json()["kind"] == "fund"


def test_a_zone_is_one_of_the_iana() -> None:
    data = {"organization": "x", "name": "X", "kind": "fund", "timezone": "PST"}
    assert refusals("organization.introduced", data)["/timezone"].code == "timezone"


def test_nothing_is_merged_into_itself() -> None:
    problem = refusals("entity.merged", {"entity": "x", "into": "x"})["/into"]
    assert problem.code == "same"


def test_an_update_of_a_story_updates_something() -> None:
    nothing = refusals("story.updated", {"story": "s"})["/title"]
    assert (nothing.code, nothing.detail) == (
        "required",
        "either this, summary or follows is required",
    )
    assert refusals("story.updated", {"story": "s", "title": None})["/title"].code == "required"
    emptied = decode("story.updated", 1, {"story": "s", "follows": []})
    assert emptied.as_json() == {"story": "s", "follows": []}


def test_a_story_has_a_summary_of_its_own() -> None:
    data = decode("story.opened", 1, {"story": "s", "title": "S", "summary": "T", "follows": []})
    assert data.as_json()["summary"] == "T"
    assert data.summary() == "Story opened: S"


def test_a_happening_is_about_something() -> None:
    happening = {"headline": "The stock fell", "about": []}
    assert refusals("happening.recorded", happening)["/about"].code == "empty"
    data = decode("happening.recorded", 1, {**happening, "about": ["microsoft", "openai"]})
    assert stream_of(data).id == "microsoft"


def test_a_new_name_is_told_of_the_id() -> None:
    """Of the name there would be nothing to read but “X renamed X”: it is the new one by then."""
    renamed = decode("entity.renamed", 1, {"entity": "state-bank", "name": "National Bank"})
    assert renamed.summary() == "“National Bank” became the name of state-bank"
