"""Contradictions that the rules of tenures and of control find as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from events.facts import Fact
from events.types.posts import named_post
from events.types.summary import named
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.evidence import Evidence
from stories.contradictions.settled import contenders
from stories.contradictions.sides import sides_by_time
from stories.spans.dated import dated
from stories.spans.rows import Span


class OfPosts(Kind):
    """A side for each event of a conflict between facts about a post."""

    section = "person"
    sentence: ClassVar[str]
    odd: ClassVar[int] = -1
    """Which of the events cannot be, beside the others; whatever else is told, it is the matter."""

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        for conflict in evidence.posts.conflicts:
            if conflict.kind != self.name:
                continue
            facts = evidence.of(dict.fromkeys(conflict.events))
            (person,) = conflict.people
            yield Contradiction(
                kind=self.name,
                matter=f"{conflict.post}/{person}/{conflict.events[self.odd]}",
                summary=self.sentence.format(
                    who=named(person),
                    post=named_post(evidence.subject, conflict.post),
                    where=named(evidence.subject),
                ),
                sides=tuple(side_of([fact]) for fact in facts),
                start=hull(facts),
                post=conflict.post,
            )


def two_dates(
    summary: str, matter: str, conflict: Sequence[str], facts: Sequence[Fact], post: str | None
) -> Iterable[Contradiction]:
    """Accounts of one change, unless the desk has settled which of their times is right."""
    counting = contenders(facts, "when")
    if len({dated(fact).event for fact in counting} & set(conflict)) < 2:
        return
    first = min(counting, key=lambda fact: fact.position)
    yield Contradiction(
        kind="dates",
        matter=f"{matter}/{first.id}",
        summary=summary,
        sides=tuple(sides_by_time(counting)),
        start=hull(counting),
        post=post,
    )


def with_agreeing(events: Sequence[str], rows: Iterable[Span]) -> list[str]:
    """The events of a conflict, with those that agree with the first, the one that counts."""
    told = dict.fromkeys(events)
    for row in rows:
        for accounts in (row.begun, row.ended):
            agreeing = [one.event for one in accounts]
            if events[0] in agreeing:
                told |= dict.fromkeys(agreeing)
    return list(told)
