"""The projection around the rules: which tracks a fact touches, and what a row holds."""

from __future__ import annotations

from typing import Any

import pytest

from events.history import History
from stories.engine.fold import fold
from stories.engine.projection import Every, digest
from stories.projections.control import Control, ControlRow
from tests.unit.events.record import Record as Log
from tests.unit.stories.control.record import CONTROLLED, Record
from tests.unit.stories.facts import fact

projection = Control()


def test_a_fact_about_control_touches_what_is_controlled() -> None:
    record = Record()
    record.established("ann", "2019")
    record.observed("ann", "2020")
    record.ended("ann", "2021")
    assert [list(projection.places(told)) for told in record.facts] == [[CONTROLLED]] * 3


@pytest.mark.parametrize(
    ("type", "data", "whose"),
    [
        ("organization.founded", {"organization": "apex", "founders": ["ann"]}, "apex"),
        ("organization.dissolved", {"organization": "apex", "into": "acme"}, "apex"),
        ("person.died", {"person": "ann"}, "ann"),
    ],
)
def test_what_bounds_a_life_touches_every_track_that_names_it(
    type: str, data: dict[str, Any], whose: str
) -> None:
    told = fact(1, type, "2019", data)
    assert list(projection.places(told)) == [Every(whose)]
    assert told.type in projection.wide


@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("acquisition.completed", {"acquirer": "apex", "target": "acme"}),
        ("merger.completed", {"parties": ["apex", "acme"]}),
        ("investment.made", {"investor": "apex", "recipient": "acme"}),
        ("claim.made", {"claimant": "ann", "claim": "Apex owns it.", "about": ["apex", "acme"]}),
    ],
)
def test_deals_and_claims_say_nothing_of_control(type: str, data: dict[str, Any]) -> None:
    assert list(projection.places(fact(1, type, "2019", data))) == []


def test_a_row_holds_what_the_facts_say() -> None:
    record = Record()
    start = record.established("apex", "2019-06", "majority", ("51", None))
    seen = record.observed("apex", "2020-02-01", "majority", confidence="confirmed")
    end = record.ended("apex", "2020-05", "sale")
    (row,) = projection.derive(CONTROLLED, record.facts)
    assert (row.controller, row.controlled) == ("apex", CONTROLLED)
    assert (row.kind, row.share) == ("majority", {"min": "51", "max": None})
    assert (row.start_text, row.start_known, row.end_text) == ("2019-06", True, "2020-05")
    assert (row.how, row.inferred, row.confidence, row.disputed) == (
        "sale",
        False,
        "confirmed",
        False,
    )
    assert (row.events, row.start_events, row.end_events) == ([start, seen, end], [start], [end])


def test_equal_facts_give_equal_rows() -> None:
    record = Record()
    record.established("ann", "2019-06-01", "majority", "60")
    record.observed("bob", "2019-07-01", "minority", "40")
    first, second = (list(projection.derive(CONTROLLED, record.facts)) for _ in range(2))
    assert [digest(row) for row in first] == [digest(row) for row in second]
    assert len({digest(row) for row in first}) == 2


def rows(log: Log, position: int) -> list[tuple[str, str]]:
    """Controller and controlled of the rows as known at a position."""
    history = History(log.events)
    changes = fold(projection, history, history.positions(), standing=lambda track: ())
    assert not changes.parked
    return sorted(
        (version.row.controller, version.row.controlled)
        for version in changes.opened
        if isinstance(version.row, ControlRow)
        and version.known_from <= position
        and (version.known_to is None or version.known_to > position)
    )


def test_rows_follow_merges_and_their_undoing() -> None:
    log = Log()
    log.add(
        "control.established",
        {"controller": "apex", "controlled": "acme", "kind": "full"},
        occurred="2019",
    )
    merged = log.add("entity.merged", {"entity": "acme", "into": "acme-inc"})
    itself = log.add("entity.merged", {"entity": "apex", "into": "acme-inc"})
    log.amend("event.retracted", itself, reason="r", public_note="n")
    log.amend("event.retracted", merged, reason="r", public_note="n")
    assert [rows(log, position) for position in range(1, 6)] == [
        [("apex", "acme")],
        [("apex", "acme-inc")],
        [],
        [("apex", "acme-inc")],
        [("apex", "acme")],
    ]


def test_a_dissolution_recorded_alone_ends_control_of_and_by_the_organisation() -> None:
    log = Log()
    for one, other in (("apex", "acme"), ("acme", "bolt"), ("cord", "bolt")):
        data = {"controller": one, "controlled": other, "kind": "minority"}
        log.add("control.established", data, occurred="2019")
    log.add("organization.dissolved", {"organization": "acme"}, occurred="2020")
    history = History(log.events)
    changes = fold(projection, history, history.positions(), standing=lambda track: ())
    open_rows = [v.row for v in changes.opened if v.known_to is None]
    ended = {
        row.controller: row.end is not None for row in open_rows if isinstance(row, ControlRow)
    }
    assert ended == {"apex": True, "acme": True, "cord": False}
