"""One row: an entity's hold on another, as the rules leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stories.control.terms import Terms
from stories.spans.rows import Span


@dataclass(slots=True, eq=False, kw_only=True)
class Hold(Span):
    """Built for two entities by themselves; `how` says how it ended."""

    controller: str
    controlled: str
    terms: Terms
    how: str | None = None

    @property
    def kind(self) -> str | None:
        """None if facts only say that it ended."""
        return self.terms.kind

    @property
    def share(self) -> dict[str, str | None] | None:
        """Percentages as decimal strings; a bound that is not known is None."""
        share = self.terms.share
        return None if share is None else {"min": share.min, "max": share.max}

    @property
    def holder(self) -> str:
        return self.controller

    @property
    def in_time(self) -> tuple[datetime, datetime, datetime, datetime, str]:
        return (*self.bounds, self.controller)
