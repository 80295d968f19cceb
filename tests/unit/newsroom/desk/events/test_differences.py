"""What differs between two states of a text is marked, and nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.events.differences import MOST_COMPARED, Change, in_text


@given(st.text(alphabet="ab c\n"), st.text(alphabet="ab c\n"))
def test_the_pieces_are_the_texts(was: str, now: str) -> None:
    change = Change("Reason", was, now)
    assert "".join(piece.text for piece in change.was_pieces) == was
    assert "".join(piece.text for piece in change.now_pieces) == now


def test_only_the_words_that_differ_are_marked() -> None:
    change = Change("Reason", "He was asked to leave", "He was told to leave")
    assert [p.text for p in change.was_pieces if p.kind == "gone"] == ["asked"]
    assert [p.text for p in change.now_pieces if p.kind == "new"] == ["told"]


def test_a_field_that_said_nothing_has_no_pieces() -> None:
    change = Change("Reason", None, "He left")
    assert change.was_pieces == []
    assert [piece.kind for piece in change.now_pieces] == ["new"]


def test_very_long_texts_are_shown_whole() -> None:
    long = "word " * MOST_COMPARED
    change = Change("Text", long, long + "end")
    assert [piece.kind for piece in change.was_pieces] == ["gone"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (True, "yes"),
        ("ada", "Ada Lee"),
        (["ada", "bob"], "Ada Lee, bob"),
        ({"value": "10", "currency": "USD"}, "Value: 10 · Currency: USD"),
        ([{"person": "ada", "posts": ["ceo", "chair"]}], "Person: Ada Lee · Posts: ceo, chair"),
    ],
)
def test_json_as_people_read_it(value: object, text: str) -> None:
    assert in_text(value, {"ada": "Ada Lee"}) == text
