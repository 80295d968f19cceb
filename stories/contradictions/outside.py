"""Posts and control told for a time at which there was no such organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from events.facts import Fact
from events.types.control import ControlEstablished, ControlObserved
from events.types.governance.people import BoardReported, PersonAppointed, PersonObserved
from events.types.posts import named_post
from events.types.summary import named
from stories.contradictions.evidence import Evidence
from stories.contradictions.found import Contradiction, Kind, hull, side_of
from stories.contradictions.lifetimes import Limit
from stories.tenure import places


class PostsOutside(Kind):
    """Somebody appointed to a post of it, or seen in one."""

    section = "person"
    limit: ClassVar[Limit]
    sentence: ClassVar[str]

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        organization, person = places.subject(evidence.track)
        bound = self.limit.of(organization, evidence.facts)
        if bound is None:
            return
        told = dict(_in_posts(evidence.facts, person))
        for fact in self.limit.beyond(bound, told):
            yield Contradiction(
                kind=self.name,
                matter=f"{told[fact]}/{person}/{fact.id}",
                summary=self.sentence.format(
                    who=named(person),
                    post=named_post(organization, told[fact]),
                    where=named(organization),
                ),
                sides=(side_of([bound.fact]), side_of([fact])),
                start=hull([bound.fact, fact]),
                post=told[fact],
            )


class ControlOutside(Kind):
    """Control that it gained, or was gained of it, or that was seen."""

    section = "control"
    limit: ClassVar[Limit]
    sentence: ClassVar[str]

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        told = {
            fact: data
            for fact in evidence.facts
            if isinstance(data := fact.data, (ControlEstablished, ControlObserved))
            and data.controlled == evidence.subject
        }
        controllers = [data.controller for data in told.values()]
        for one in dict.fromkeys((evidence.subject, *controllers)):
            bound = self.limit.of(one, evidence.facts)
            if bound is None:
                continue
            of_it = [f for f in told if one in (evidence.subject, told[f].controller)]
            for fact in self.limit.beyond(bound, of_it):
                facts = (bound.fact, fact)
                yield self._contradiction(evidence, one, told[fact].controller, facts)

    def _contradiction(
        self, evidence: Evidence, bounded: str, controller: str, facts: Sequence[Fact]
    ) -> Contradiction:
        return Contradiction(
            kind=self.name,
            matter=f"{bounded}/{facts[-1].id}",
            summary=self.sentence.format(
                who=named(controller), what=named(evidence.subject), where=named(bounded)
            ),
            sides=tuple(side_of([fact]) for fact in facts),
            start=hull(facts),
        )


def _in_posts(facts: Iterable[Fact], person: str) -> Iterator[tuple[Fact, str]]:
    """What puts a person in a post, with the post; of several that a report tells, the last."""
    for fact in facts:
        match fact.data:
            case PersonAppointed() | PersonObserved() as data if data.person == person:
                yield fact, data.post
            case BoardReported() as data:
                yield from ((fact, post) for who, post in places.holdings(data) if who == person)
