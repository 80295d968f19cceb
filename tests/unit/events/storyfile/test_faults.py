from pathlib import Path
from textwrap import dedent

import pytest

from events.storyfile import StoryFileError, document, read
from events.storyfile.faults import field_path


def faults(path: Path, text: str | bytes) -> list[str]:
    """What is said of a file with this text, without the path."""
    path = path / "story.yaml"
    raw = dedent(text).encode() if isinstance(text, str) else text
    path.write_bytes(raw)
    with pytest.raises(StoryFileError) as caught:
        read(path)
    return [fault.text(path).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    said = faults(
        tmp_path,
        """\
        entitys: []
        entities:
          - {name: Nobody}
          - {person: a, organization: b, name: Both}
          - just text
        events:
          - {ref: one, type: person.died, data: {person: a}}
          - ref: one
            type: person.died
            data: {person: b}
          - type: event.retracted
            data:
              event: won
        """,
    )
    assert [line.split(":")[0] for line in said] == ["1", "3", "4", "5", "8", "13"]
    assert "did you mean entities?" in said[0]
    assert "events[1].ref: one is the event of line 7 already" in said[4]
    assert "events[2].data.event: no event of this file has the ref won" in said[5]
    assert "did you mean one?" in said[5]


def test_duplicate_keys(tmp_path: Path) -> None:
    (said,) = faults(
        tmp_path,
        """\
        events:
          - type: person.died
            data:
              person: a
              person: b
        """,
    )
    assert said == "5: events[0].data.person: stands twice, first in line 4"


def test_duplicate_parts(tmp_path: Path) -> None:
    (said,) = faults(tmp_path, "events: []\nevents: []\n")
    assert said == "2: events: stands twice, first in line 1"


@pytest.mark.parametrize(
    ("raw", "line", "said"),
    [
        (b"events:\n\t- type: person.died\n", 2, "tab"),
        (b"events:\n  - [unclosed\n", 3, "not YAML"),
        (b"events:\n  - note: caf\xe9\n", 2, "not UTF-8: byte 0xE9"),
        (b"events:\n  - note: a\x00b\n", 2, "U+0000"),
        ("events:\n  - note: Zoë and Žižek\n  - note: a\x07b\n".encode(), 3, "U+0007"),
        ("é\x00".encode(), 1, "U+0000"),
        (b"events: []\n---\nevents: []\n", 2, "not YAML"),
        (b"", 1, "empty"),
        (b"# only a remark\n", 1, "empty"),
        (b"- a list\n", 1, "story, entities, events"),
        (b"events: five\n", 1, "must be a list"),
        (b"event: []\n", 1, "did you mean events? The parts are: story, entities, events"),
        (b"preface: []\n", 1, "is no part of a story file; the parts are: story"),
        (b"events: [*nowhere]\n", 1, "nowhere"),
        (b"events: &a [*a]\n", 1, "within itself"),
        (b"events:\n  - &a x\n  - &a y\n", 3, "the anchor a stands twice"),
        (b"events: [{type: !!python/object:os.system x}]\n", 1, "means nothing here"),
        (b"events: [{<<: x, type: person.died}]\n", 1, "only fields can be merged in"),
        (
            b'events:\n  - {type: person.died, note: "a\\ud800"}\n',
            2,
            "U+D800 is half a character",
        ),
        (b"events: [{[a, b]: c, type: person.died}]\n", 1, "must be one word"),
        (b"events: " + b"[" * 3000 + b"]" * 3000 + b"\n", 1, "nested"),
    ],
)
def test_what_is_no_story_file(tmp_path: Path, raw: bytes, line: int, said: str) -> None:
    found = faults(tmp_path, raw)
    assert found[0].startswith(f"{line}: ")
    assert said in found[0]


def test_anchors_that_unfold_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "FEWEST_NODES", 1_000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (said,) = faults(tmp_path, "\n".join(lines).encode())
    assert "more than 1,000 values, with its anchors unfolded" in said


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LARGEST_FILE", 20)
    (said,) = faults(tmp_path, b"events: [] # " + b"x" * 20)
    assert "too many" in said


def test_the_same_event_twice_without_ref(tmp_path: Path) -> None:
    (said,) = faults(
        tmp_path,
        """\
        events:
          - {type: person.died, occurred: 1999, data: {person: a}}
          - {type: person.died, occurred: 1999, data: {person: a}}
        """,
    )
    assert said.startswith("3: events[1]: says the same as the event of line 2")


def test_somebody_introduced_twice(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        """\
        entities:
          - {person: a, name: Ann}
          - person: a
            name: Ann Lee
        """,
    )
    assert found == ["3: entities[1].data.person: a is introduced in line 2 already"]


def test_short_forms_are_for_entities_alone(tmp_path: Path) -> None:
    found = faults(tmp_path, "events:\n  - {person: a, name: Ann}\n")
    assert found == ["2: events[0]: must have a type"]


def test_one_id_for_two(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        """\
        entities:
          - {person: a, name: Ann, id: 018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90}
          - {person: b, name: Bob, id: 018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90}
        """,
    )
    assert found == ["3: entities[1].id: is the id of the event of line 2 already"]


def test_events_that_refer_to_each_other(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        """\
        events:
          - {ref: a, type: event.retracted, data: {event: b, reason: r, public_note: p}}
          - {ref: b, type: event.retracted, causation: a, data: {event: a}}
          - {ref: c, type: event.retracted, data: {event: c}}
          - {ref: d, type: event.retracted, data: {event: a}}
        """,
    )
    circle = "refers in a circle: a refers to this event, by itself or through others"
    assert found == [
        f"3: events[1].causation: {circle}",
        f"3: events[1].data.event: {circle}",
        "4: events[2].data.event: refers to the event itself",
    ]


@pytest.mark.parametrize("ref", ["018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90", "''", "'  '", "[a]"])
def test_refs_that_are_none(tmp_path: Path, ref: str) -> None:
    (said,) = faults(tmp_path, f"events:\n  - {{ref: {ref}, type: person.died, data: {{}}}}\n")
    assert said.startswith("2: events[0].ref: must be a short name")


def test_the_line_of_a_missing_field_is_that_of_what_misses_it(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("entities:\n  - person: a\n    name: A\nevents:\n  - type: person.died\n")
    person, died = read(path).entries
    assert person.fault("/data/name", "x").line == 3
    assert died.fault("/data/person", "x").text(path) == f"{path}:5: events[0].data.person: x"
    assert person.fault("/data/aliases/0/na~1me", "x").field == "entities[0].data.aliases[0].na/me"


def test_a_name_that_is_no_word_hides_nothing_after_it(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        """\
        events:
          - {type: person.died, data: {{a: b}: {c: d}, person: ann}}
          - just text
        """,
    )
    assert [fault.split(": ")[:2] for fault in found] == [
        ["2", "events[0].data"],
        ["3", "events[1]"],
    ]


def test_what_is_told_before_a_file_cannot_be_read_on_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, b"entities: [{person: a, person: b}]\nevents: [*nowhere]\n")
    assert [fault.split(": ")[0] for fault in found] == ["1", "2"]


def test_a_field_that_is_merged_in_has_the_line_where_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(
        "events:\n"
        "  - &ann\n"
        "    type: person.died\n"
        "    note: Ann\n"
        "  - <<: *ann\n"
        "    occurred: 1999\n"
    )
    _, merged = read(path).entries
    assert [merged.lines[f"/{name}"] for name in ("type", "note", "occurred")] == [3, 4, 6]


def test_aliases_that_are_no_list_are_left_to_be_refused(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("entities:\n  - {person: ann, name: Ann, aliases: Annie}\n")
    [ann] = read(path).envelopes
    assert ann["data"]["aliases"] == "Annie"


def test_a_place_reads_as_the_file_is_written() -> None:
    told = field_path("events[3]", "/data/a~1b~0c/members/0/~01")
    assert told == "events[3].data.a/b~c.members[0].~1"


def test_a_fault_is_one_line_and_commands_no_terminal(tmp_path: Path) -> None:
    raw = b'"\\e]0;x\\a": 1\n"y\\nz": 2\nevents: []\n'
    for said, quoted in zip(faults(tmp_path, raw), (r"\x1b]0;x\x07", r"y\nz"), strict=True):
        assert quoted in said
        assert said.isprintable()
