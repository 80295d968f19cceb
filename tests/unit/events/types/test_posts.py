import pytest

from events.types import ALL_POSTS, WELL_KNOWN_POSTS, Post, default_post
from events.types.posts import post_in_prose


def test_the_well_known_posts() -> None:
    exclusive = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.exclusive}
    assert exclusive == {"ceo", "chair", "president", "cto", "cfo", "coo", "chief-scientist"}
    board = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.body == "board"}
    assert board == {"chair", "director"}
    other = {slug for slug, post in WELL_KNOWN_POSTS.items() if post.body == "other"}
    assert other == {"partner", "advisor", "employee"}
    assert ALL_POSTS not in WELL_KNOWN_POSTS


def test_any_other_post() -> None:
    assert default_post("head-of-policy") == Post("Head of policy", "other", exclusive=False)


@pytest.mark.parametrize(
    ("post", "title", "said"),
    [
        ("ceo", None, "CEO"),
        ("chair", None, "chair"),
        ("chief-scientist", None, "chief scientist"),
        ("head-of-policy", None, "head of policy"),
        ("ceo", "Technoking", "Technoking"),
    ],
)
def test_a_post_in_a_sentence(post: str, title: str | None, said: str) -> None:
    assert post_in_prose(post, title) == said
