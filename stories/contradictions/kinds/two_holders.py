"""Two people or more certainly in a post that one person at a time holds."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from events.types.posts import named_post
from events.types.summary import named, names
from stories.contradictions.contradiction import Contradiction, Kind, side_of
from stories.contradictions.crowding import Crowd, crowds
from stories.contradictions.evidence import Evidence
from stories.tenure import Tenure, places


class TwoHolders(Kind):
    """One for each span of time during which there is more than one holder."""

    name = "two_holders"
    section = "post"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        _, post = places.subject(evidence.track)
        for crowd in crowds(evidence.posts.tenures):
            yield self._contradiction(evidence, post, crowd)

    def _contradiction(self, evidence: Evidence, post: str, crowd: Crowd[Tenure]) -> Contradiction:
        people = crowd.events
        held = f"{named_post(evidence.subject, post)} of {named(evidence.subject)}"
        return Contradiction(
            kind=self.name,
            matter=f"{post}/{crowd.newcomer.facts[0].event}",
            summary=f"{_count(people)} people as {held} at once: {names(list(people))}",
            sides=tuple(
                side_of(evidence.of(events), f"{named(person)} as {held}")
                for person, events in people.items()
            ),
            start=crowd.start,
            end=crowd.end,
            lasts=True,
            post=post,
        )


def _count(people: Sized) -> str:
    return "Two" if len(people) == 2 else str(len(people))
