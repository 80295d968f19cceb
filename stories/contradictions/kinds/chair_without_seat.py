"""Somebody seen in the chair of a board that they had left."""

from __future__ import annotations

from stories.contradictions.conflict_kinds import OfPosts


class ChairWithoutSeat(OfPosts):
    name = "chair_without_seat"
    sentence = "{who} in the chair of {where} after leaving its board"
    odd = 0
