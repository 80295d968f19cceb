"""Two who control one thing alone at once, or one said to control it in two ways."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from events.types.summary import named, names
from events.when import Window
from events.when.window import LAST
from stories.contradictions.control import chain, masters
from stories.contradictions.crowding import Crowd, crowds
from stories.contradictions.evidence import Evidence
from stories.contradictions.found import Contradiction, Kind, hull, side_of
from stories.control import Conflict, Hold
from stories.control.conflicts import SOLE
from stories.spans.dated import first_of

_SENTENCES = {
    "terms": "{who} told to have two different holds on {what} at once",
    "reestablished": "{who} told to gain a hold on {what} that it had already",
}


class Control(Kind):
    """One with all or most of it, beside another who has; not while one controls the other."""

    name = "control"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        recorded = evidence.control_of(evidence.subject)
        for crowd in crowds([hold for hold in recorded.holds if hold.kind in SOLE]):
            if apart := list(_apart(evidence, crowd)):
                yield self._of_crowd(evidence, crowd, apart)
        for conflict in recorded.conflicts:
            if conflict.kind in _SENTENCES:
                yield self._of_conflict(evidence, conflict)

    def _of_crowd(
        self, evidence: Evidence, crowd: Crowd[Hold], apart: Sequence[Apart]
    ) -> Contradiction:
        what = named(evidence.subject)
        told = crowd.events
        holders = [one for one in told if any(one in each.holders for each in apart)]
        since, until = apart[0].since, apart[-1].until
        return Contradiction(
            kind=self.name,
            matter=crowd.newcomer.facts[0].event,
            summary=f"{names(holders)} each recorded in control of {what} at once",
            sides=tuple(
                side_of(evidence.of(told[one]), f"{named(one)} in control of {what}")
                for one in holders
            ),
            start=Window(since, since),
            end=None if until == LAST else Window(until, until),
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


class Apart(NamedTuple):
    """Holders beside whom for a time another is, of whom neither can have controlled the other."""

    since: datetime
    until: datetime
    holders: Collection[str]


def _apart(evidence: Evidence, crowd: Crowd[Hold]) -> Iterator[Apart]:
    """In order of time; who controls whom changes meanwhile."""
    above = {hold for one in crowd.events for hold in chain(evidence, one)}
    turns = {turn for hold in above for turn in (first_of(hold.start), hold.ends_last)}
    within = {turn for turn in (*turns, *crowd.turns) if crowd.since < turn < crowd.until}
    for since, until in pairwise([crowd.since, *sorted(within), crowd.until]):
        present = crowd.present(since)
        over = {one: masters(evidence, one, since) for one in present}
        if holders := {one for one in present if not all(_in_line(one, o, over) for o in over)}:
            yield Apart(since, until, holders)


def _in_line(one: str, other: str, over: Mapping[str, Collection[str]]) -> bool:
    return one == other or one in over[other] or other in over[one]
