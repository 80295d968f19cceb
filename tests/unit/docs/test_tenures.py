"""The examples in docs/tenures.md are what is derived."""

from __future__ import annotations

import pytest

from stories.tenure import Tenure
from tests.unit.docs.sentences import Row, Told, facts, rows
from tests.unit.docs.tables import tables, window
from tests.unit.stories.tenure.record import Record

TABLES = list(tables("tenures.md"))
EXAMPLES = [
    (heading, row)
    for heading, heads, body in TABLES
    if heads[1] in {"row", "rows", "the chair"}
    for row in body
]
WINDOWS = [
    row for _, heads, body in TABLES if heads[1:] == ["start window", "end window"] for row in body
]
SAME = "the same, and "


def recorded(told: list[Told], post: str) -> tuple[Record, list[str]]:
    record, ids = Record(), []
    for one in told:
        said = dict(one.said)
        who = (one.subject or "Ann").lower()
        match one.verb:
            case "founded" | "dissolved":
                ids.append(getattr(record, one.verb)(one.time, **said))
            case "died":
                ids.append(record.died(who, one.time, **said))
            case _:
                ids.append(getattr(record, one.verb)(who, one.time, one.post or post, **said))
    return record, ids


def test_the_tables_are_read() -> None:
    assert (len(EXAMPLES), len(WINDOWS)) >= (27, 9)


@pytest.mark.parametrize(
    ("heading", "row"), EXAMPLES, ids=lambda of: of if isinstance(of, str) else of[0]
)
def test_rows(heading: str, row: list[str]) -> None:
    if row[0].startswith(SAME):
        first = next(other for where, other in EXAMPLES if where == heading)
        row = [f"{first[0]}; {row[0].removeprefix(SAME)}", *row[1:]]
    default = {"Posts": "ceo"}.get(heading, "director")
    for told in facts(row[0]):
        record, ids = recorded(told, default)
        expected = rows(row[1])
        found = record.rows
        if heading == "The chair":
            found = [one for one in found if one.post_id == "chair"]
        if expected[0].label == "both":
            expected = expected * 2
        assert len(found) == len(expected)
        for one, wanted in zip(in_order(found, expected), expected, strict=True):
            assert wanted.begins in {None, one.start}
            assert one.end == wanted.ends
            assert one.inferred == ("`inferred`" in wanted.remarks)
            assert (one.manner == "died") == ("manner `died`" in wanted.remarks)
            assert bool(one.attributes.acting) == (wanted.label == "acting")
        if len(row) > 2:
            counted = {"": [], "the rumour": [ids[-1:]], "the first": [ids[:1]]}[row[2]]
            assert [list(conflict.events[1:]) for conflict in record.conflicts] == counted


def in_order(found: list[Tenure], expected: list[Row]) -> list[Tenure]:
    """In order of time, but Ann's before Bob's where the rows name them so."""
    if expected[0].label not in {"Ann", "Bob"}:
        return sorted(found, key=lambda row: row.in_time)
    told = sorted(found, key=lambda row: (row.person, row.in_time))
    assert [row.person.title() for row in told] == [row.label for row in expected]
    return told


@pytest.mark.parametrize("row", WINDOWS, ids=lambda row: row[0])
def test_windows(row: list[str]) -> None:
    start, end = (cell.partition(": ") for cell in row[1:])
    for told in facts(row[0]):
        found = recorded(told, "director")[0].of("ann")
        if second := start[0] == "second row":
            assert len(found) == 2
        else:
            assert len(found) == 1
        assert found[-1].start == window(start[2] if second else start[0])
        assert found[-1].end == (window(end[0]) if end[0] else None)
