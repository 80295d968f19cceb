from types import SimpleNamespace
from typing import Any

import pytest

from stories.views.sources import on_source_alone, on_word_alone


def row(*citations: dict[str, str]) -> Any:
    return SimpleNamespace(citations=[{"source": "article", **one} for one in citations])


@pytest.mark.parametrize(
    ("attribution", "kept"),
    [
        ("Elon Musk", True),
        ("elon musk", True),
        ("Elon Musk’s post on X", True),
        ("Élon Musk's interview", True),
        ("Anne Marie's own account", True),
        ("Kimbal Musk", False),
        ("Elon Muskrat", False),
        ("a friend of Elon Musk", False),
    ],
)
def test_the_word_of_an_entity_under_its_names(attribution: str, kept: bool) -> None:
    keep = on_word_alone("elon-musk", ["Elon Musk", "Technoking", "Anne-Marie"])
    assert keep(row({"attributed_to": attribution})) is kept


def test_an_attribution_as_it_was_given() -> None:
    keep = on_word_alone("Sources", [])
    assert keep(row({"attributed_to": "sources"}))
    assert not keep(row({"attributed_to": "sources at the board"}))
    assert not keep(row({"attributed_to": "sources"}, {}))


def test_a_document() -> None:
    keep = on_source_alone("article")
    assert keep(row({}, {"source": "blog", "derived_from": "article"}))
    assert not keep(row({}, {"source": "blog"}))
