"""Rows on their way while others are still being derived."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from events.history import History
from stories.engine.fold import Changes, Version, fold, folding
from stories.engine.index import Index
from stories.engine.projection import Projection
from stories.projections.contradictions import Contradictions
from stories.projections.facts import FactRow, Facts
from stories.projections.tenures import TenureRow, Tenures
from tests.hypothesis_settings import for_histories
from tests.oracle.histories import Step, steps
from tests.unit.stories.contradictions.inbox import Inbox
from tests.unit.stories.tenure.test_against_the_oracle import EXAMPLES, tell


def last_touched(projection: Projection, history: History) -> dict[str, int]:
    index = Index(projection, history, 0)
    return {track: at for at in history.positions() for track in index.step(at)}


def streamed(projection: Projection, history: History) -> Changes:
    return folding(
        projection,
        history,
        history.positions(),
        standing=lambda track: (),
        last=last_touched(projection, history),
    )


def known(version: Version) -> tuple[str, bytes, int, int]:
    return version.track, version.digest, version.known_from, version.known_to or 0


@for_histories(EXAMPLES)
@given(history=st.lists(steps, min_size=1, max_size=14))
def test_what_is_on_its_way_early_is_what_the_end_would_give(history: list[Step]) -> None:
    told = History(tell(history).events)
    for projection in (Tenures(), Contradictions(), Facts()):
        at_the_end = fold(projection, told, told.positions(), standing=lambda track: ())
        # Put into words as each comes: what is changed after that would not be written.
        early = sorted(map(known, streamed(projection, told).opened))
        assert early == sorted(map(known, at_the_end.opened)), projection.name


def test_a_row_comes_before_what_another_track_is_told_later_is_derived() -> None:
    inbox = Inbox()
    inbox.appointed("ann", "2015", "director")
    inbox.appointed("bob", "2016", "director")
    changes = streamed(Tenures(), History(inbox.events))
    first = next(iter(changes.opened)).row
    assert isinstance(first, TenureRow)
    assert first.person == "ann"
    assert len(list(changes.opened)) == 1


def test_rows_that_a_later_event_of_the_stretch_changes_come_once_it_has() -> None:
    inbox = Inbox()
    ann = inbox.appointed("ann", "2015", "director")
    bob = inbox.appointed("bob", "2016", "director")
    corrected = inbox.correct(ann, {"occurred": "2014"})
    versions = list(streamed(Facts(), History(inbox.events)).opened)
    rows = [(v.row.event, v.known_from, v.known_to) for v in versions if type(v.row) is FactRow]
    assert rows == [
        (str(bob.id), bob.position, None),
        (str(ann.id), ann.position, corrected.position),
        (str(ann.id), corrected.position, None),
    ]


def test_what_fails_keeps_the_rows_it_had_and_they_come_all_the_same() -> None:
    inbox = Inbox()
    ann = inbox.appointed("ann", "2015", "director")
    inbox.correct(ann, {"data": {"person": 5}})
    changes = streamed(Tenures(), History(inbox.events))
    assert [version.known_to for version in changes.opened] == [None]
    assert changes.parked
