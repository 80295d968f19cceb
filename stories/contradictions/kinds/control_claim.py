"""A claim about the control of something, against the control that is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from events.facts import Fact
from events.types.speech import ClaimMade
from events.types.summary import named
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.control import masters, speaks_of_control
from stories.contradictions.evidence import Evidence
from stories.contradictions.joined import certain_from, certain_until, joined
from stories.control import Hold
from stories.control.conflicts import SOLE

Stay = Sequence[Hold]
"""Of one controller; each meets the one before."""


class ControlClaim(Kind):
    """The claim speaks of control, of the entity, and of somebody who is recorded neither in
    control of it nor of those who are, and whom it does not control itself."""

    name = "control_claim"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        holds = [h for h in evidence.control_of(evidence.subject).holds if h.kind in SOLE]
        stays = list(joined(holds))
        for fact in evidence.facts:
            if not speaks_of_control(fact):
                continue
            against = [holds for holds in stays if _certain_throughout(holds, fact)]
            if against and _names_another(evidence, fact):
                yield self._contradiction(evidence, fact, against)

    def _contradiction(
        self, evidence: Evidence, claim: Fact, against: Sequence[Stay]
    ) -> Contradiction:
        what = named(evidence.subject)
        sides = [side_of([claim])]
        for holds in against:
            told = evidence.of(one.event for hold in holds for one in hold.facts)
            sides.append(side_of(told, f"{named(holds[0].controller)} in control of {what}"))
        return Contradiction(
            kind=self.name,
            matter=str(claim.id),
            summary=f"A claim about the control of {what}, against what is recorded",
            sides=tuple(sides),
            start=hull([claim]),
        )


def _certain_throughout(holds: Stay, claim: Fact) -> bool:
    first, last = _bounds(claim)
    return certain_from(holds) <= first and last < certain_until(holds)


def _names_another(evidence: Evidence, claim: Fact) -> bool:
    """Somebody who then cannot have been above the entity, nor something that was below it."""
    data = claim.data
    about = set(data.about) if isinstance(data, ClaimMade) else set()
    then = _bounds(claim)
    others = about - masters(evidence, evidence.subject, *then) - {evidence.subject}
    return any(evidence.subject not in masters(evidence, other, *then) for other in others)


def _bounds(claim: Fact) -> tuple[datetime, datetime]:
    return claim.window.earliest or FIRST, claim.window.latest or LAST
