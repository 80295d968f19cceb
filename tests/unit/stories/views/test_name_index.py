from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.views import name_index
from stories.views.candidates import Name, candidates
from stories.views.name_index import NameIndex
from tests.unit.stories.views.test_candidates import NAMES

WORDS = (
    "Open",
    "open",
    "AI",
    "Al",
    "X",
    ".com",
    "Musk",
    "Musc",
    "Elon",
    "Élon",
    "0pen",
    "Sam",
    "E.",
    "S. ",
    " Inc",
    "Mr. ",
    "M. ",
    "SM ",
    " AG",
    "+",
    "&",
    "三星",
    "弘",
)
PHRASES = st.lists(st.sampled_from(WORDS), max_size=3)
SPELLED = st.tuples(PHRASES, st.sampled_from(("", " "))).map(lambda told: told[1].join(told[0]))


def through_an_index(query: str, names: list[Name]) -> dict[str, Any]:
    """As `resolve` does: all names of the bearers that the index finds."""
    index = NameIndex()
    for name in names:
        index.add(name.name, name.entity)
    bearers = index.bearers(query)
    return candidates(query, [name for name in names if name.entity in bearers], 10)


@given(
    query=SPELLED | st.text(max_size=12),
    spelled=st.lists(SPELLED.filter(bool) | st.text(min_size=1, max_size=12), max_size=12),
)
def test_it_misses_nobody(query: str, spelled: list[str]) -> None:
    names = [
        Name(f"e{number // 2}", "person", spelled[number // 2 * 2], text, "canonical")
        for number, text in enumerate(spelled)
    ]
    assert through_an_index(query, names) == candidates(query, names, 10)


@pytest.mark.parametrize(
    "query",
    [
        *("OpenAI", "Open AI", "ОреnАI", "0penAI", "Opan AI", "Ultraman", "Илья Суцкевер", "Musk"),
        *("Altman", "Sam Altmann", "Mr Sam Altman", "X", "x com", "Twitter", "Sutskevr", "", "Z"),
        *("IB Machines", "JPMorgan AG", "JPMorgan Ltd", "M. Chollet"),
        *("JP Morgan", "J.P. Morgan", "リキッド", "弘毅", "弘"),
        *("한라산", "이재용 회장", "李在鎔会長", "弘毅投资有限公司"),
        *("Sutskewer, Ilja", "Sutskever Ilia", "حسن روحانی", "Bashar al-Assad"),
    ],
)
def test_the_candidates_of_a_newsroom(query: str) -> None:
    assert through_an_index(query, NAMES) == candidates(query, NAMES, 10)


@pytest.mark.parametrize("query", ["Elliot Management", "Elliot Management Corp.", "Elliott AG"])
def test_names_with_a_legal_form(query: str) -> None:
    told = "Elliott Management Corporation", "Elliott Managment", "Elliott SE"
    names = [Name(f"e{at}", "organization", one, one, "canonical") for at, one in enumerate(told)]
    assert through_an_index(query, names) == candidates(query, names, 10)


def test_it_looks_no_further_than_it_must() -> None:
    index = NameIndex()
    for number in range(200):
        index.add(f"Person Nr{number}x{number}", f"p{number}")
    index.add("Somebody Else", "else")
    assert index.bearers("Somebody") == {"else"}


def test_of_several_words_it_looks_through_all_names_once(monkeypatch: pytest.MonkeyPatch) -> None:
    index = NameIndex()
    for number in range(200):
        index.add(f"{number:b} {number:o} {number:x}", f"p{number}")
    index.add("Ilya Efimovich Sutskever", "ilya")
    compared = 0
    like = name_index._like

    def counting(text: str, others: Collection[str]) -> list[str]:
        nonlocal compared
        compared += len(others)
        return like(text, others)

    monkeypatch.setattr(name_index, "_like", counting)
    assert index.bearers("Sutskewer, Ilja Efimovich") == {"ilya"}
    assert compared < 1.1 * 201
