"""What a word of a story file means, by what its field takes; what it cannot mean stays a word."""

from pathlib import Path
from typing import Any

import pytest

from events.storyfile import read

FACT = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"


def _event(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "mill.yaml"
    path.write_text(f"events: [{text}]", encoding="utf-8")
    [envelope] = read(path).envelopes
    return envelope


@pytest.mark.parametrize("word", ["maybe", "1", "12"])
def test_what_is_neither_true_nor_false_is_left_to_be_refused(tmp_path: Path, word: str) -> None:
    told = f"{{type: board.reported, data: {{organization: mill, complete: {word}}}}}"
    assert _event(tmp_path, told)["data"]["complete"] == word


@pytest.mark.parametrize("word", ["yes", "1.5", "one", "01", "1" * 17])
def test_so_is_what_is_no_whole_number(tmp_path: Path, word: str) -> None:
    told = f"{{type: person.died, expected_version: {word}, data: {{person: ann}}}}"
    assert _event(tmp_path, told)["expected_version"] == word


def test_where_anything_may_stand_true_and_false_are_meant_unless_quoted(tmp_path: Path) -> None:
    written = '{complete: true, acting: false, title: "true", post: yes, note: ~, left: 12}'
    data = f"{{event: {FACT}, changes: {{data: {written}}}}}"
    envelope = _event(tmp_path, f"{{type: event.corrected, data: {data}}}")
    assert envelope["data"]["changes"]["data"] == {
        "complete": True,
        "acting": False,
        "title": "true",
        "post": "yes",
        "note": None,
        "left": "12",
    }
