"""Two are told to have what one alone can have just while the views show both for certain."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from events.history import History
from events.when import Window
from stories.engine.fold import fold
from stories.projections.contradictions import ContradictionRow, Contradictions
from stories.projections.control import Control
from stories.projections.tenures import Tenures
from stories.views import seats, stakes
from stories.views.runs import from_row
from stories.views.seats import Seat
from stories.views.stakes import Stake
from tests.hypothesis_settings import for_histories
from tests.oracle.histories import CITATION, CONFIDENCES, Step, merges
from tests.unit.stories.tenure.test_against_the_oracle import tell

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "150"))
ALONE = ("full", "majority")
MICROSECOND = timedelta(microseconds=1)

DATES = ("2019", "2020", "2019-12", "2020-01", "2020-02", "2020-01-03", "2020-01-05", "2020-02-01")
OWNED = (("acme", "bolt"), ("apex", "bolt"), ("acme", "apex"), ("apex", "acme"), ("bolt", "acme"))


def _told(type_: str, said: Mapping[str, Any], occurred: str, confidence: str) -> Step:
    content = {"occurred": occurred, "timezone": "UTC", "citations": [CITATION]}
    data = {name: value for name, value in said.items() if value is not None}
    return Step(type_, data, content | {"confidence": confidence})


def _fact(type_: str, **said: Any) -> Any:
    surely = st.sampled_from(("reported", "reported", *CONFIDENCES))
    told = st.fixed_dictionaries(said)
    return st.builds(_told, st.just(type_), told, st.sampled_from(DATES), surely)


held: dict[str, Any] = {
    "person": st.sampled_from(["ann", "ann", "bob", "cid"]),
    "organization": st.just("acme"),
    "post": st.just("ceo"),
}
appointed = _fact("person.appointed", **held, acting=st.sampled_from([True, False, None]))
departed = _fact("person.departed", **held, manner=st.just("resigned"))


def _of(owners: Sequence[tuple[str, str]]) -> Any:
    return st.builds(
        lambda told, pair: Step(
            told.type, told.data | {"controller": pair[0], "controlled": pair[1]}, told.content
        ),
        st.one_of(
            _fact("control.established", kind=st.sampled_from(ALONE)),
            _fact("control.established", kind=st.sampled_from((*ALONE, "minority"))),
            _fact("control.ended"),
        ),
        st.sampled_from(owners),
    )


both = st.tuples(_of(OWNED[:1]), _of(OWNED[1:2])).map(list)
between = st.lists(st.one_of(_of(OWNED[2:3]), _of(OWNED[2:3]), _of(OWNED), merges), max_size=5)

looking = for_histories(EXAMPLES)


def open_rows(history: History, projection: Any) -> list[Any]:
    changes = fold(projection, history, history.positions(), standing=lambda track: ())
    assert not changes.parked
    return [version.row for version in changes.opened if version.known_to is None]


def state(kind: Any, columns: Iterable[str], row: Any) -> Any:
    ends = row.end or Window(None, None)
    bounds = {
        "start_earliest": row.start.earliest,
        "start_latest": row.start.latest,
        "end_earliest": ends.earliest,
        "end_latest": ends.latest,
    }
    return from_row(kind, columns, {name: getattr(row, name) for name in columns} | bounds)


def moments(rows: Iterable[Any]) -> Iterator[datetime]:
    """Where anything can change, and just before."""
    windows = [window for row in rows for window in (row.start, row.end) if window]
    bounds = {bound for one in windows for bound in (one.earliest, one.latest) if bound}
    return (at for bound in sorted(bounds) for at in (bound - MICROSECOND, bound))


def lasting(rows: Iterable[ContradictionRow], instant: datetime) -> list[ContradictionRow]:
    return [
        row
        for row in rows
        if row.start.latest is not None
        and row.start.latest <= instant
        and (row.end is None or (row.end.earliest is not None and instant < row.end.earliest))
    ]


@looking
@given(history=st.lists(st.one_of(appointed, appointed, departed), min_size=3, max_size=6))
def test_two_in_a_post(history: list[Step]) -> None:
    told = History(tell(history).events)
    found = [row for row in open_rows(told, Contradictions()) if row.kind == "two_holders"]
    rows = open_rows(told, Tenures())
    sitting = [state(Seat, seats.COLUMNS, row) for row in rows if row.exclusive]
    for instant in moments(rows):
        certain: Mapping[tuple[str, str], set[str]] = defaultdict(set)
        for holding in seats.holdings(sitting, instant):
            if holding.presence == "certain":
                last = holding.last
                certain[last.organization, last.post].add(last.person)
        crowded = sorted(place for place, people in certain.items() if len(people) > 1)
        shown = lasting(found, instant)
        assert sorted((row.organization, row.post) for row in shown) == crowded, instant


@looking
@given(owned=both, history=between)
def test_two_in_control(owned: list[Step], history: list[Step]) -> None:
    told = History(tell([*owned, *history]).events)
    found = [
        row for row in open_rows(told, Contradictions()) if row.kind == "control" and row.lasts
    ]
    rows = [row for row in open_rows(told, Control()) if row.kind in ALONE]
    stood = [state(Stake, stakes.COLUMNS, row) for row in rows]
    for instant in moments(rows):
        links = stakes.links(stood, instant)
        over: dict[str, set[str]] = defaultdict(set)
        certain: dict[str, set[str]] = defaultdict(set)
        for link in links:
            over[link.last.controlled].add(link.last.controller)
            if link.presence == "certain":
                certain[link.last.controlled].add(link.last.controller)
        crowded = sorted(
            what
            for what, owners in certain.items()
            if any(
                one not in _above(other, over) and other not in _above(one, over)
                for one, other in combinations(owners, 2)
            )
        )
        shown = lasting(found, instant)
        assert sorted(row.matter.split("/")[0] for row in shown) == crowded, instant


def _above(entity: str, over: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    frontier = [entity]
    while frontier:
        new = over.get(frontier.pop(), set()) - found
        found |= new
        frontier += new
    return found
