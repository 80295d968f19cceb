"""Posts and control told for a time at which there was no such organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from events.facts import Fact
from events.types.control import ControlEstablished, ControlObserved
from events.types.governance.people import BoardReported, PersonAppointed, PersonObserved
from events.types.posts import named_post
from events.types.summary import named
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.evidence import Evidence
from stories.contradictions.lifetimes import Limit
from stories.spans.dated import dated
from stories.tenure import places


class PostsOutside(Kind):
    """Somebody appointed to a post of it, or seen in one."""

    section = "person"
    limit: ClassVar[Limit]
    sentence: ClassVar[str]

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        organization, person = places.subject(evidence.track)
        bound = self.limit.of_each(evidence.facts).get(organization)
        if bound is None:
            return
        for fact, post in _in_posts(evidence.facts, person):
            if not self.limit.excludes(bound, dated(fact)):
                continue
            yield Contradiction(
                kind=self.name,
                matter=f"{post}/{person}/{fact.id}",
                summary=self.sentence.format(
                    who=named(person),
                    post=named_post(organization, post),
                    where=named(organization),
                ),
                sides=(side_of([bound.fact]), side_of([fact])),
                start=hull([bound.fact, fact]),
                post=post,
            )


class ControlOutside(Kind):
    """Control that it gained, or was gained of it, or that was seen."""

    section = "control"
    limit: ClassVar[Limit]
    sentence: ClassVar[str]

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        bounds = self.limit.of_each(evidence.facts)
        for fact, controller in _holds(evidence):
            for one in (controller, evidence.subject):
                bound = bounds.get(one)
                if bound is not None and self.limit.excludes(bound, dated(fact)):
                    yield self._contradiction(evidence, one, controller, (bound.fact, fact))

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
    """What puts a person in a post, with the post."""
    for fact in facts:
        match fact.data:
            case PersonAppointed() | PersonObserved() as data if data.person == person:
                yield fact, data.post
            case BoardReported() as data:
                held = dict.fromkeys(places.holdings(data))
                yield from ((fact, post) for who, post in held if who == person)


def _holds(evidence: Evidence) -> Iterator[tuple[Fact, str]]:
    """What tells that the subject is controlled, with the controller."""
    for fact in evidence.facts:
        match fact.data:
            case ControlEstablished() | ControlObserved() as data:
                # After a merge of the two the fact tells that something controls itself.
                if data.controlled == evidence.subject != data.controller:
                    yield fact, data.controller
