"""A history gives of every event, at every position, what the rules make of what was told then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.effective import effective
from events.facts import named
from events.history import History
from events.recorded import RecordedEvent
from tests.hypothesis_settings import for_histories
from tests.oracle.histories import Step, steps
from tests.oracle.record import become
from tests.unit.events.record import Record
from tests.unit.stories.tenure.test_against_the_oracle import EXAMPLES, tell

MANY = 40


def at_once(events: Sequence[RecordedEvent], root: Any, position: int) -> str | None:
    """The fact worked out from the whole log by then."""
    known = [event for event in events if event.position <= position]
    told = [event for event in known if event.root == root]
    return repr(named(effective(told), become(known))) if told else None


@for_histories(EXAMPLES)
@given(data=st.data(), history=st.lists(steps, min_size=1, max_size=25))
def test_a_fact_is_the_same_in_whatever_order_it_is_asked_for(
    data: st.DataObject, history: list[Step]
) -> None:
    events = tell(history).events
    told = History(events)
    asked = [(root, at) for root in told.roots() for at in range(len(events) + 1)]
    for root, position in data.draw(st.permutations(asked), label="order"):
        found = told.at(root, position)
        assert (found and repr(found)) == at_once(events, root, position), position


def go_through(events: Sequence[RecordedEvent]) -> None:
    """Ask for every event at every position at which something was recorded."""
    told = History(events)
    for position in told.positions():
        for root in told.roots():
            told.at(root, position)


@pytest.mark.parametrize("verdicts", [False, True])
def test_however_often_an_event_is_amended_each_amendment_is_read_once(
    decoded: list[str], verdicts: bool
) -> None:
    record = Record()
    said = {"person": "sam-altman", "organization": "openai", "post": "ceo"}
    appointed = record.add("person.appointed", said, occurred="2019-03")
    for number in range(MANY):
        correction = record.correct(appointed, {"data": {"acting": number % 2 == 0}})
        if verdicts:
            record.amend("event.retracted", appointed, reason="wrong", public_note="Not so.")
            record.amend("event.reinstated", appointed, reason="right after all")
            record.amend("event.retracted", correction, reason="wrong", public_note="Not so.")
    go_through(record.events)
    assert decoded.count("event.corrected") == MANY
    assert decoded.count("person.appointed") == MANY + 1


@pytest.mark.parametrize("into", ["{}-the-elder", "everybody", "person-{next}"])
def test_however_many_merges_there_are_each_event_is_read_once(
    decoded: list[str], into: str
) -> None:
    record = Record()
    for number in range(MANY):
        who = {"person": f"person-{number}"}
        record.add("person.died", who, occurred="2019-03")
        become = into.format(f"person-{number}", next=number + 1)
        record.add("entity.merged", {"entity": f"person-{number}", "into": become})
    go_through(record.events)
    assert len(decoded) == 2 * MANY
