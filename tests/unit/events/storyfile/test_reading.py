from pathlib import Path
from textwrap import dedent
from typing import Any
from uuid import UUID

import pytest

from events.storyfile import StoryFile, read
from events.storyfile.document import read_tree
from events.storyfile.tree import Fields, Scalar
from events.types import Envelope, decode


@pytest.fixture
def story(tmp_path: Path) -> Any:
    def written(text: str, name: str = "story.yaml") -> StoryFile:
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return read(path)

    return written


def test_short_forms_become_envelopes(story: Any) -> None:
    file = story(
        """\
        story: {story: mill, title: The mill, follows: [mill-co], timezone: Europe/London}
        entities:
          - {person: ann-lee, name: Ann Lee, aliases: [Anne Lee, {name: AL, kind: abbreviation}]}
          - organization: mill-co
            name: Mill & Co
            kind: company
            timezone: Europe/London
            note: seen in the register
          - {work: loom, name: Loom, kind: product, owner: mill-co}
        """
    )
    for envelope in file.envelopes:
        decode(envelope["type"], None, envelope["data"])
    person, organization, work, opened = file.envelopes
    assert person["data"]["aliases"] == [
        {"name": "Anne Lee", "kind": "spelling"},
        {"name": "AL", "kind": "abbreviation"},
    ]
    assert organization["data"]["timezone"] == "Europe/London"
    assert organization["note"] == "seen in the register"
    assert work["type"] == "work.introduced"
    assert opened["type"] == "story.opened"
    assert opened["data"]["timezone"] == "Europe/London"
    assert file.story == "mill"


def test_a_type_is_read_without_the_blanks_around_it(story: Any) -> None:
    file = story("events: [{type: ' person.died ', data: {person: ann-lee}}]")
    assert [envelope["type"] for envelope in file.envelopes] == ["person.died"]


def test_whole_envelopes_stay_as_they_are(story: Any) -> None:
    file = story(
        """\
        entities:
          - type: person.introduced
            data: {person: ann-lee, name: Ann Lee, aliases: [Anne]}
        """
    )
    assert file.envelopes[0]["data"]["aliases"] == [{"name": "Anne", "kind": "spelling"}]


@pytest.mark.parametrize(
    "written",
    ["2023-11-17", "2023-11-17T12:00:00-08:00", "1999", "12:30:45", "2018~", "0x1F", "1_000", "on"],
)
def test_what_yaml_would_make_a_date_or_number_stays_text(story: Any, written: str) -> None:
    file = story(
        f"""\
        events:
          - type: happening.recorded
            occurred: {written}
            data: {{headline: {written}, about: []}}
            citations: [{{source: s, published: {written}}}]
        """
    )
    (envelope,) = file.envelopes
    assert envelope["occurred"] == written
    assert envelope["data"]["headline"] == written
    assert envelope["citations"][0]["published"] == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [("true", True), ("yes", True), ("On", True), ("false", False), ("no", False), ("OFF", False)],
)
def test_booleans_are_read_where_the_type_has_one(story: Any, written: str, meant: bool) -> None:
    file = story(
        f"""\
        events:
          - type: board.reported
            occurred: 2023
            data:
              organization: "no"
              complete: {written}
              members: [{{person: yes, independent: {written}}}]
            citations: [{{source: s}}]
        """
    )
    data = file.envelopes[0]["data"]
    assert data["complete"] is meant
    assert data["members"][0] == {"person": "yes", "independent": meant}
    assert data["organization"] == "no"


def test_a_quoted_boolean_is_text(story: Any) -> None:
    file = story(
        """\
        events:
          - {type: post.defined, data: {organization: a, exclusive: "true"}}
        """
    )
    assert file.envelopes[0]["data"]["exclusive"] == "true"


