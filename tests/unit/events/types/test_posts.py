import pytest

from events.types import ALL_POSTS, WELL_KNOWN_POSTS, Post, default_post
from events.types.posts import named_post, post_in_prose
from events.types.summary import placeholders, render


def test_the_well_known_posts() -> None:
    exclusive = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.exclusive}
    assert exclusive == {"ceo", "chair", "president", "cto", "cfo", "coo", "chief-scientist"}
    board = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.body == "board"}
    assert board == {"chair", "director"}
    management = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.body == "management"}
    assert management == exclusive - {"chair"}
    other = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.body == "other"}
    assert other == {"partner", "advisor", "employee"}
    assert ALL_POSTS not in WELL_KNOWN_POSTS


def test_what_the_well_known_posts_are_called() -> None:
    titles = "CEO, Chair, President, CTO, CFO, COO, Chief Scientist, Director, Partner, Advisor"
    assert [post.title for post in WELL_KNOWN_POSTS.values()] == [*titles.split(", "), "Employee"]
    for slug, post in WELL_KNOWN_POSTS.items():
        assert slug == post.title.lower().replace(" ", "-")
        assert default_post(slug) == post


def test_any_other_post() -> None:
    assert default_post("head-of-policy") == Post("Head of policy", "other", exclusive=False)
    assert default_post("co-ceo").title == "Co-CEO"
    assert default_post("deputy-cfo").title == "Deputy CFO"
    assert default_post("vice-chair").title == "Vice chair"


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ("ceo", "CEO"),
        ("chair", "chair"),
        ("chief-scientist", "chief scientist"),
        ("head-of-policy", "head of policy"),
        ("co-ceo", "co-CEO"),
        ("group-chief-scientist", "group chief scientist"),
    ],
)
def test_a_post_in_a_sentence(post: str, said: str) -> None:
    assert post_in_prose(post) == said
    sentence = f"As {named_post('acme', post)}."
    assert placeholders(sentence) == [f"acme/{post}"]
    assert render(sentence, {}) == f"As {said}."
    assert render(sentence, {f"acme/{post}": "Technoking"}) == "As Technoking."
