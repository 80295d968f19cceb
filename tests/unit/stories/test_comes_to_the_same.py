"""Two ways of telling the same leave the same rows, whatever else is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from events.history import History
from events.recorded import RecordedEvent
from stories.engine.fold import fold
from stories.projections.contradictions import Contradictions
from stories.projections.control import Control
from stories.projections.tenures import Tenures
from tests.hypothesis_settings import for_histories
from tests.oracle.histories import (
    CONFIDENCES,
    PEOPLE,
    TWINS,
    ZONES,
    Step,
    contents,
    facts,
    occurred,
    steps,
)
from tests.unit.events.record import Record
from tests.unit.stories.tenure.test_against_the_oracle import tell

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "40"))
DERIVED = (Tenures, Control, Contradictions)
WHY: dict[str, Any] = {"reason": "known better", "public_note": "We know better now."}
OWNED = ("acme", "apex", "bolt")
SHARES = ({"min": "60", "max": "60"}, {"min": "40", "max": "60"}, {"min": "51"}, None)
NOTHING = Step("person.described", {"person": "zoe", "description": "Tall"}, {"occurred": "2019"})
"""Keeps the place of another: by that events have their ids."""

looking = for_histories(EXAMPLES)
pairs = st.tuples(st.sampled_from((PEOPLE[0], *OWNED)), st.sampled_from(OWNED)).filter(
    lambda pair: pair[0] != pair[1]
)


def _hold(type_: str, pair: tuple[str, str], terms: Mapping[str, Any], content: Any) -> Step:
    data = {"controller": pair[0], "controlled": pair[1], **terms}
    return Step(type_, {name: value for name, value in data.items() if value is not None}, content)


terms = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["full", "majority", "minority"]),
        "share": st.sampled_from(SHARES),
    }
)
control = st.one_of(
    st.builds(_hold, st.just("control.established"), pairs, terms, contents),
    st.builds(_hold, st.just("control.observed"), pairs, terms, contents),
    st.builds(_hold, st.just("control.ended"), pairs, st.just({}), contents),
)
told_facts = st.lists(st.one_of(facts, facts, control), min_size=1, max_size=7)
told_all = st.lists(st.one_of(steps, steps, control), min_size=1, max_size=10)
numbers = st.integers(0, 20)
same = st.sampled_from(
    [(PEOPLE[1], PEOPLE[2]), (TWINS[0], PEOPLE[1]), ("acme", "apex"), ("bolt", "acme")]
)


def rows(record: Record) -> Counter[tuple[str, bytes]]:
    """What is open in the end."""
    found: Counter[tuple[str, bytes]] = Counter()
    history = History(record.events)
    for projection in (each() for each in DERIVED):
        changes = fold(projection, history, history.positions(), standing=lambda track: ())
        assert not changes.parked
        still = [version for version in changes.opened if version.known_to is None]
        found.update((projection.name, version.digest) for version in still)
    return found


def stands(record: Record, event: RecordedEvent) -> bool:
    at = record.head
    if event.root != event.id:
        verdicts = ("event.retracted", "event.reinstated")
        return not any(
            one.type in verdicts and one.content["data"]["event"] == str(event.id)
            for one in record.events
        )
    fact = History(record.events).at(event.id, at)
    return fact is not None and fact.status != "retracted"


def drawn(record: Record, number: int) -> RecordedEvent:
    assume(record.events)
    return record.events[number % record.head]


@looking
@given(history=told_all, number=numbers)
def test_what_is_retracted_and_reinstated_was_never_touched(
    history: list[Step], number: int
) -> None:
    record = tell(history)
    target = drawn(record, number)
    assume(stands(record, target))
    before = rows(record)
    record.amend("event.retracted", target, **WHY)
    record.amend("event.reinstated", target, reason="It was right.")
    assert rows(record) == before


@looking
@given(history=told_all, number=numbers)
def test_a_retraction_that_is_retracted_did_nothing(history: list[Step], number: int) -> None:
    record = tell(history)
    target = drawn(record, number)
    before = rows(record)
    retraction = record.amend("event.retracted", target, **WHY)
    record.amend("event.retracted", retraction, **WHY)
    assert rows(record) == before


@looking
@given(history=told_facts, one_and_other=same)
def test_a_merge_that_is_undone_did_nothing(
    history: list[Step], one_and_other: tuple[str, str]
) -> None:
    record = tell(history)
    before = rows(record)
    merge = _merge(record, *one_and_other)
    merged = rows(record)
    undone = record.amend("event.retracted", merge, **WHY)
    assert rows(record) == before
    record.amend("event.retracted", undone, **WHY)
    assert rows(record) == merged


@looking
@given(history=told_facts, one_and_other=same)
def test_what_is_merged_is_as_if_told_of_what_it_became(
    history: list[Step], one_and_other: tuple[str, str]
) -> None:
    told = _named(history, dict([one_and_other]))
    assume(all(map(_sensible, told)))
    record = tell(history)
    _merge(record, *one_and_other)
    assert rows(record) == rows(tell(told))


@looking
@given(history=told_facts, one_and_other=same, number=numbers)
def test_a_merge_counts_the_same_whenever_it_was_recorded(
    history: list[Step], one_and_other: tuple[str, str], number: int
) -> None:
    merge = Step("entity.merged", dict(zip(("entity", "into"), one_and_other, strict=True)), {})
    at = number % (len(history) + 1)
    early = [*history[:at], merge, *history[at:], NOTHING]
    late = [*history[:at], NOTHING, *history[at:], merge]
    assert rows(tell(early)) == rows(tell(late))


@looking
@given(
    history=told_facts,
    number=numbers,
    changes=st.fixed_dictionaries(
        {},
        optional={
            "occurred": occurred,
            "timezone": st.sampled_from(ZONES),
            "confidence": st.sampled_from(CONFIDENCES),
        },
    ),
)
def test_a_corrected_fact_counts_as_if_it_had_been_told_so(
    history: list[Step], number: int, changes: dict[str, Any]
) -> None:
    at = number % len(history)
    step = history[at]
    assume(step.content and changes)
    told = [*history[:at], Step(step.type, step.data, step.content | changes), *history[at + 1 :]]
    record = tell(history)
    record.correct(record.events[at], changes)
    assert rows(record) == rows(tell(told))


@looking
@given(history=told_facts, number=numbers)
def test_a_correction_to_what_is_told_already_changes_nothing(
    history: list[Step], number: int
) -> None:
    record = tell(history)
    target = drawn(record, number)
    before = rows(record)
    content = target.content
    again = {name: content[name] for name in ("occurred", "timezone") if name in content}
    record.correct(target, again | {"data": content["data"]})
    assert rows(record) == before


@looking
@given(history=told_facts, number=numbers)
def test_what_did_not_happen_is_as_if_it_was_never_told(history: list[Step], number: int) -> None:
    at = number % len(history)
    assume(history[at].content)
    without = rows(tell([*history[:at], NOTHING, *history[at + 1 :]]))
    retracted, settled = tell(history), tell(history)
    retracted.amend("event.retracted", retracted.events[at], **WHY)
    assert rows(retracted) == without
    target = settled.events[at]
    settled.amend("event.disputed", target, what="happened", account="It never did.")
    settled.amend("dispute.settled", target, prevailing="account", reason="the minutes")
    assert rows(settled) == without


def _merge(record: Record, one: str, other: str) -> RecordedEvent:
    return record.add("entity.merged", {"entity": one, "into": other})


def _named(history: Sequence[Step], become: Mapping[str, str]) -> list[Step]:
    def of(said: Any) -> Any:
        if isinstance(said, dict):
            return {name: of(value) for name, value in said.items()}
        if isinstance(said, list):
            return [of(one) for one in said]
        return become.get(said, said) if isinstance(said, str) else said

    return [Step(step.type, of(step.data), step.content, step.target) for step in history]


def _sensible(step: Step) -> bool:
    """Whether the record would take it: nobody replaces, controls or is reported with oneself."""
    data = step.data
    people = [member["person"] for member in data.get("members", ())]
    return (
        data.get("replaces") != data.get("person", "")
        and data.get("controller") != data.get("controlled", "")
        and len(set(people)) == len(people)
    )
