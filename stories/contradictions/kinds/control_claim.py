"""A claim about the control of something, against the control that is recorded."""

from __future__ import annotations

from collections.abc import Iterable

from events.facts import Fact
from events.types.speech import ClaimMade
from events.types.summary import named
from events.when.window import FIRST, LAST
from stories.contradictions.control import masters, speaks_of_control
from stories.contradictions.evidence import Evidence
from stories.contradictions.found import Contradiction, Kind, hull, side_of
from stories.control import Hold
from stories.control.conflicts import SOLE


class ControlClaim(Kind):
    """The claim speaks of control, of the entity, and of somebody who is recorded neither in
    control of it nor of those who are, and whom it does not control itself."""

    name = "control_claim"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        holds = [h for h in evidence.control_of(evidence.subject).holds if h.kind in SOLE]
        for fact in evidence.facts:
            if not speaks_of_control(fact):
                continue
            against = [hold for hold in holds if _certain_throughout(hold, fact)]
            if against and _names_another(evidence, fact, against):
                yield self._contradiction(evidence, fact, against)

    def _contradiction(self, evidence: Evidence, claim: Fact, against: list[Hold]) -> Contradiction:
        what = named(evidence.subject)
        sides = [side_of([claim])]
        for hold in against:
            told = evidence.of(one.event for one in hold.facts)
            sides.append(side_of(told, f"{named(hold.controller)} in control of {what}"))
        return Contradiction(
            kind=self.name,
            matter=str(claim.id),
            summary=f"A claim about the control of {what}, against what is recorded",
            sides=tuple(sides),
            start=hull([claim]),
        )


def _certain_throughout(hold: Hold, fact: Fact) -> bool:
    first, last = fact.window.earliest or FIRST, fact.window.latest or LAST
    return (hold.start.latest or LAST) <= first and last < hold.ends_first


def _names_another(evidence: Evidence, claim: Fact, holds: list[Hold]) -> bool:
    """Somebody who is not above the entity as recorded, nor something that is below it."""
    data = claim.data
    about = set(data.about) if isinstance(data, ClaimMade) else set()
    above = {hold.controller for hold in holds}
    for controller in list(above):
        above |= masters(evidence, controller)
    others = about - above - {evidence.subject}
    return any(evidence.subject not in masters(evidence, other) for other in others)
