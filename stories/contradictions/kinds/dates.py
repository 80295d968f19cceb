"""An event that happens once, told for two times that have no moment in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from events.facts import Fact
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Contradiction, Kind, hull
from stories.contradictions.evidence import Evidence
from stories.contradictions.once import identity
from stories.contradictions.settled import contenders
from stories.contradictions.sides import sides_by_time


class Dates(Kind):
    """A founding, a death, an acquisition, a merger, a listing, a launch, a dissolution."""

    name = "dates"
    section = "once"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        tellings: dict[tuple[str, Hashable], list[Fact]] = defaultdict(list)
        for fact in evidence.facts:
            tellings[fact.type, identity(fact)].append(fact)
        for told in tellings.values():
            facts = contenders(told, "when")
            if len(facts) > 1 and not _can_be_one(facts):
                yield Contradiction(
                    kind=self.name,
                    matter=str(facts[0].id),
                    summary=f"Two dates for one event: {facts[0].data.summary()}",
                    sides=tuple(sides_by_time(facts)),
                    start=hull(facts),
                )


def _can_be_one(facts: Sequence[Fact]) -> bool:
    """Whether there is a moment within all windows."""
    first = max(fact.window.earliest or FIRST for fact in facts)
    return first <= min(fact.window.latest or LAST for fact in facts)