def test_whole_numbers_and_nulls(story: Any) -> None:
    file = story(
        """\
        events:
          - type: person.died
            schema: 1
            expected_version: 12
            note: null
            occurred: {earliest: null, latest: 1999-01-01}
            data: {person: Null}
        """
    )
    envelope = file.envelopes[0]
    assert envelope["schema"] == 1
    assert envelope["expected_version"] == 12
    assert envelope["note"] is None
    assert envelope["occurred"] == {"earliest": None, "latest": "1999-01-01"}
    assert envelope["data"]["person"] == "Null"


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_nulls_of_yaml_where_there_may_be_none(story: Any, null: str) -> None:
    file = story(f"events: [{{type: person.died, schema: {null}, note: {null}, occurred: {null}}}]")
    envelope = file.envelopes[0]
    assert (envelope["schema"], envelope["note"], envelope["occurred"]) == (None, None, None)


def test_refs_stand_for_ids_and_order_the_file(story: Any) -> None:
    file = story(
        """\
        events:
          - ref: undone
            type: event.retracted
            data: {event: doubted, reason: r, public_note: p}
          - {ref: doubted, type: event.disputed, causation: fact, data: {event: fact, account: a}}
          - {ref: fact, type: person.died, data: {person: ann-lee}}
          - {type: post.defined, data: {organization: mill-co, post: miller}}
        entities:
          - {person: ann-lee, name: Ann Lee}
        story: {story: mill, title: The mill, follows: []}
        """
    )
    assert [envelope["type"] for envelope in file.envelopes] == [
        "person.introduced",
        "story.opened",
        "post.defined",
        "person.died",
        "event.disputed",
        "event.retracted",
    ]
    fact, disputed, retracted = file.envelopes[3:]
    assert disputed["data"]["event"] == disputed["causation"] == fact["id"]
    assert retracted["data"]["event"] == disputed["id"]
    assert "ref" not in fact
    assert [entry.line for entry in file.entries] == [9, 10, 7, 6, 5, 2]


def test_merges_and_other_names_stand_among_the_facts_as_in_the_file(story: Any) -> None:
    """What is recorded of one before it is merged is about another for a while."""
    file = story(
        """\
        events:
          - {ref: first, type: person.died, data: {person: ann-lee}}
          - {ref: merged, type: entity.merged, data: {entity: ann-lee, into: ann}}
          - {ref: second, type: person.described, data: {person: ann, description: d}}
          - {ref: called, type: entity.aliased, data: {entity: ann, name: A, kind: nickname}}
          - {ref: third, type: person.described, data: {person: ann, description: e}}
          - {type: post.defined, data: {organization: mill-co, post: miller}}
        """
    )
    told = ["first", "merged", "second", "called", "third"]
    assert [entry.ref for entry in file.entries] == [None, *told]


def test_editorial_events_without_need_keep_the_order_of_the_file(story: Any) -> None:
    file = story(
        """\
        events:
          - {ref: first, type: event.retracted, data: {event: fact, reason: r, public_note: p}}
          - {ref: second, type: event.reinstated, data: {event: fact, reason: r}}
          - {ref: fact, type: person.died, data: {person: ann-lee}}
        """
    )
    assert [entry.ref for entry in file.entries] == ["fact", "first", "second"]


WITHOUT_REF = """\
    story: {story: %s, title: T, follows: []}
    entities: [{person: ann-lee, name: Ann Lee}]
    events:
      - {ref: died, type: person.died, occurred: "%s", data: {person: ann-lee}}
      - {type: person.died, occurred: "%s", data: {person: ann-lee}}
"""


def _ids(file: StoryFile) -> list[UUID]:
    return [UUID(envelope["id"]) for envelope in file.envelopes]


def test_ids_depend_on_story_and_ref_and_else_on_the_content(story: Any) -> None:
    person, opened, by_ref, by_content = _ids(story(WITHOUT_REF % ("mill", "1999", "1999")))
    again = _ids(story(WITHOUT_REF % ("mill", "1999", "1999"), "moved.yaml"))
    assert again == [person, opened, by_ref, by_content]
    changed = _ids(story(WITHOUT_REF % ("mill", "2001", "2001")))
    assert changed[:3] == [person, opened, by_ref]
    assert changed[3] != by_content
    assert not set(_ids(story(WITHOUT_REF % ("tide", "1999", "1999")))) & set(again)


def test_an_id_of_its_own_is_kept(story: Any) -> None:
    own = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"
    file = story(
        f"""\
        events:
          - {{ref: a, type: event.reinstated, data: {{event: b, reason: r}}}}
          - {{ref: b, id: {own}, type: person.died, data: {{person: ann-lee}}}}
        """
    )
    assert file.envelopes[0]["id"] == own
    assert file.envelopes[1]["data"]["event"] == own


