"""A claim about the control of something, against the control that is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import datetime

from events.facts import Fact
from events.types.speech import ClaimMade
from events.types.summary import named
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.control import denies_control, masters, speaks_of_control
from stories.contradictions.evidence import Evidence
from stories.contradictions.joined import certain_from, certain_until, joined
from stories.control import Hold
from stories.control.conflicts import SOLE

Stay = Sequence[Hold]
"""Of one controller; each meets the one before."""


class ControlClaim(Kind):
    """The claim speaks of control, of the entity, and of somebody who is recorded neither in
    control of it nor of those who are, and whom it does not control itself; or it denies the
    control of who has it."""

    name = "control_claim"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        holds = [h for h in evidence.control_of(evidence.subject).holds if h.kind in SOLE]
        stays = list(joined(holds))
        for fact in evidence.facts:
            data = fact.data
            if not isinstance(data, ClaimMade) or not speaks_of_control(fact):
                continue
            against = [holds for holds in stays if _certain_throughout(holds, fact)]
            if denies_control(data.claim):
                against = _denied(against, set(data.about) - {evidence.subject})
            elif not _names_another(evidence, fact, data):
                continue
            if against:
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


def _denied(stays: Sequence[Stay], named: Set[str]) -> list[Stay]:
    """Those of whom it is denied; none where somebody else is named too, who may be meant."""
    denied = [holds for holds in stays if holds[0].controller in named]
    return denied if named == {holds[0].controller for holds in denied} else []


def _names_another(evidence: Evidence, claim: Fact, data: ClaimMade) -> bool:
    """Somebody who then cannot have been above the entity, nor something that was below it."""
    then = _bounds(claim)
    others = set(data.about) - masters(evidence, evidence.subject, *then) - {evidence.subject}
    return any(evidence.subject not in masters(evidence, other, *then) for other in others)


def _bounds(claim: Fact) -> tuple[datetime, datetime]:
    return claim.window.earliest or FIRST, claim.window.latest or LAST
