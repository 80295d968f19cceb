"""The examples in docs/control.md are what is derived."""

from __future__ import annotations

import pytest

from tests.unit.docs.sentences import Told, facts, rows
from tests.unit.docs.tables import tables, window
from tests.unit.stories.control.record import CONTROLLED, Record

TABLES = list(tables("control.md"))
EXAMPLES = [row for _, heads, body in TABLES if heads[1] in {"row", "rows"} for row in body]
WINDOWS = [row for _, heads, body in TABLES if heads[1] == "start window" for row in body]
SAME = "the same; "


def recorded(told: list[Told]) -> Record:
    record = Record()
    for one in told:
        if one.verb in {"founded", "dissolved"}:
            getattr(record, one.verb)(one.subject or CONTROLLED, one.time)
        else:
            getattr(record, one.verb)(one.subject or "apex", one.time, **one.said)
    return record


def test_the_tables_are_read() -> None:
    assert (len(EXAMPLES), len(WINDOWS)) >= (6, 5)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0])
def test_rows(row: list[str]) -> None:
    story, answer = row
    if story.startswith(SAME):
        before = EXAMPLES[EXAMPLES.index(row) - 1][0]
        story = f"{before}; {story.removeprefix(SAME)}"
    (told,) = facts(story)
    expected = rows(answer)
    found = recorded(told).of("apex")
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert (one.start, one.end) == (wanted.begins, wanted.ends)
        assert one.inferred == ("`inferred`" in wanted.remarks)
        assert wanted.label in {None, one.kind}
        if wanted.remarks.endswith("%"):
            share = wanted.remarks.removesuffix("%")
            assert one.share == {"min": share, "max": share}


@pytest.mark.parametrize("row", WINDOWS, ids=lambda row: row[0])
def test_windows(row: list[str]) -> None:
    (told,) = facts(row[0])
    found = recorded(told).only("apex")
    assert found.start == window(row[1].removesuffix(" (the eve)"))
    assert found.end == (window(row[2]) if row[2] else None)
