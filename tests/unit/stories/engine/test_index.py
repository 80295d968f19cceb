"""What an event touches, and what waits for one that cannot be read."""

from __future__ import annotations

from events.history import History
from stories.engine.fold import fold
from stories.engine.index import Index
from stories.projections.facts import Facts
from stories.projections.tenures import TenureRow, Tenures
from tests.unit.stories.contradictions.inbox import Inbox


def test_what_a_correction_that_cannot_be_read_may_move_a_fact_to_waits_too() -> None:
    inbox = Inbox()
    told = inbox.appointed("ann", "2015", "director")
    inbox.correct(told, {"data": {"organization": "apex", "person": 5}})
    inbox.appointed("bob", "2016", "director", organization="apex")
    inbox.appointed("cleo", "2016", "director", organization="mill")
    history = History(inbox.events)
    changes = fold(Tenures(), history, history.positions(), standing=lambda track: ())
    assert {"acme", "apex"} <= changes.parked.keys()
    opened = [version.row for version in changes.opened]
    assert [row.person for row in opened if isinstance(row, TenureRow)] == ["ann", "cleo"]


def test_a_merge_that_cannot_be_read_holds_back_what_it_may_be_about_and_nothing_else() -> None:
    inbox = Inbox()
    inbox.appointed("ann", "2015", "director")
    merge = inbox.add("entity.merged", {"entity": "ann", "into": "anna"})
    inbox.correct(merge, {"data": {"into": 5}})
    inbox.appointed("bob", "2016", "director", organization="apex")
    inbox.appointed("ann", "2017", "director", organization="mill")
    history = History(inbox.events)
    changes = fold(Tenures(), history, history.positions(), standing=lambda track: ())
    assert {"ann", "anna", "mill"} <= changes.parked.keys()
    rows = [version.row for version in changes.opened if version.known_to is None]
    assert [row.person for row in rows if isinstance(row, TenureRow)] == ["anna", "bob"]


def test_a_merge_touches_what_it_renames_and_not_all_that_is_told_of_the_other() -> None:
    inbox = Inbox()
    for number in range(20):
        inbox.appointed(f"ann-{number}", "2015", "director")
        inbox.add("entity.merged", {"entity": f"ann-{number}", "into": "ann"})
        inbox.appointed("ann", "2016", "director")
    renamed = inbox.appointed("ann-20", "2015", "director")
    merge = inbox.add("entity.merged", {"entity": "ann-20", "into": "ann"})
    undone = inbox.retract(merge)
    index = Index(Facts(), History(inbox.events), merge.position - 1)
    for position in (merge.position, undone.position):
        assert index.step(position) == {str(renamed.id), str(merge.id)}
