"""Accounts of one taking up or leaving of a post that cannot be of the same moment."""

from __future__ import annotations

from collections.abc import Iterable

from events.types.posts import named_post
from events.types.summary import named
from stories.contradictions.conflict_kinds import two_dates, with_agreeing
from stories.contradictions.contradiction import Contradiction, Kind
from stories.contradictions.evidence import Evidence

_WHAT = {"start": "became", "end": "left as"}


class PostDates(Kind):
    """The rules of tenures say which account counts; the others are held against it."""

    name = "dates"
    section = "person"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        for conflict in evidence.posts.conflicts:
            if conflict.kind not in _WHAT:
                continue
            (person,), post = conflict.people, conflict.post
            rows = evidence.tenures_by_person_and_post[person, post]
            told = evidence.of(with_agreeing(conflict.events, rows))
            where, title = named(evidence.subject), named_post(evidence.subject, post)
            summary = (
                f"Two dates on which {named(person)} {_WHAT[conflict.kind]} {title} of {where}"
            )
            matter = f"{conflict.kind}/{post}/{person}"
            yield from two_dates(summary, matter, conflict.events, told, post)
