"""What a fact says in words, as it is indexed and asked for."""

from typing import NoReturn

import pytest

from stories.wording import MOST, folded, words


def test_every_text_at_any_depth_and_no_name_of_a_field() -> None:
    said = {"quote": "Out.", "who": [{"name": "Ada"}, "Bob"], "share": 5, "paid": None}
    assert words("Ada left", None, said, [], ("A memo",)) == "Ada left Out. Ada Bob A memo"


def test_what_is_said_again_is_told_once() -> None:
    cited = {"publisher": "Paper", "quote": "She left."}
    assert words([cited], "Ann", {"citations": [cited, {"quote": "She left"}]}, "Paper") == (
        "Paper She left. Ann She left"
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Nestlé", "nestle"),
        ("Nestle\u0301", "nestle"),
        ("Łódź, Ørsted, Đuro", "lodz, orsted, duro"),
        ("Große Æra", "grosse aera"),
        ("ПЁТР", "петр"),
        ("مُحَمَّد", "محمد"),
        ("한국은행 日本銀行", "한국은행 日本銀行"),
        ("\uff2e\uff28\uff2b", "nhk"),
        ("Plain “quoted” – AND so on", "Plain “quoted” – AND so on"),
    ],
)
def test_accents_are_folded_and_other_text_is_left_alone(text: str, bare: str) -> None:
    assert folded(text) == bare
    assert folded(bare) == bare


def test_a_long_text_is_cut_off_whatever_folding_makes_of_it() -> None:
    assert len(words("x" * MOST, "more")) == MOST
    assert words("ß" * MOST) == "s" * MOST


def test_what_comes_after_the_limit_is_not_looked_at() -> None:
    class Unread(list[str]):
        def __iter__(self) -> NoReturn:
            raise AssertionError("read, although it is cut off")

    assert len(words("x" * MOST, "more", Unread(["and more"]))) == MOST
