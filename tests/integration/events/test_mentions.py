"""A log from before mentions had types keeps its events, and is found by what they speak of."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.db import connection

from events.sql import script

CORRECTED, REPORTED, LEFT = (UUID(int=number) for number in (1, 2, 3))
RECORDED = (
    (
        1,
        CORRECTED,
        CORRECTED,
        "person.appointed",
        {"person": "ann", "organization": "acme", "post": "ceo"},
    ),
    (
        2,
        REPORTED,
        REPORTED,
        "board.reported",
        {"organization": "acme", "members": [{"person": "ann", "posts": ["chair"]}, {}]},
    ),
    (
        3,
        LEFT,
        LEFT,
        "person.departed",
        {"person": "ann", "organization": "acme", "post": "all", "manner": "unknown"},
    ),
    (
        4,
        UUID(int=4),
        CORRECTED,
        "event.corrected",
        {"event": str(CORRECTED), "changes": {"data": {"organization": "bigcorp"}}},
    ),
)


@pytest.fixture
def old_log(db: None) -> None:
    """The tables as the first migration made them, apart from the real ones."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA before; SET LOCAL search_path = before")
        for name in ("tables.sql", "immutable.sql"):
            cursor.execute(script(name))
        for position, own, root, type_, data in RECORDED:
            cursor.execute(
                "INSERT INTO events_event VALUES (%s, %s, 'organization/acme', %s, %s, 1, now(),"
                " 'desk', %s, %s::jsonb, sha256(''))",
                [position, own, position, type_, root, json.dumps({"data": data})],
            )
            cursor.execute("INSERT INTO events_mention VALUES ('acme', %s, %s)", [position, root])


def test_old_mentions_are_brought_along(old_log: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(script("mentions.sql"))
        cursor.execute("SELECT entity, type, position, root FROM events_mention ORDER BY 1, 3")
        assert cursor.fetchall() == [
            ("acme", "person.appointed", 1, CORRECTED),
            ("acme", "board.reported", 2, REPORTED),
            ("acme", "person.departed", 3, LEFT),
            ("acme", "person.appointed", 4, CORRECTED),
            ("acme/ceo", "person.appointed", 1, CORRECTED),
            ("acme/chair", "board.reported", 2, REPORTED),
            ("acme/director", "board.reported", 2, REPORTED),
            ("bigcorp/ceo", "person.appointed", 1, CORRECTED),
        ]
