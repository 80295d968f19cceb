"""A walk through all that was recorded: to every home once, however it is shared out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.log import read
from stories.engine.chunks import Walk
from stories.engine.registry import projection
from tests.integration.stories.engine.conftest import Tell, appointment, introduction


@pytest.fixture
def told(tell: Tell) -> int:
    """A log that ends with the introduction of an organisation; its last position."""
    tell(appointment("sam-altman", "2019-03"), appointment("mira-murati", "2018", "vp"))
    return tell(introduction("organization", "tesla", kind="company"))


def _walked(name: str, target: int, parts: int = 1, size: int = 100) -> tuple[Counter[str], int]:
    """How often each home was gone to, and how much of the total that was."""
    found: Counter[str] = Counter()
    walked = 0
    for part in range(parts):
        walk = Walk(projection(name), part, parts, target)
        bookmark, total = "", walk.total()
        while chunk := walk.next(bookmark, size):
            found.update(chunk.homes)
            walked += chunk.walked
            total -= chunk.walked
            bookmark = chunk.bookmark
        assert total == 0
    return found, walked


@pytest.mark.parametrize("size", [1, 2, 100])
@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize(
    ("name", "homes"),
    [
        ("names", {"openai", "sam-altman", "mira-murati", "tesla"}),
        ("tenures", {"openai"}),
        ("contradictions", {"openai"}),
    ],
)
def test_every_home_is_gone_to_once(
    told: int, name: str, homes: set[str], parts: int, size: int
) -> None:
    assert _walked(name, told, parts, size) == (Counter(homes), len(homes))


@pytest.mark.parametrize("size", [1, 4, 100])
@pytest.mark.parametrize("parts", [1, 3])
def test_where_each_fact_is_a_home_every_original_is(
    told: int, tell: Tell, parts: int, size: int
) -> None:
    events = [str(one.id) for one in read.read_between(0, told)]
    said = {"event": events[3], "reason": "wrong", "public_note": "We withdrew this."}
    target = tell({"type": "event.retracted", "data": said})
    assert _walked("facts", target, parts, size) == (Counter(events), target)


def test_what_was_recorded_after_the_target_is_left_to_others(told: int) -> None:
    homes, _ = _walked("names", told - 1)
    assert "tesla" not in homes
    assert _walked("facts", told - 1)[1] == told - 1


@pytest.mark.parametrize(
    ("size", "chunks"),
    [
        (3, [["mira-murati", "openai"], ["sam-altman", "tesla"]]),
        (4, [["mira-murati", "openai"], ["sam-altman", "tesla"]]),
        (5, [["mira-murati", "openai", "sam-altman"], ["tesla"]]),
    ],
)
def test_a_chunk_goes_on_until_its_homes_have_so_many_mentions(
    told: int, tell: Tell, size: int, chunks: list[list[str]]
) -> None:
    """One, three, one and one."""
    called = [{"entity": "openai", "name": name, "kind": "spelling"} for name in ("Open", "AI")]
    target = tell(*({"type": "entity.aliased", "data": data} for data in called))
    walk = Walk(projection("names"), 0, 1, target)
    found: list[list[str]] = []
    bookmark = ""
    while chunk := walk.next(bookmark, size):
        found.append(sorted(chunk.homes))
        bookmark = chunk.bookmark
    assert found == chunks


def test_a_chunk_reads_its_own_mentions_and_not_all_there_are(tell: Tell) -> None:
    many = [introduction("organization", f"house-{n:03}", kind="company") for n in range(300)]
    target = tell(*many)
    with CaptureQueriesContext(connection) as asked:
        chunk = Walk(projection("names"), 0, 1, target).next("house-100", 5)
    assert chunk
    assert len(chunk.homes) == 5
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + asked[0]["sql"])
        [[[explained]]] = cursor.fetchall()
    assert sum(_rows_read(explained["Plan"], "events_mention")) <= 5
    assert sum(_rows_read(explained["Plan"], "events_entity")) <= 5


def _rows_read(plan: dict[str, Any], relation: str) -> Iterator[int]:
    """Whether they fit or not."""
    if plan.get("Relation Name") == relation:
        rows = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        yield rows * plan["Actual Loops"]
    for part in plan.get("Plans", ()):
        yield from _rows_read(part, relation)
