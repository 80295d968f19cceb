"""One row: a person in a post, as the rules leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from events.types import Post
from stories.spans.rows import Span
from stories.tenure.attributes import Attributes


@dataclass(slots=True, eq=False, kw_only=True)
class Tenure(Span):
    """Built for a person and a post by itself; then the rules between tenures change it."""

    person: str
    post_id: str
    post: Post
    attributes: Attributes
    manner: str | None = None
    reason: str | None = None

    @property
    def title(self) -> str:
        return self.attributes.title or self.post.title

    @property
    def holder(self) -> str:
        return self.person

    @property
    def in_time(self) -> tuple[datetime, datetime, datetime, datetime, str, str]:
        return (*self.bounds, self.person, self.post_id)
