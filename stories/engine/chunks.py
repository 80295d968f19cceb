"""Walk the anchors of all tracks in a fixed order, a share and a chunk at a time."""

from __future__ import annotations

from typing import Literal

from django.db import connection

Anchor = Literal["entity", "fact"]
# What is recorded under its own id is a fact's anchor; every other name is an entity's.
NAMES = """
    SELECT DISTINCT entity AS name FROM events_mention
    WHERE (entity = root::text) = %(is_fact)s
    AND position <= %(target)s AND entity > %(bookmark)s
    AND (hashtext(entity) & 2147483647) %% %(parts)s = %(part)s
    ORDER BY name LIMIT %(limit)s
"""
COUNT = """
    SELECT count(DISTINCT entity) FROM events_mention
    WHERE (entity = root::text) = %(is_fact)s AND position <= %(target)s
    AND (hashtext(entity) & 2147483647) %% %(parts)s = %(part)s
"""


def after(
    anchor: Anchor, bookmark: str, part: int, parts: int, target: int, limit: int
) -> list[str]:
    """The next anchors of a part, in ascending order, of what was recorded up to `target`."""
    asked = {**_share(anchor, part, parts, target), "bookmark": bookmark, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(NAMES, asked)
        return [name for (name,) in cursor.fetchall()]


def count(anchor: Anchor, part: int, parts: int, target: int) -> int:
    """How many anchors a part has."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, _share(anchor, part, parts, target))
        (found,) = cursor.fetchone()
        return int(found)


def _share(anchor: Anchor, part: int, parts: int, target: int) -> dict[str, str | int | bool]:
    return {"is_fact": anchor == "fact", "target": target, "parts": parts, "part": part}
