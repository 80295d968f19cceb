"""Somebody appointed to a post, or seen in it, after dying."""

from __future__ import annotations

from stories.contradictions.conflict_kinds import OfPosts


class AfterDeath(OfPosts):
    name = "after_death"
    sentence = "{who} as {post} of {where} after dying"
