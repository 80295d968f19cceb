"""The contradictions shown equal those that a day by day account finds, whatever is recorded."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.recorded import RecordedEvent
from stories.projections.contradictions import ContradictionRow
from tests.unit.stories.contradictions import naive
from tests.unit.stories.contradictions.inbox import Inbox
from tests.unit.stories.contradictions.naive import Told

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "300"))
FIRST = date(2020, 1, 1)
APART = 3
"""Days from one fact to the next: what lies between is told by no fact."""
EXCLUSIVE = ("ceo", "cto")

Step = tuple[Any, ...]
said = st.tuples(
    st.just("tell"),
    st.sampled_from(["appointed", "departed", "departed", "observed"]),
    st.sampled_from(["ann", "ann", "bob", "cid"]),
    st.sampled_from(["ceo", "ceo", "ceo", "cto", "director"]),
    st.sampled_from(["removed", "resigned", "resigned", "unknown"]),
)
which = st.integers(0, 20)
amended = st.one_of(
    st.tuples(st.just("retract"), which),
    st.tuples(st.just("dispute"), which, st.sampled_from(["happened", "manner", "manner", "when"])),
    st.tuples(st.just("settle"), which, st.sampled_from(["original", "account"])),
    st.tuples(st.just("correct"), which, st.sampled_from(["removed", "resigned", "unknown"])),
)
histories = st.lists(st.one_of(said, said, amended), min_size=6, max_size=16)


class Telling:
    """Records a history, and keeps for the naive account what has become of each fact."""

    def __init__(self, days: Sequence[int]) -> None:
        self.inbox = Inbox()
        self.days = list(days)
        self.facts: list[Told] = []
        self.events: list[RecordedEvent] = []

    def take(self, step: Step) -> None:
        if step[0] == "tell":
            self._tell(*step[1:])
            return
        standing = [number for number, fact in enumerate(self.facts) if fact.standing]
        if standing:
            number = standing[step[1] % len(standing)]
            self._amend(step[0], self.facts[number], self.events[number], *step[2:])

    def _tell(self, says: str, person: str, post: str, manner: str) -> None:
        day = self.days.pop() * APART
        occurred = (FIRST + timedelta(days=day)).isoformat()
        kind = {"manner": manner} if says == "departed" else {}
        event = getattr(self.inbox, says)(person, occurred, post, **kind)
        self.events.append(event)
        self.facts.append(Told(event.position, str(event.id), says, person, post, day, manner))

    def _amend(self, how: str, fact: Told, event: RecordedEvent, *what: str) -> None:
        if how == "retract":
            self.inbox.retract(event)
            fact.standing = False
        elif how == "dispute":
            dispute = self.inbox.dispute(event, what[0])
            fact.disputes.append((str(dispute.id), what[0]))
        elif how == "settle" and fact.disputes:
            # Told for another day than its own, a fact has none that the naive account could place.
            prevailing = "original" if any(of == "when" for _, of in fact.disputes) else what[0]
            self.inbox.settle(event, prevailing)
            fact.settle(prevailing)
        elif how == "correct" and fact.says == "departed":
            self.inbox.correct(event, {"data": {"manner": what[0]}})
            fact.manner = what[0]


def events_of(rows: Sequence[ContradictionRow], kind: str) -> set[frozenset[str]]:
    return {frozenset(row.events) for row in rows if row.kind == kind}


def holders_at(rows: Sequence[ContradictionRow], post: str, moment: datetime) -> list[set[str]]:
    """Who holds the post at once, by each row that is about the moment."""
    return [
        {side["account"].split("}")[0].strip("{") for side in row.sides}
        for row in rows
        if (row.kind, row.post) == ("two_holders", post)
        and row.start.latest
        and row.start.latest <= moment
        and (row.end is None or (row.end.earliest is not None and moment < row.end.earliest))
    ]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories, days=st.permutations(range(1, 17)))
def test_contradictions_are_those_that_the_rules_say(history: list[Step], days: list[int]) -> None:
    telling = Telling(days)
    for step in history:
        telling.take(step)
    facts, rows = telling.facts, telling.inbox.rows()
    assert events_of(rows, "manner") == naive.told_in_two_manners(facts)
    assert events_of(rows, "disputed") == naive.in_dispute(facts)
    after = [row for row in rows if row.kind == "after_departure"]
    assert {frozenset(row.sides[1]["events"]) for row in after} == naive.seen_after_leaving(facts)
    for day in range(1, 17 * APART):
        if day % APART == 0:
            continue
        noon = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=day, hours=12)
        for post in EXCLUSIVE:
            holders = naive.in_post(facts, post, day)
            shown = holders_at(rows, post, noon)
            assert len(shown) == (len(holders) > 1), (post, day, holders, shown)
            assert all(holders <= people for people in shown)
        assert not holders_at(rows, "director", noon)
