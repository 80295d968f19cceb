"""What waits for an event that cannot be read."""

from __future__ import annotations

from events.history import History
from stories.engine.fold import fold
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
