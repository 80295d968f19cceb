"""A file that is no story, or was spoilt: faults with their lines, in bounded time."""

import gc
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from events.storyfile import StoryFileError, document, read
from newsroom.env import CHECKOUT
from tests.processor_time import at_most

EXAMPLE = (CHECKOUT / "examples/openai-leadership.yaml").read_bytes()
MOST_SECONDS = 20.0
MOST_SECONDS_OF_FEW_BYTES = 5.0
ODD = (
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"&a", b"*a", b"!!python/object:os.system", b"<<: *a"),
    *(b"- ", b": ", b"\t", b"{", b"[", b"'", b'"', b"|", b"%YAML 9.9", b"---\n", b"...\n"),
    *("\u202e", "а", "２"),  # a Cyrillic letter and a wide digit
)


def attempt(folder: Path, content: bytes, most_seconds: float = MOST_SECONDS) -> list[str]:
    path = folder / "story.yaml"
    path.write_bytes(content)
    with at_most(most_seconds):
        try:
            read(path)
            told = []
        except StoryFileError as error:
            told = [fault.text(path) for fault in error.faults]
            assert told, "refused without a reason"
    return told


@pytest.mark.parametrize("seed", range(12))
def test_the_example_spoilt(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(EXAMPLE)
    for _ in range(chance.choice((1, 1, 3, 20))):
        place = chance.randrange(len(content))
        odd = chance.choice(ODD)
        put = odd.encode() if isinstance(odd, str) else odd
        content[place : place + chance.choice((0, 1, 40))] = put
    attempt(tmp_path, bytes(content))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_the_example_cut_off(tmp_path: Path, share: float) -> None:
    attempt(tmp_path, EXAMPLE[: int(len(EXAMPLE) * share)])


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    attempt(tmp_path_factory.mktemp("story"), content, MOST_SECONDS_OF_FEW_BYTES)


def bomb(levels: int = 12) -> bytes:
    """Each level ten times the one before."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)
    ]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    "content",
    [
        *(bomb(), b"events: &a [*a]", b"a: &a {<<: *a}", b"[" * 100_000, b"{a: " * 50_000),
        *(b"- " * 50_000, b"events: [" + b"1" * 1_000_000 + b"]", b"? " * 20_000),
        *(
            "events: []".encode("utf-16"),
            "events: []".encode("utf-32"),
            b"\xfe\xff",
            b"---\n" * 50_000,
        ),
        *(b'events:\n  - {type: person.died, data: {person: "\\ud800"}}', b'events: ["\\0"]'),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_bombs_depths_and_encodings(tmp_path: Path, content: bytes) -> None:
    attempt(tmp_path, content)


def test_more_values_than_memory_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes after them is not even read."""
    monkeypatch.setattr(document, "MOST_VALUES", 1000)
    [told] = attempt(tmp_path, b"events:\n" + b"  - [x, x, x]\n" * 500 + b"  - [unclosed")
    place = f"{tmp_path}/story.yaml:251: events[249][0]"
    assert told == f"{place}: more than 1,000 values; split the file"


def test_more_events_than_memory_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "MOST_EVENTS", 100)
    assert not attempt(tmp_path, b"entities:\n" + b"".join(map(person, range(100))))
    [told] = attempt(tmp_path, b"entities:\n" + b"".join(map(person, range(500))) + b"  - [")
    place = f"{tmp_path}/story.yaml:102: entities"
    assert told == f"{place}: more than 100 in one list; split the file"


def person(number: int) -> bytes:
    return f"  - {{person: p-{number}, name: P {number}}}\n".encode()


def test_the_collector_does_not_walk_through_a_file_again_and_again(tmp_path: Path) -> None:
    """Each time that some hundreds more values were read, which of a large file is most of it."""
    seen: list[str] = []

    def note(phase: str, info: dict[str, int]) -> None:
        seen.append(phase)

    path = tmp_path / "story.yaml"
    path.write_bytes(b"entities:\n" + b"".join(map(person, range(5000))))
    gc.collect()
    gc.callbacks.append(note)
    try:
        assert len(read(path).entries) == 5000
    finally:
        gc.callbacks.remove(note)
    assert len(seen) < 5  # once it is back, after the reading
    assert gc.isenabled()


def test_a_large_file_that_is_no_yaml_is_not_read_again_by_the_slow_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "LONGEST_EXPLAINED", 10)
    monkeypatch.setattr(yaml, "SafeLoader", lambda text: pytest.fail("read again"))
    [told] = attempt(tmp_path, b"events:\n  - [unclosed\n")
    assert told.startswith(f"{tmp_path}/story.yaml:3: not YAML")


def test_anchors_do_not_unfold_beyond_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_VALUES", 5000)
    [told] = attempt(tmp_path, bomb(4))
    assert "more than 5,000 values, with its anchors unfolded" in told


def test_a_value_counts_in_each_place_that_it_is_unfolded_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of fields are no values."""
    content = b"entities: &a [x, x, x]\nevents: *a\n"
    monkeypatch.setattr(document, "MOST_VALUES", 9)
    assert not [told for told in attempt(tmp_path, content) if "more than" in told]
    monkeypatch.setattr(document, "MOST_VALUES", 8)
    [told] = attempt(tmp_path, content)
    assert told.endswith(":2: events: more than 8 values, with its anchors unfolded")


@pytest.mark.parametrize(
    ("before", "inmost", "height"),
    [
        ("", "x", 0),
        ("a: &a [[[[[x]]]]]\n", "*a", 5),
        ("a: &a [[[[[x]]]], &b y]\n", "*a", 5),
        ("a: &a [[[[[x]]]]]\nb: &b [[[[[*a]]]]]\nc: &c [*b, *a]\n", "*c", 11),
    ],
    ids=["written", "unfolded", "with an anchor within", "unfolded twice"],
)
def test_values_are_nested_40_deep_at_the_most(
    tmp_path: Path, before: str, inmost: str, height: int
) -> None:
    def told(lists: int) -> list[str]:
        content = f"{before}events: {'[' * lists}{inmost}{']' * lists}"
        return [line for line in attempt(tmp_path, content.encode()) if "nested deeper" in line]

    assert not told(39 - height)
    assert told(40 - height)


@pytest.mark.parametrize("escape", [rb"\U00110000", rb"\UFFFFFFFF"])
def test_characters_beyond_all_there_are(tmp_path: Path, escape: bytes) -> None:
    [told] = attempt(tmp_path, b'story:\n  note: "' + escape + b'"\n')
    assert "not YAML: while parsing a quoted scalar, found invalid Unicode character" in told
