"""Definitions of posts, which must not contradict what was recorded before. Pure."""

from typing import Any

from events.facts import Fact
from events.recording.known import Known
from events.recording.sent import Sent
from events.types import Post, default_post, posts_named


def check_definition(sent: Sent, known: Known) -> None:
    """A post that is in use, or was defined, keeps its body and its exclusivity."""
    if sent.defines is None:
        return
    organization, post = sent.defines
    facts = _standing(known, organization, post)
    if not facts:
        return
    used = default_post(post)
    for fact in facts:
        if fact.kind == "definition":
            earlier: Any = fact.data
            used = Post(earlier.title, earlier.body, earlier.exclusive)
    for field, word in (("body", used.body), ("exclusive", used.exclusive)):
        if sent.sound.get(field, word) != word:
            detail = (
                f"{post} is in use at {organization} with {field} "
                f"{str(word).lower()}, since event {facts[0].id}"
            )
            sent.refuse(f"/data/{field}", "post_in_use", detail)


def _standing(known: Known, organization: str, post: str) -> list[Fact]:
    facts = [known.fact(root) for root in known.posts.get((organization, post), ())]
    return [
        fact
        for fact in facts
        if fact.status != "retracted"
        and getattr(fact.data, "organization", None) == organization
        and post in posts_named(fact.data)
    ]
