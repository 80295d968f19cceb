"""A file that is no story, or was spoilt: faults with their lines, in bounded time."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.storyfile import StoryFileError, read, tree
from newsroom.surroundings import CHECKOUT

EXAMPLE = (CHECKOUT / "examples/openai-leadership.yaml").read_bytes()
MOST_SECONDS = 20.0  # of processor time
ODD = (
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"&a", b"*a", b"!!python/object:os.system", b"<<: *a"),
    *(b"- ", b": ", b"\t", b"{", b"[", b"'", b'"', b"|", b"%YAML 9.9", b"---\n", b"...\n"),
    *("\u202e", "а", "２"),  # a Cyrillic letter and a wide digit
)


def attempt(folder: Path, content: bytes) -> list[str]:
    path = folder / "story.yaml"
    path.write_bytes(content)
    began = time.process_time()
    try:
        read(path)
        told = []
    except StoryFileError as error:
        told = [fault.text(path) for fault in error.faults]
        assert told, "refused without a reason"
    assert time.process_time() - began < MOST_SECONDS
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
@settings(max_examples=150, deadline=5000)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    attempt(tmp_path_factory.mktemp("story"), content)


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
    """They are counted before any of them is kept."""
    monkeypatch.setattr(tree, "MOST_VALUES", 1000)
    monkeypatch.setattr(tree, "_composed", lambda text: pytest.fail("it was read whole"))
    [told] = attempt(tmp_path, b"events:\n" + b"  - [x, x, x]\n" * 500)
    assert told == f"{tmp_path}/story.yaml:251: more than 1,000 values; split the file"


def test_anchors_do_not_unfold_beyond_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MOST_VALUES", 5000)
    [told] = attempt(tmp_path, bomb(4))
    assert "more than 5,000 values, with its anchors unfolded" in told


@pytest.mark.parametrize("escape", [rb"\U00110000", rb"\UFFFFFFFF"])
def test_characters_beyond_all_there_are(tmp_path: Path, escape: bytes) -> None:
    [told] = attempt(tmp_path, b'story:\n  note: "' + escape + b'"\n')
    assert "not YAML: while parsing a quoted scalar, found invalid Unicode character" in told
