"""Somebody appointed to a post in which they certainly were already."""

from __future__ import annotations

from stories.contradictions.conflict_kinds import OfPosts


class Reappointed(OfPosts):
    name = "reappointed"
    sentence = "{who} appointed {post} of {where} although in the post already"
