import pytest

from stories.sourcing import Cited, cited, origins, rests_on_source, rests_on_word

ARTICLE = Cited("article")
BY_ADA = Cited("article", attributed_to="Ada")
BY_BOB = Cited("paper", attributed_to="Bob")
RETOLD = Cited("blog", derived_from="article")


@pytest.mark.parametrize(
    ("citations", "names"),
    [
        ([ARTICLE], ["article"]),
        ([BY_ADA], ["Ada"]),
        ([BY_ADA, Cited("paper", attributed_to="Ada")], ["Ada"]),
        ([BY_ADA, BY_BOB], ["Ada", "Bob"]),
        ([BY_ADA, RETOLD], ["Ada"]),
        ([RETOLD], ["article"]),
        ([RETOLD, Cited("forum", derived_from="blog"), ARTICLE], ["article"]),
        ([ARTICLE, Cited("paper")], ["article", "paper"]),
        ([Cited("a", derived_from="b"), Cited("b", derived_from="a")], ["a"]),
        ([Cited("c", None, "b"), Cited("b", None, "a"), Cited("a", None, "b")], ["a"]),
        ([Cited("blog", "Ada's post", "post"), Cited("forum", "Ada", "post")], ["Ada's post"]),
        ([Cited("blog", "Ada", "post"), Cited("post")], ["Ada"]),
        ([Cited("blog", "Ada", "post"), Cited("paper", "Ada")], ["Ada"]),
        ([Cited("blog", "a post", "article"), BY_ADA], ["a post"]),
        ([BY_ADA, Cited("article", "Bob"), RETOLD], ["Ada", "Bob"]),
        ([Cited("blog", "Ada", "blog"), Cited("blog", "Bob", "blog")], ["Ada", "Bob"]),
        ([Cited("blog", "???"), Cited("paper", "!!!")], ["???", "!!!"]),
        ([], []),
    ],
)
def test_one_origin_counts_once(citations: list[Cited], names: list[str]) -> None:
    assert [origin.name for origin in origins(citations)] == names


def test_citations_are_read_as_the_log_keeps_them() -> None:
    kept = {"source": "blog", "quote": "So it is.", "attributed_to": "Ada", "derived_from": "post"}
    assert cited([kept, {"source": "paper"}]) == [Cited("blog", "Ada", "post"), Cited("paper")]


def test_the_same_word_written_otherwise_is_one_origin() -> None:
    told = [Cited("blog", attributed_to=name) for name in ("A Post", "a post", " a-post ", "Sam")]
    assert [origin.name for origin in origins(told)] == ["A Post", "Sam"]
    named = [Cited("the-gazette"), Cited("blog", attributed_to="The Gazette")]
    assert [origin.sources for origin in origins(named)] == [("the-gazette", "blog")]


def test_an_origin_says_which_documents_tell_it() -> None:
    [origin] = origins([BY_ADA, RETOLD])
    assert origin.sources == ("article", "blog")


@pytest.mark.parametrize(
    ("citations", "source", "alone"),
    [
        ([ARTICLE], "article", True),
        ([ARTICLE, RETOLD], "article", True),
        ([RETOLD], "article", True),
        ([RETOLD], "blog", True),
        ([ARTICLE, RETOLD], "blog", False),
        ([ARTICLE, BY_BOB], "article", False),
        ([BY_ADA], "article", True),
        ([Cited("forum", derived_from="blog"), RETOLD], "article", True),
        ([ARTICLE], "paper", False),
        ([], "article", False),
    ],
)
def test_what_nothing_would_remain_of(citations: list[Cited], source: str, alone: bool) -> None:
    assert rests_on_source(citations, source) is alone


@pytest.mark.parametrize(
    ("citations", "alone"),
    [
        ([BY_ADA], True),
        ([BY_ADA, RETOLD], True),
        ([BY_ADA, BY_BOB], False),
        ([BY_ADA, Cited("paper")], False),
        ([BY_BOB], False),
        ([], False),
    ],
)
def test_one_persons_word(citations: list[Cited], alone: bool) -> None:
    assert rests_on_word(citations, lambda said: said == "Ada") is alone