def test_anchors_and_merge_keys_are_unfolded(story: Any) -> None:
    file = story(
        """\
        events:
          - type: happening.recorded
            occurred: 1999
            data: {headline: One, about: []}
            citations:
              - &paper {source: paper, locator: p1}
          - type: happening.recorded
            occurred: 1999
            data: {headline: Two, about: []}
            citations: [*paper, {<<: *paper, locator: p2}]
        """
    )
    assert file.envelopes[1]["citations"] == [
        {"source": "paper", "locator": "p1"},
        {"source": "paper", "locator": "p2"},
    ]
    for envelope in file.envelopes:
        Envelope.model_validate(envelope)


def test_of_several_that_are_merged_in_the_first_counts(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_text("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b], z: 3}\n")
    tree, _ = read_tree(file)
    assert isinstance(tree, Fields)
    merged = tree.fields["c"]
    assert isinstance(merged, Fields)
    told = {name: one.text for name, one in merged.fields.items() if isinstance(one, Scalar)}
    assert told == {"x": "1", "y": "2", "z": "3"}


def test_the_tags_of_yaml_itself_may_be_written(story: Any) -> None:
    file = story(
        """\
        events:
          - type: happening.recorded
            occurred: !!timestamp 1999-01-01
            data: !!map {headline: !!str 5, about: !!seq [], summary: ! plain}
            citations: [{source: paper}]
        """
    )
    assert file.envelopes[0]["occurred"] == "1999-01-01"
    assert file.envelopes[0]["data"] == {"headline": "5", "about": [], "summary": "plain"}


@pytest.mark.parametrize("tag", ["str", "null", "bool", "int", "float", "timestamp", "value"])
def test_what_is_tagged_is_the_text_that_it_was(tmp_path: Path, tag: str) -> None:
    file = tmp_path / "story.yaml"
    file.write_text(f"a: !!{tag} 012\n")
    tree, faults = read_tree(file)
    assert not faults
    assert isinstance(tree, Fields)
    assert tree.fields["a"] == Scalar("012", True, 1)


def test_a_short_form_may_have_a_ref(story: Any) -> None:
    file = story(
        """\
        story: {story: mill, title: The mill, follows: [], ref: opening}
        entities:
          - {person: ann-lee, name: Ann Lee, ref: ann, causation: opening}
        events:
          - {type: person.died, occurred: 1999, causation: ann, data: {person: ann-lee}}
        """
    )
    ids = {envelope["type"]: envelope["id"] for envelope in file.envelopes}
    assert [envelope.get("causation") for envelope in file.envelopes] == [
        None,
        ids["story.opened"],
        ids["person.introduced"],
    ]
    assert all("ref" not in envelope["data"] for envelope in file.envelopes)


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("a: &merge <<\nb: {*merge : {c: d}}\n", ["c"]),
        ("b: {'<<': {c: d}}\n", ["<<"]),
        ("b: {!!str <<: {c: d}}\n", ["<<"]),
    ],
    ids=["an alias", "quoted", "a text"],
)
def test_what_a_merge_key_is(tmp_path: Path, written: str, fields: list[str]) -> None:
    file = tmp_path / "story.yaml"
    file.write_text(written)
    tree, faults = read_tree(file)
    assert not faults
    assert isinstance(tree, Fields)
    merged = tree.fields["b"]
    assert isinstance(merged, Fields)
    assert list(merged.fields) == fields


def test_a_folded_text_is_read_as_it_reads(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_text("a: >\n  one long\n  sentence\n")
    tree, faults = read_tree(file)
    assert not faults
    assert isinstance(tree, Fields)
    folded = tree.fields["a"]
    assert isinstance(folded, Scalar)
    assert folded.text == "one long sentence\n"


def test_a_mark_of_its_encoding_is_no_part_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_bytes("entities:\n  - {person: ann, name: Ännchen}\n".encode("utf-8-sig"))
    assert read(path).envelopes[0]["data"] == {"person": "ann", "name": "Ännchen"}
