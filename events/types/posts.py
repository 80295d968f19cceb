"""The posts that need no definition, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from events.types.references import PostId

Body = Literal["board", "management", "other"]
ALL_POSTS = "all"
"""Stands for every post that a person holds in an organisation; it is no post itself."""


@dataclass(frozen=True, slots=True)
class Post:
    title: str
    body: Body
    exclusive: bool


WELL_KNOWN_POSTS: Mapping[str, Post] = {
    "ceo": Post("CEO", "management", exclusive=True),
    "chair": Post("Chair", "board", exclusive=True),
    "president": Post("President", "management", exclusive=True),
    "cto": Post("CTO", "management", exclusive=True),
    "cfo": Post("CFO", "management", exclusive=True),
    "coo": Post("COO", "management", exclusive=True),
    "chief-scientist": Post("Chief Scientist", "management", exclusive=True),
    "director": Post("Director", "board", exclusive=False),
    "partner": Post("Partner", "other", exclusive=False),
    "advisor": Post("Advisor", "other", exclusive=False),
    "employee": Post("Employee", "other", exclusive=False),
}


_INITIALS = {slug: post.title for slug, post in WELL_KNOWN_POSTS.items() if post.title.isupper()}


def default_post(post: str) -> Post:
    """The post as it is while nothing defines it for an organisation."""
    known = WELL_KNOWN_POSTS.get(post)
    if known:
        return known
    prose = post_in_prose(post)
    return Post(prose[:1].upper() + prose[1:], "other", exclusive=False)


def post_in_prose(post: str) -> str:
    """The post within a sentence, while nothing defines it: `CEO`, `chief scientist`, `co-CEO`."""
    first, *others = (_INITIALS.get(word, word) for word in post.split("-"))
    rest = " ".join(others)
    return f"{first}{'-' if first == 'co' else ' '}{rest}" if rest else first


def named_post(organization: str, post: str) -> str:
    """The placeholder of what the organisation calls it, which is as here where it says nothing."""
    return f"{{{organization}/{post}|{post_in_prose(post)}}}"


def _single(post: str) -> str:
    if post == ALL_POSTS:
        raise PydanticCustomError(
            "post", "must be one post, such as ceo; only a departure may be from all posts"
        )
    return post


SinglePostId = Annotated[
    PostId, AfterValidator(_single), Field(json_schema_extra={"not": {"const": ALL_POSTS}})
]
