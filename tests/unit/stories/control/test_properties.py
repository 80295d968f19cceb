"""What holds of any record: it says what the oracle says, and every row is well formed."""

from __future__ import annotations

import os
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from events.types.control import ControlObserved
from stories.spans.dated import first_of, last_of
from stories.views import runs
from stories.views.stakes import COLUMNS, Stake, links
from tests.unit.stories.control.oracle import Days, Said, presences
from tests.unit.stories.control.record import CONTROLLED, Record

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "400"))
CONTROLLERS = ("apex", "bolt")
ORIGIN = date(2019, 11, 1)
NOONS = range(80)


def days_of(text: str) -> Days:
    """The first and the last day of a date, month or year."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    first = date(year, month, day)
    if len(parts) == 3:
        last = first
    elif len(parts) == 2:
        last = first.replace(day=monthrange(year, month)[1])
    else:
        last = first.replace(month=12, day=31)
    return (first - ORIGIN).days, (last - ORIGIN).days


occurred = st.one_of(
    st.integers(0, 70).map(lambda day: str(ORIGIN + timedelta(days=day))),
    st.integers(25, 34).map(lambda day: str(ORIGIN + timedelta(days=day))),
    st.sampled_from(["2019-11", "2019-12", "2020-01", "2019", "2020"]),
)
told = st.one_of(
    st.tuples(
        st.sampled_from(["established", "observed", "ended"]),
        st.sampled_from([*CONTROLLERS, CONTROLLERS[0]]),
        occurred,
    ),
    st.tuples(
        st.sampled_from(["founded", "dissolved"]),
        st.sampled_from([CONTROLLED, *CONTROLLERS]),
        occurred,
    ),
)
histories = st.lists(told, min_size=1, max_size=6)
Telling = tuple[str, str, str]


def recorded(history: list[Telling]) -> Record:
    record = Record()
    for what, who, when in history:
        getattr(record, what)(who, when)
    return record


def oracle(history: list[Telling], controller: str) -> list[str | None]:
    said = [
        Said(what, who if what in ("founded", "dissolved") else "pair", days_of(when))
        for what, who, when in history
        if what in ("founded", "dissolved") or who == controller
    ]
    return presences(said, CONTROLLED, controller, NOONS)


def stakes(record: Record) -> list[Stake]:
    names = [name for name in COLUMNS if name not in ("events", "start_events", "end_events")]
    return [
        Stake(
            **{name: getattr(hold, name) for name in names},
            start=hold.start,
            end=hold.end,
            start_events=tuple(one.event for one in hold.begun),
            end_events=tuple(one.event for one in hold.ended),
        )
        for hold in record.rows
    ]


def held(record: Record) -> list[dict[str, str]]:
    """Noon by noon, the presence of each controller as the views have it."""
    rows = stakes(record)
    found = []
    for day in NOONS:
        noon = datetime.combine(ORIGIN + timedelta(days=day), time(12), UTC)
        of_noon: dict[str, str] = {}
        for link in links(rows, noon):
            if of_noon.get(link.last.controller) != "certain":
                of_noon[link.last.controller] = link.presence
        found.append(of_noon)
    return found


def dissolved_last(history: list[Telling]) -> bool:
    """Whether there is one dissolution at most, and nothing told of control may come after it.

    What is told of control after a dissolution contradicts it; see the examples of the rules.
    """
    dissolutions = [days_of(when) for what, _, when in history if what == "dissolved"]
    told = [days_of(when) for what, _, when in history if what not in ("founded", "dissolved")]
    return len(dissolutions) < 2 and all(
        last < first for first, _ in dissolutions for _, last in told
    )


def established_once(history: list[Telling]) -> bool:
    """Else a change of kind would tell two establishments apart that are one told twice."""
    return sum(what == "established" for what, _, _ in history) < 2


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories.filter(dissolved_last))
def test_control_is_what_the_rules_say(history: list[Telling]) -> None:
    found = held(recorded(history))
    for controller in CONTROLLERS:
        assert [noon.get(controller) for noon in found] == oracle(history, controller)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    histories.filter(established_once),
    st.lists(st.sampled_from(["full", "minority"]), min_size=6, max_size=6),
)
def test_of_what_kind_it_is_observed_changes_nothing_of_when_it_holds(
    history: list[Telling], kinds: list[Any]
) -> None:
    record = recorded(history)
    expected = held(record)
    for number, (one, kind) in enumerate(zip(record.facts, kinds, strict=False)):
        if isinstance(one.data, ControlObserved):
            data = one.data.model_copy(update={"control_kind": kind})
            record.facts[number] = replace(one, data=data)
    assert held(record) == expected


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(
                st.just("established"),
                st.sampled_from(CONTROLLERS),
                occurred,
                st.sampled_from(["full", "minority"]),
                st.sampled_from([None, "20", "49"]),
            ),
            st.tuples(
                st.just("observed"),
                st.sampled_from(CONTROLLERS),
                st.one_of(occurred, st.just("unknown")),
                st.sampled_from(["full", "minority"]),
                st.sampled_from([None, "20", ("10", "50")]),
            ),
            told,
        ),
        max_size=12,
    )
)
def test_every_row_is_well_formed(history: list[tuple[Any, ...]]) -> None:
    record = Record()
    for what, *fields in history:
        getattr(record, what)(*fields)
    rows = stakes(record)
    for row in rows:
        assert row.start.latest is not None
        assert first_of(row.start) <= last_of(row.start)
        if row.end is not None:
            assert first_of(row.end) <= last_of(row.end)
    for hold in record.rows:
        assert hold.facts
        before = hold.before
        if before is not None:
            assert before.end == hold.start
            assert before.ended == hold.begun
    assert sorted(rows, key=runs.in_time) == sorted(stakes(record), key=runs.in_time)
