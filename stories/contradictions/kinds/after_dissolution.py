"""Somebody in a post of an organisation after that was dissolved."""

from __future__ import annotations

from stories.contradictions.lifetimes import Dissolution
from stories.contradictions.outside_lifetimes import PostsOutside


class AfterDissolution(PostsOutside):
    name = "after_dissolution"
    limit = Dissolution()
    sentence = "{who} as {post} of {where} after it was dissolved"
