"""Somebody told to gain or to have control after dying."""

from __future__ import annotations

from collections.abc import Iterable

from events.types.summary import named
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.evidence import Evidence


class ControlAfterDeath(Kind):
    """As the rules of control find it: what is told so makes no row."""

    name = "after_death"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        for conflict in evidence.control_of(evidence.subject).conflicts:
            if conflict.kind != "after_death":
                continue
            facts = evidence.of(conflict.events)
            (controller,) = conflict.controllers
            yield Contradiction(
                kind=self.name,
                matter=f"{controller}/{conflict.events[-1]}",
                summary=f"{named(controller)} in control of {named(evidence.subject)} after dying",
                sides=tuple(side_of([fact]) for fact in facts),
                start=hull(facts),
            )
