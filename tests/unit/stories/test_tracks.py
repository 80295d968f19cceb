"""What is derived track by track is what a whole organisation's facts come to, whatever is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from events.facts import Fact
from events.history import History
from stories.engine.fold import fold
from stories.engine.index import Index
from stories.engine.projection import digest
from stories.projections.contradictions import Contradictions
from stories.projections.tenures import TenureRow, Tenures
from stories.tenure import TENURE_TYPES
from tests.hypothesis_settings import for_histories
from tests.oracle.histories import Step, steps
from tests.unit.stories.tenure.derived import derive_tenures
from tests.unit.stories.tenure.test_against_the_oracle import EXAMPLES, tell


def standing(history: History) -> list[Fact]:
    at = max(history.positions(), default=0)
    facts = (history.at(root, at) for root in history.roots())
    return sorted(
        (f for f in facts if f and f.type in TENURE_TYPES and f.status != "retracted"),
        key=lambda fact: fact.position,
    )


def whole(history: History) -> Counter[tuple[object, ...]]:
    """Tenures derived from all facts of each organisation together."""
    facts = standing(history)
    found: Counter[tuple[object, ...]] = Counter()
    for organization in {getattr(fact.data, "organization", None) for fact in facts} - {None}:
        of_one = [
            fact
            for fact in facts
            if getattr(fact.data, "organization", organization) == organization
        ]
        found.update(
            (organization, t.person, t.post_id, t.start, t.end, t.manner, t.disputed, t.inferred)
            for t in derive_tenures(of_one).tenures
        )
    return found


def projected(history: History) -> Counter[tuple[object, ...]]:
    changes = fold(Tenures(), history, history.positions(), standing=lambda track: ())
    assert not changes.parked
    rows = [version.row for version in changes.opened if version.known_to is None]
    return Counter(
        (r.organization, r.person, r.post, r.start, r.end, r.manner, r.disputed, r.inferred)
        for r in rows
        if isinstance(r, TenureRow)
    )


@for_histories(EXAMPLES)
@given(history=st.lists(steps, min_size=1, max_size=14))
def test_tracks_come_to_what_the_whole_comes_to(history: list[Step]) -> None:
    told = History(tell(history).events)
    assert projected(told) == whole(told)


@for_histories(EXAMPLES)
@given(history=st.lists(steps, min_size=1, max_size=14))
def test_step_by_step_leaves_what_the_end_alone_leaves(history: list[Step]) -> None:
    told = History(tell(history).events)
    if not told.positions():
        return
    for projection in (Tenures(), Contradictions()):
        step_by_step = fold(projection, told, told.positions(), standing=lambda track: ())
        assert not step_by_step.parked
        kept = Counter(
            version.digest for version in step_by_step.opened if version.known_to is None
        )
        index = Index(projection, told, max(told.positions()))
        at_once = Counter(
            digest(row)
            for track in index.tracks()
            for row in projection.derive(track, index.facts(track), index.parts(track))
        )
        assert kept == at_once, projection.name


@for_histories(EXAMPLES)
@given(history=st.lists(steps, min_size=1, max_size=14))
def test_an_index_that_was_rewound_goes_the_same_way_again(history: list[Step]) -> None:
    told = History(tell(history).events)
    for projection in (Tenures(), Contradictions()):
        index = Index(projection, told, 0)
        first, woken = list(way(index)), set(index.woken)
        index.rewind()
        assert not any(index.facts(track) for tracks in first for track in tracks)
        assert list(way(index)) == first
        assert index.woken == woken


def way(index: Index) -> Iterator[dict[str, str]]:
    """What each event touches, with the facts of it by then."""
    for position in index.history.positions():
        touched = index.step(position)
        yield {track: repr(index.facts(track)) for track in touched}
