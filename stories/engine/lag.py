"""How far each projection is behind the log, in one query that costs no more as the log grows."""

from __future__ import annotations

from dataclasses import dataclass

from events.log.connection import current
from stories.engine.registry import projections

_LAGS = """
SELECT s.name, reached.position, head.position,
       greatest(coalesce(extract(epoch FROM clock_timestamp() - next.recorded_at), 0), 0)::float8,
       (SELECT count(*) FROM stories_parkedtrack p
        WHERE p.projection = s.name AND p.generation = s.generation)
FROM stories_projectionstate s
CROSS JOIN (SELECT coalesce(max(position), 0) AS position FROM events_event) head
CROSS JOIN LATERAL (
    SELECT coalesce(min(c.position), 0) AS position FROM stories_checkpoint c
    WHERE c.projection = s.name AND c.generation = s.generation
) reached
LEFT JOIN events_event next ON next.position = reached.position + 1
WHERE s.name = ANY(%s)
ORDER BY s.name
"""

_AGE = """
SELECT extract(epoch FROM clock_timestamp() - recorded_at)::float8
FROM events_event WHERE position = %s + 1
"""


@dataclass(frozen=True, slots=True)
class Lag:
    """`lag_seconds` is the age of the oldest event that is not taken up."""

    projection: str
    position: int
    head: int
    lag_seconds: float
    parked_tracks: int

    @property
    def lag_events(self) -> int:
        return max(self.head - self.position, 0)


def lags() -> list[Lag]:
    """How far every projection's live generation is, in order of their names; one query.

    Of those that the code has: states of others may stand beside theirs.
    """
    with current().cursor() as cursor:
        cursor.execute(_LAGS, [list(projections())])
        return [Lag(*row) for row in cursor.fetchall()]


def age_after(position: int) -> float:
    """For how many seconds the log has had more than this; 0 if it has no more."""
    with current().cursor() as cursor:
        cursor.execute(_AGE, [position])
        [(age,)] = cursor.fetchall() or [(0.0,)]
    return float(age)
