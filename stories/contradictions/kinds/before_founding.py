"""Somebody in a post of an organisation before that was founded."""

from __future__ import annotations

from stories.contradictions import lifetimes
from stories.contradictions.outside import PostsOutside


class BeforeFounding(PostsOutside):
    name = "before_founding"
    rule = lifetimes.before_founding
    sentence = "{who} as {post} of {where} before it was founded"
