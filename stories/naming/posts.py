"""The title of a post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from events.facts import Fact
from stories.naming.name import Name, said

DEFINED = "post.defined"


def names_of_post(post: str, facts: Sequence[Fact]) -> Iterator[Name]:
    """What it is called, as it was defined last."""
    for fact in facts[-1:]:
        told = said(fact)
        yield Name(
            entity=post,
            kind="post",
            name=told["title"],
            name_kind="canonical",
            attributes={"body": told["body"], "exclusive": told["exclusive"]},
            events=[str(fact.id)],
        )
