"""A person reported in a post after having left it."""

from __future__ import annotations

from collections.abc import Iterable

from events.types.posts import named_post
from events.types.summary import named
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.evidence import Evidence
from stories.contradictions.returns import returns


class AfterDeparture(Kind):
    """Until an appointment in between is told, either the departure or the sighting is wrong."""

    name = "after_departure"
    section = "person"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        for back in returns(evidence.tenures_by_person_and_post):
            who, where = named(back.person), named(evidence.subject)
            title = named_post(evidence.subject, back.post)
            first = min(back.left, key=lambda fact: fact.position)
            seen = f"{who} in post as {title} of {where}"
            yield Contradiction(
                kind=self.name,
                matter=f"{back.post}/{back.person}/{first.id}",
                summary=f"{who} reported as {title} of {where} after having left",
                sides=(side_of(back.left), side_of(back.seen, seen)),
                start=hull([*back.left, *back.seen]),
                post=back.post,
            )
