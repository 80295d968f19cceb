"""One row: a person in a post, as the rules leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from events.types import Post
from events.when import Window
from events.when.window import FIRST, LAST
from stories.tenure.attributes import Attributes
from stories.tenure.dated import Dated, first_of, last_of


@dataclass(slots=True, eq=False)
class Tenure:
    """Built for a person and a post by itself; then the rules between tenures change it."""

    person: str
    post_id: str
    post: Post
    attributes: Attributes
    start: Window
    start_known: bool
    begun_by: datetime
    """When the person was in the post at the latest; `start.latest` may say a day's beginning."""
    end: Window | None = None
    start_text: str | None = None
    end_text: str | None = None
    manner: str | None = None
    reason: str | None = None
    inferred: bool = False
    disputed: bool = False
    before: Tenure | None = None
    """The row that this one meets: its start, a change of attributes, is the end of that one."""
    begun: tuple[Dated, ...] = ()
    seen: tuple[Dated, ...] = ()
    ended: tuple[Dated, ...] = ()

    @property
    def title(self) -> str:
        return self.attributes.title or self.post.title

    @property
    def ends_first(self) -> datetime:
        """The first moment at which it can have ended."""
        return LAST if self.end is None else first_of(self.end)

    @property
    def ends_last(self) -> datetime:
        """The last moment at which it can have ended."""
        return LAST if self.end is None else last_of(self.end)

    @property
    def facts(self) -> list[Dated]:
        """What says so, in order of time, each once."""
        told = dict.fromkeys((*self.begun, *self.seen, *self.ended))
        return sorted(told, key=lambda one: one.order)

    @property
    def last_attested(self) -> datetime | None:
        return max((one.window.latest for one in self.facts if one.window.latest), default=None)

    @property
    def confidence(self) -> str:
        """That of the surest fact that says the person held the post."""
        told = (*self.begun, *self.seen) or self.ended
        return min(told, key=lambda one: one.rank).confidence

    @property
    def in_time(self) -> tuple[datetime, datetime, datetime, datetime, str, str]:
        start = self.start
        return (
            *(first_of(start), last_of(start), self.ends_first, self.ends_last),
            *(self.person, self.post_id),
        )


def certain_at(tenure: Tenure, instant: datetime) -> bool:
    return last_of(tenure.start) <= instant < tenure.ends_first and instant > FIRST
