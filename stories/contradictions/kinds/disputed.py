"""A fact of which another account is told beside it."""

from __future__ import annotations

from collections.abc import Iterable

from events.types.summary import excerpt
from stories.contradictions.contradiction import Contradiction, Kind, Side, side_of
from stories.contradictions.evidence import Evidence


class Disputed(Kind):
    """One for each disputed fact, with every account that is not settled."""

    name = "disputed"
    section = "disputed"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        for fact in evidence.facts:
            accounts = [
                Side(excerpt(d.account), (str(d.event),), d.what, d.by) for d in fact.disputes
            ]
            yield Contradiction(
                kind=self.name,
                matter=str(fact.id),
                summary=f"In dispute: {fact.data.summary()}",
                sides=(side_of([fact]), *accounts),
                start=fact.window,
            )
