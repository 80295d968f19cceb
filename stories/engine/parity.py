"""Compare two generations of a projection, row by row and with their known ranges."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from stories.engine.projection import Projection

SHOWN = 5
STATEMENT = """
    WITH parked AS (
        SELECT track FROM stories_parkedtrack
        WHERE projection = %(name)s AND generation = %(old)s
    ),
    old_rows AS (
        SELECT track, digest, known_from, known_to FROM {table} AS rows
        WHERE generation = %(old)s AND NOT EXISTS (
            SELECT FROM parked WHERE parked.track IN (rows.track, split_part(rows.track, '/', 1)))
    ),
    new_rows AS (
        SELECT track, digest, known_from, known_to FROM {table} AS rows
        WHERE generation = %(new)s AND NOT EXISTS (
            SELECT FROM parked WHERE parked.track IN (rows.track, split_part(rows.track, '/', 1)))
    ),
    differing AS (
        (SELECT * FROM old_rows EXCEPT ALL SELECT * FROM new_rows)
        UNION ALL
        (SELECT * FROM new_rows EXCEPT ALL SELECT * FROM old_rows)
    )
    SELECT count(*), (array_agg(DISTINCT track ORDER BY track))[1:%(shown)s] FROM differing
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """Rows that stand in one generation only, and some of the tracks they belong to."""

    count: int
    tracks: list[str]

    def told(self) -> str:
        if not self.count:
            return "equal to the generation before"
        return f"{self.count} rows differ, in the tracks {', '.join(self.tracks)} …"


def differences(projection: Projection, old: int, new: int) -> Differences:
    """What differs, but for tracks parked in the old generation: one query over both."""
    statement = sql.SQL(STATEMENT).format(table=sql.Identifier(f"stories_{projection.name}"))
    with connection.cursor() as cursor:
        cursor.execute(
            statement.as_string(),
            {"name": projection.name, "old": old, "new": new, "shown": SHOWN},
        )
        count, tracks = cursor.fetchone()
    return Differences(count, tracks or [])
