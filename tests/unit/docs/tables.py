"""Tables of the documents, and the times that stand in them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import datetime

from events.when import Window, read_occurred
from newsroom.env import CHECKOUT
from tests.unit.stories.facts import RECORDED

MONTHS = list(calendar.month_name)[1:]
DAY = r"\d{4}(?:-\d\d){0,2}"
CLOCK = r"\d\d:\d\d(?::\d\d)?"
TIME = rf"{DAY}(?:T{CLOCK})?"


def tables(document: str) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Each table of a document: the heading above it, its own heads, and its rows."""
    heading, lines = "", []
    for line in [*(CHECKOUT / "docs" / document).read_text().splitlines(), ""]:
        if line.startswith("|"):
            lines.append([cell.strip() for cell in line.split("|")[1:-1]])
        elif lines:
            yield heading, lines[0], lines[2:]
            lines = []
        if line.startswith("#"):
            heading = line.lstrip("# ").partition(" (")[0]


def window(text: str) -> Window:
    """As rows have it: `2019`, `2019-03-01 … end of May`, `unknown … 2018-03-05 00:00`."""
    text = re.sub(rf"\b({'|'.join(MONTHS)}) (\d{{4}})", _month, text.strip())
    first, between, last = text.partition(" … ")
    first = first.removeprefix("the whole of ")
    if not between:
        return _of(first)
    begins = None if first == "unknown" else _instant(first, None, 0)
    return Window(begins, _instant(last, first, 1))


def _month(found: re.Match[str]) -> str:
    return f"{found[2]}-{MONTHS.index(found[1]) + 1:02}"


def _of(time: str) -> Window:
    return read_occurred(time, timezone="UTC", published=None, recorded_at=RECORDED).window


def _instant(text: str, first: str | None, side: int) -> datetime:
    """A moment, or the side of a day, month or year; a clock is of the day of the first."""
    if text == "its end":
        return _bound(str(first)[:10], 1)
    if found := re.fullmatch(rf"({DAY}) ({CLOCK})", text):
        return _bound(f"{found[1]}T{found[2]}", 0)
    if re.fullmatch(CLOCK, text):
        return _bound(f"{str(first)[:10]}T{text}", 0)
    named = re.fullmatch(rf"(?:end|last microsecond) of ({'|'.join(MONTHS)}|the day|{DAY})", text)
    if named and named[1] in MONTHS:
        year = re.match(r"\d{4}", str(first))
        assert year, f"{text} of which year?"
        return _bound(f"{year[0]}-{MONTHS.index(named[1]) + 1:02}", 1)
    if named:
        return _bound(str(first)[:10] if named[1] == "the day" else named[1], 1)
    return _bound(text, side)


def _bound(time: str, side: int) -> datetime:
    of_time = _of(time)
    found = (of_time.earliest, of_time.latest)[side]
    assert found is not None
    return found
