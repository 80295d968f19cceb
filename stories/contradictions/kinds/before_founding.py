"""Somebody in a post of an organisation before that was founded."""

from __future__ import annotations

from stories.contradictions.lifetimes import Founding
from stories.contradictions.outside_lifetimes import PostsOutside


class BeforeFounding(PostsOutside):
    name = "before_founding"
    limit = Founding()
    sentence = "{who} as {post} of {where} before it was founded"
