"""Two who control one thing alone at once, or one said to control it in two ways."""

from __future__ import annotations

from collections.abc import Iterable

from events.types.summary import named, names
from stories.contradictions.control import masters
from stories.contradictions.crowding import Crowd, crowds
from stories.contradictions.evidence import Evidence
from stories.contradictions.found import Contradiction, Kind, hull, side_of
from stories.control import Conflict, Hold
from stories.control.conflicts import SOLE

_SENTENCES = {
    "terms": "{who} told to have two different holds on {what} at once",
    "reestablished": "{who} told to gain a hold on {what} that it had already",
}


class Control(Kind):
    """One with all or most of it, beside another who has; not one who controls the other."""

    name = "control"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        recorded = evidence.control_of(evidence.subject)
        for crowd in crowds([hold for hold in recorded.holds if hold.kind in SOLE]):
            over = {one: masters(evidence, one) for one in crowd.events}
            apart = [
                one
                for one in crowd.events
                if any(
                    one not in over[other] and other not in over[one]
                    for other in over
                    if other != one
                )
            ]
            if apart:
                yield self._of_crowd(evidence, crowd, apart)
        for conflict in recorded.conflicts:
            if conflict.kind in _SENTENCES:
                yield self._of_conflict(evidence, conflict)

    def _of_crowd(
        self, evidence: Evidence, crowd: Crowd[Hold], holders: list[str]
    ) -> Contradiction:
        what = named(evidence.subject)
        return Contradiction(
            kind=self.name,
            matter=crowd.newcomer.facts[0].event,
            summary=f"{names(holders)} each recorded in control of {what} at once",
            sides=tuple(
                side_of(evidence.of(crowd.events[one]), f"{named(one)} in control of {what}")
                for one in holders
            ),
            start=crowd.start,
            end=crowd.end,
            lasts=True,
        )

    def _of_conflict(self, evidence: Evidence, conflict: Conflict) -> Contradiction:
        facts = evidence.of(dict.fromkeys(conflict.events))
        (controller,) = conflict.controllers
        sentence = _SENTENCES[conflict.kind]
        return Contradiction(
            kind=self.name,
            matter=f"{conflict.kind}/{conflict.events[-1]}",
            summary=sentence.format(who=named(controller), what=named(evidence.subject)),
            sides=tuple(side_of([fact]) for fact in facts),
            start=hull(facts),
        )
