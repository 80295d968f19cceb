"""GET events/ by confidence and by who recorded it: in order, and at the cost of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from events.recording.service import record
from events.types import CONFIDENCES

from .conftest import appointed, get

PAGE = 2


@pytest.fixture
def log(introduced: APIClient) -> APIClient:
    """Eight facts, of which two say nothing of how sure they are."""
    for said in (*CONFIDENCES, None, "reported", None):
        record([appointed(**({"confidence": said} if said else {}))], recorded_by=f"by {said}")
    return introduced


@pytest.fixture
def long_log(introduced: APIClient) -> APIClient:
    """Three hundred official facts of one recorder, and no others."""
    record([appointed(confidence="official") for _ in range(300)], recorded_by="the-desk")
    return introduced


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("asked", [*combinations(CONFIDENCES, 1), *combinations(CONFIDENCES, 2)])
def test_pages_of_any_confidences_are_in_order(
    log: APIClient, asked: tuple[str, ...], order: str
) -> None:
    every = get(log, "events/", type="person.appointed", order=order).json()["results"]
    expected = [
        told["position"] for told in every if (told.get("confidence") or "reported") in asked
    ]
    answer = get(log, "events/", confidence=",".join(asked), order=order, limit=str(PAGE))
    found = [told["position"] for told in answer.json()["results"]]
    while url := answer.json()["next"]:
        answer = log.get(url)
        assert len(answer.json()["results"]) <= PAGE
        found += [told["position"] for told in answer.json()["results"]]
    assert found == expected


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"recorded_by": "by None"}, [9, 11]),
        ({"recorded_by": "by reported"}, [6, 10]),
        ({"recorded_by": "by rumoured", "type": "person.appointed"}, [7]),
        ({"recorded_by": "by official", "type": "person.introduced"}, []),
        ({"type": "person.introduced"}, []),
        ({"type": "person.introduced,person.appointed", "entity": "sam-altman"}, [6, 9, 10, 11]),
        ({"known_at": "@9"}, [6, 9]),
    ],
)
def test_with_other_filters(log: APIClient, asked: dict[str, str], found: list[int]) -> None:
    confidence = "rumoured" if "rumoured" in str(asked) else "reported"
    answer = get(log, "events/", **asked, confidence=confidence).json()
    assert [told["position"] for told in answer["results"]] == found


@pytest.mark.parametrize(
    "asked",
    [
        {"confidence": "rumoured"},
        {"confidence": "reported"},
        {"confidence": "reported,opinion", "order": "desc"},
        {"recorded_by": "nobody"},
        {"recorded_by": "the-desk", "confidence": "rumoured,confirmed"},
    ],
)
def test_what_matches_nothing_goes_through_next_to_nothing(
    long_log: APIClient, asked: dict[str, str]
) -> None:
    """The three introductions say nothing of how sure they are either."""
    with CaptureQueriesContext(connection) as queries:
        assert get(long_log, "events/", **asked).json()["results"] == []
    [sql] = [each["sql"] for each in queries if 'FROM "events_event"' in each["sql"]]
    with connection.cursor() as cursor:
        for statistics in ("SELECT", "ANALYZE events_event"):
            cursor.execute(statistics)
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
            [[[explained]]] = cursor.fetchall()
            assert sum(_read(explained["Plan"])) <= 3


def _read(plan: dict[str, Any]) -> Iterator[int]:
    """The rows of the log that are looked at, whether they fit or not."""
    if plan.get("Relation Name") == "events_event":
        yield (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    for part in plan.get("Plans", ()):
        yield from _read(part)
