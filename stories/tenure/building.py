"""What is told of one person in one post, made into tenures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from events.types import Post
from events.when import Window
from stories.spans import building
from stories.spans.ordering import in_order
from stories.spans.spells import spells
from stories.tenure.attributes import Attributes
from stories.tenure.conflicts import Conflict, of_tenure
from stories.tenure.ends import end_told, manner, reason
from stories.tenure.record import Change, PersonInPost
from stories.tenure.tenures import Tenure


@lru_cache(4096)
def cached_build(
    held: PersonInPost, post: Post, changes: tuple[Change, ...], founded: datetime | None
) -> tuple[list[Tenure], list[Conflict]]:
    """What `build` gives for the same changes, which is shared then and must not be changed."""
    return build(held, post, changes, founded)


def build(
    held: PersonInPost, post: Post, changes: Sequence[Change], founded: datetime | None
) -> tuple[list[Tenure], list[Conflict]]:
    """A row for each spell, in order of time, and what contradicts itself in them."""

    def make(attributes: Attributes, start: Window, begun_by: datetime) -> Tenure:
        return Tenure(
            person=held[0],
            post_id=held[1],
            post=post,
            attributes=attributes,
            start=start,
            begun_by=begun_by,
        )

    limits = [founded] if founded is not None else []
    built = building.build(spells(in_order(changes)), limits, make=make, end_told=end_told)
    for row, end in built.rows:
        if end is not None:
            row.manner, row.reason = manner(end), reason(end)
    rows = [row for row, _ in built.rows]
    return rows, [of_tenure(*held, found) for found in built.disagreements]
