"""What posts are, as the catalogue lists them and as definitions have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.oracle.record import Told

EXCLUSIVE = ("ceo", "chair", "president", "cto", "cfo", "coo", "chief-scientist")


@dataclass(frozen=True)
class Post:
    body: str
    exclusive: bool


class Posts(dict[str, Post]):
    """Those defined; the others as the catalogue has them."""

    def __missing__(self, post: str) -> Post:
        if post in EXCLUSIVE:
            return Post("board" if post == "chair" else "management", True)
        return Post("board" if post == "director" else "other", False)


def posts(facts: Iterable[Told]) -> Posts:
    """By the definitions of one organisation; the last recorded counts."""
    return Posts(
        {
            fact.data["post"]: Post(fact.data["body"], fact.data["exclusive"])
            for fact in facts
            if fact.type == "post.defined"
        }
    )
