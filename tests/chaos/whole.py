"""What must hold after every fault."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import httpx

from tests.chaos.newsroom import Json, UnderTest, until


def assert_whole(under_test: UnderTest) -> None:
    """The log verifies, nothing acknowledged is missing, nothing is doubled, the views have taken
    up everything and equal a rebuild."""
    until(lambda: _answers(under_test), "the newsroom answers")
    assert_log_holds(under_test)
    until(under_test.caught_up, "the views have caught up")
    assert not [one["name"] for one in under_test.projections() if one["parked"]]
    assert_equal_to_a_rebuild(under_test)
    verified = under_test.manage("verify_log")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def assert_log_holds(under_test: UnderTest) -> None:
    rows = under_test.query(
        "SELECT content ->> 'note', id::text, position, stream, version, recorded_at"
        " FROM events_event ORDER BY position"
    )
    assert [row[2] for row in rows] == list(range(1, len(rows) + 1))
    moments = [row[5] for row in rows]
    assert all(earlier < later for earlier, later in pairwise(moments))
    noted = {row[0]: row for row in rows if row[0]}
    twice = [note for note, times in Counter(row[0] for row in rows if row[0]).items() if times > 1]
    assert not twice, f"recorded more than once: {twice}"
    for note, kept in under_test.acknowledged.items():
        assert note in noted, f"acknowledged at {kept['position']} and lost: {note}"
        told = tuple(kept[name] for name in ("id", "position", "stream", "version"))
        assert noted[note][1:5] == told, f"not as acknowledged: {note}"


def assert_equal_to_a_rebuild(under_test: UnderTest) -> None:
    before = {one["name"]: one["generation"] for one in under_test.projections()}
    for name in before:
        answer = under_test.operate("POST", f"projections/{name}/rebuild/")
        assert answer.status_code in {202, 409}, answer.text  # 409: it is under way already
    until(lambda: _none_is_building(under_test), "the rebuilds have ended")
    for one in under_test.projections():
        rebuilt: Any = one["rebuild"]
        assert rebuilt["status"] == "swapped", (one["name"], rebuilt["detail"])
        assert one["generation"] > before[one["name"]]


def _none_is_building(under_test: UnderTest) -> bool:
    found: list[Json] = under_test.projections()
    return all(one["rebuild"]["status"] != "building" for one in found)


def _answers(under_test: UnderTest) -> bool:
    try:
        return under_test.operate("GET", "projections/").status_code == 200
    except httpx.TransportError:
        return False
