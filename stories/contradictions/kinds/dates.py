"""An event that happens once, told for two times that have no moment in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime

from events.facts import Fact
from events.types.works import ProductWithdrawn
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Contradiction, Kind, hull
from stories.contradictions.evidence import Evidence
from stories.contradictions.once import identity, undoes
from stories.contradictions.settled import contenders
from stories.contradictions.sides import sides_by_time


class Dates(Kind):
    """A founding, a death, an acquisition, a merger, a listing, a launch, a dissolution."""

    name = "dates"
    section = "once"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        tellings: dict[tuple[str, Hashable], list[Fact]] = defaultdict(list)
        for fact in evidence.facts:
            if not isinstance(fact.data, ProductWithdrawn):  # it only undoes
                tellings[fact.type, identity(fact)].append(fact)
        for told in tellings.values():
            for facts in _times(contenders(told, "when"), evidence.facts):
                if len(facts) > 1 and not _can_be_one(facts):
                    yield Contradiction(
                        kind=self.name,
                        matter=str(facts[0].id),
                        summary=f"Two dates for one event: {facts[0].data.summary()}",
                        sides=tuple(sides_by_time(facts)),
                        start=hull(facts),
                    )


def _times(told: Sequence[Fact], facts: Iterable[Fact]) -> list[list[Fact]]:
    """What is told of each time that it happened: between two something can have undone it."""
    if not told:
        return []
    undone = sorted((one for one in facts if undoes(one, told[0])), key=_last)
    times: list[list[Fact]] = [[]]
    for fact in sorted(told, key=lambda one: (_first(one), _last(one))):
        if times[-1] and not _can_be_one([*times[-1], fact]):
            begun = max(map(_first, times[-1]))
            between = [one for one in undone if begun <= _last(one) and _first(one) <= _last(fact)]
            if between:
                undone.remove(between[0])
                times.append([])
        times[-1].append(fact)
    return [sorted(one, key=told.index) for one in times]


def _first(fact: Fact) -> datetime:
    return fact.window.earliest or FIRST


def _last(fact: Fact) -> datetime:
    return fact.window.latest or LAST


def _can_be_one(facts: Sequence[Fact]) -> bool:
    """Whether there is a moment within all windows."""
    return max(map(_first, facts)) <= min(map(_last, facts))
