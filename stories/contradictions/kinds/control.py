"""Two who control one thing alone at once, or one said to control it in two ways."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from events.types.summary import named, names
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.control import chain, masters
from stories.contradictions.crowding import Crowd, crowds
from stories.contradictions.evidence import Evidence
from stories.contradictions.joined import certain_from
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
            first = crowd.newcomer.facts[0].event
            for number, apart in enumerate(_apart(evidence, crowd)):
                matter = f"{first}/{_turned(evidence, crowd, apart.since)}" if number else first
                yield self._of_crowd(evidence, apart, matter)
        for conflict in recorded.conflicts:
            if conflict.kind in _SENTENCES:
                yield self._of_conflict(evidence, conflict)

    def _of_crowd(self, evidence: Evidence, crowd: Crowd[Hold], matter: str) -> Contradiction:
        what = named(evidence.subject)
        told = crowd.events
        return Contradiction(
            kind=self.name,
            matter=matter,
            summary=f"{names(list(told))} each recorded in control of {what} at once",
            sides=tuple(
                side_of(evidence.of(events), f"{named(one)} in control of {what}")
                for one, events in told.items()
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


def _apart(evidence: Evidence, crowd: Crowd[Hold]) -> Iterator[Crowd[Hold]]:
    """Those of the crowd beside whom another is of whom neither can have controlled the other, for
    each time, in order, in which there are any; who controls whom changes meanwhile.
    """
    above = {hold for one in crowd.events for hold in chain(evidence, one)}
    turns = {turn for hold in above for turn in (first_of(hold.start), hold.ends_last)}
    within = {turn for turn in (*turns, *crowd.turns) if crowd.since < turn < crowd.until}
    holders: set[str] = set()
    since = crowd.since
    for at in (crowd.since, *sorted(within)):
        if found := _beside(evidence, crowd.present(at), at):
            since = since if holders else at
            holders |= found
        elif holders:
            yield crowd.among(holders, since, at)
            holders = set()
    if holders:
        yield crowd.among(holders, since, crowd.until)


def _beside(evidence: Evidence, present: Collection[str], at: datetime) -> set[str]:
    over = {one: masters(evidence, one, at, at) for one in present}
    return {one for one in present if not all(_in_line(one, other, over) for other in over)}


def _turned(evidence: Evidence, crowd: Crowd[Hold], at: datetime) -> str:
    """The event by which somebody came then, or lost control of another who has it."""
    came = [rows[0].facts[0] for rows in crowd.stays if certain_from(rows) == at]
    above = {hold for one in crowd.events for hold in chain(evidence, one)}
    lost = [one for hold in above if hold.ends_last == at for one in hold.ended]
    return min(came or lost, key=lambda one: one.fact.position).event


def _in_line(one: str, other: str, over: Mapping[str, Collection[str]]) -> bool:
    return one == other or one in over[other] or other in over[one]
