"""Posts and control told for a time at which there was no such organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from events.facts import Fact
from events.types.control import ControlEstablished, ControlObserved
from events.types.governance.people import BoardReported, PersonAppointed, PersonObserved
from events.types.posts import named_post
from events.types.summary import named
from stories.contradictions.evidence import Evidence
from stories.contradictions.found import Contradiction, Kind, hull, side_of
from stories.contradictions.lifetimes import Rule
from stories.tenure import places


class PostsOutside(Kind):
    """Somebody appointed to a post of it, or seen in one."""

    section = "person"
    rule: ClassVar[Rule]
    sentence: ClassVar[str]

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        organization, person = places.subject(evidence.track)
        told = dict(_in_posts(evidence.facts, person))
        for bound, fact in type(self).rule(organization, told, evidence.facts):
            yield Contradiction(
                kind=self.name,
                matter=f"{told[fact]}/{person}/{bound.id}/{fact.id}",
                summary=self.sentence.format(
                    who=named(person),
                    post=named_post(organization, told[fact]),
                    where=named(organization),
                ),
                sides=(side_of([bound]), side_of([fact])),
                start=hull([bound, fact]),
                post=told[fact],
            )


class ControlOutside(Kind):
    """Control that it gained, or was gained of it, or that was seen."""

    section = "control"
    rule: ClassVar[Rule]
    sentence: ClassVar[str]

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        told = {
            fact: data
            for fact in evidence.facts
            if isinstance(data := fact.data, (ControlEstablished, ControlObserved))
            and data.controlled == evidence.subject
        }
        either = dict.fromkeys(
            one for data in told.values() for one in (data.controller, data.controlled)
        )
        for one in either:
            concerned = [fact for fact in told if one in (told[fact].controller, evidence.subject)]
            for bound, fact in type(self).rule(one, concerned, evidence.facts):
                yield Contradiction(
                    kind=self.name,
                    matter=f"{told[fact].controller}/{bound.id}/{fact.id}",
                    summary=self.sentence.format(
                        who=named(told[fact].controller),
                        what=named(evidence.subject),
                        where=named(one),
                    ),
                    sides=(side_of([bound]), side_of([fact])),
                    start=hull([bound, fact]),
                )


def _in_posts(facts: Iterable[Fact], person: str) -> Iterator[tuple[Fact, str]]:
    """What puts a person in a post, with the post; of several that a report tells, the last."""
    for fact in facts:
        match fact.data:
            case PersonAppointed() | PersonObserved() as data if data.person == person:
                yield fact, data.post
            case BoardReported() as data:
                yield from ((fact, post) for who, post in places.holdings(data) if who == person)
