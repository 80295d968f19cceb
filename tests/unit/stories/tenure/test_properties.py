"""What holds of any record."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from events.facts import Fact
from stories.spans.dated import first_of, last_of
from stories.tenure import Tenure
from tests.unit.stories.facts import event_id
from tests.unit.stories.tenure.derived import derive_tenures
from tests.unit.stories.tenure.record import Record

PEOPLE = ("ann", "bob", "eve")
POSTS = ("director", "chair", "ceo")
DAYS = [str(date(2018, 1, 1) + timedelta(days=17 * n)) for n in range(40)]

people, posts = st.sampled_from(PEOPLE), st.sampled_from(POSTS)
occurred = st.one_of(
    st.sampled_from(DAYS),
    st.sampled_from(["2018", "2018-05", "2019-01", "2019~", "unknown", "[2018-03..2019-02]"]),
    st.sampled_from([f"{day}T12:00:00Z" for day in DAYS[::7]]),
)
confidences = st.sampled_from(["official", "reported"])
disputes = st.sampled_from([(), (), (), ("happened",), ("when",)])

Telling = tuple[str, dict[str, Any]]


def _told(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Telling]:
    return st.tuples(st.just(name), st.fixed_dictionaries(fields))


told = st.one_of(
    _told("appointed", person=people, post=posts, occurred=occurred, confidence=confidences),
    _told(
        "appointed",
        person=st.just("ann"),
        post=posts,
        occurred=occurred,
        acting=st.booleans(),
        replaces=st.just("bob"),
    ),
    _told(
        "departed",
        person=people,
        post=st.sampled_from((*POSTS, "all")),
        occurred=occurred,
        disputed=disputes,
    ),
    _told("observed", person=people, post=posts, occurred=occurred),
    _told("died", person=people, occurred=occurred),
    _told("founded", occurred=occurred),
    _told("dissolved", occurred=occurred),
)


def _record(tellings: list[Telling]) -> Record:
    record = Record()
    for name, fields in tellings:
        getattr(record, name)(**fields)
    return record


def _columns(row: Tenure) -> tuple[Any, ...]:
    return (
        *(row.person, row.post_id, row.start, row.end, row.attributes, row.manner, row.inferred),
        *(row.disputed, row.confidence, row.last_attested, row.start_known),
    )


@given(st.lists(told, max_size=14))
def test_every_row_is_well_formed(tellings: list[Telling]) -> None:
    for row in _record(tellings).rows:
        assert row.start.latest is not None
        assert first_of(row.start) <= last_of(row.start)
        if row.end is not None:
            assert first_of(row.end) <= last_of(row.end)
            assert (row.end.earliest, row.end.latest) != (None, None)
        assert row.facts


@given(st.lists(told, max_size=14))
def test_nobody_is_certainly_in_one_post_twice(tellings: list[Telling]) -> None:
    by_place = defaultdict(list)
    for row in _record(tellings).rows:
        if row.ends_first > last_of(row.start):
            by_place[row.person, row.post_id].append((last_of(row.start), row.ends_first))
    for certain in by_place.values():
        for one, following in pairwise(sorted(certain)):
            assert one[1] <= following[0]


@given(st.lists(told, max_size=14))
def test_facts_derive_the_same_twice_and_every_fact_of_a_row_exists(
    tellings: list[Telling],
) -> None:
    record = _record(tellings)
    first, second = record.derived, record.derived
    assert [_columns(row) for row in first.tenures] == [_columns(row) for row in second.tenures]
    assert first.conflicts == second.conflicts


@given(
    st.lists(
        st.tuples(st.sampled_from(["appointed", "departed", "observed"]), people, posts),
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)
def test_facts_apart_in_time_can_be_recorded_in_any_order(
    changes: list[tuple[str, str, str]], random: Any
) -> None:
    # Of two changes alike in a row the later recorded counts, so these are of unequal confidence.
    confidences = ["official", "confirmed", "reported", "rumoured", "opinion"]
    last: dict[tuple[str, str], tuple[str, int]] = {}
    tellings = []
    for (name, person, post), day in zip(changes, DAYS, strict=False):
        before, run = last.get((person, post), ("", -1))
        run = run + 1 if name == before else 0
        if run < len(confidences):
            last[person, post] = name, run
            fields = {"person": person, "post": post, "occurred": day}
            tellings.append((name, {**fields, "confidence": confidences[run]}))
    record = _record(tellings)
    expected = sorted(map(repr, map(_columns, record.rows)))
    assert sorted(map(repr, map(_columns, _shuffled(record.facts, random)))) == expected


def _shuffled(facts: list[Fact], random: Any) -> list[Tenure]:
    positions = list(range(1, len(facts) + 1))
    random.shuffle(positions)
    moved = [
        replace(fact, position=position, id=event_id(position))
        for fact, position in zip(facts, positions, strict=True)
    ]
    return list(derive_tenures(sorted(moved, key=lambda fact: fact.position)).tenures)


def _many(dates: list[str]) -> Record:
    record = Record()
    for n, occurred_on in enumerate(dates):
        tell = (record.appointed, record.observed, record.departed)[n % 3]
        tell(f"p{n // 3 % 7}", occurred_on, "ceo")
    return record


def _calls_to_derive(record: Record) -> int:
    """How many functions are called meanwhile: the same on every machine, however busy it is."""
    called = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        derive_tenures(record.facts)
    finally:
        sys.setprofile(before)
    return called


def test_work_grows_with_the_number_of_facts_and_not_its_square() -> None:
    day = datetime(2000, 1, 1, tzinfo=UTC)
    for dates in (
        [str((day + timedelta(hours=7 * n)).date()) for n in range(4000)],
        ["2010"] * 4000,
    ):
        few, many = _many(dates[:500]), _many(dates)
        assert _calls_to_derive(many) < 10 * _calls_to_derive(few), "of eight times as many"
