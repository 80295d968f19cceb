"""Tenures of two who turn out to be one person."""

from __future__ import annotations

from typing import Any

import pytest

from events.history import History
from stories.engine.fold import fold
from stories.projections.tenures import TenureRow, Tenures
from tests.unit.events.record import Record


@pytest.fixture
def record() -> Record:
    return Record()


def tell(record: Record, type_: str, occurred: str, **data: Any) -> None:
    record.add(type_, {"organization": "acme", **data}, occurred=occurred)


def rows(record: Record) -> list[TenureRow]:
    """As they are now known."""
    history = History(record.events)
    changes = fold(Tenures(), history, history.positions(), standing=lambda _: ())
    assert not changes.parked
    found = [version.row for version in changes.opened if version.known_to is None]
    return [row for row in found if isinstance(row, TenureRow)]


def test_one_who_is_one_with_the_predecessor_is_not_ended_by_coming(record: Record) -> None:
    said = {"person": "ann", "post": "ceo", "replaces": "anne"}
    tell(record, "person.appointed", "2022-01-01", **said)
    record.add("entity.merged", {"entity": "anne", "into": "ann"})
    [row] = rows(record)
    assert (row.person, row.end, row.inferred) == ("ann", None, False)


@pytest.mark.parametrize("first", ["ann", "anne"])
def test_a_report_that_names_both_says_of_the_one_what_it_says_of_either(
    record: Record, first: str
) -> None:
    members: list[dict[str, Any]] = [{"person": "ann", "independent": True}, {"person": "anne"}]
    told = sorted(members, key=lambda member: member["person"] != first)
    tell(record, "board.reported", "2018-03-05", members=told, complete=False)
    record.add("entity.merged", {"entity": "anne", "into": "ann"})
    [row] = rows(record)
    assert (row.person, row.independent) == ("ann", True)
