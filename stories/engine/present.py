"""Where the views are now, in one statement, for every answer asks it.

The statement reads anew only what may have changed: of a snapshot that was seen before it tells no
more than that (docs/adr/0059-the-same-snapshot.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, LiteralString, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from events.log.connection import database, fetch, reading_from
from events.log.snapshot import SNAPSHOT
from stories.engine import checkpoints

Found: TypeAlias = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """Where views are. While it is the same and nothing is parked, so is what they answer."""

    log: UUID | None
    reached: int
    generations: tuple[tuple[str, int], ...]
    parking: frozenset[str]


@dataclass(frozen=True, slots=True)
class Present:
    """Where views are now, and the log."""

    state: State
    head: int
    recorded_at: datetime | None
    """When the event was recorded that all views have taken up."""
    rights: Any
    """The mark of all rights (NEWSROOM_RIGHTS_MARK), as the database that was asked has it."""

    @property
    def reached(self) -> int:
        return self.state.reached


# Prepared, and a text instead of an array: planning it, or putting an array into words, costs more
# than running it. One row at least, unless the snapshot is that which was seen before: then none,
# and nothing of all this is looked at.
_PRESENT: Final = """
SELECT seen.snapshot, s.name, s.generation, r.position,
       EXISTS (SELECT FROM stories_parkedtrack p
               WHERE p.projection = s.name AND p.generation = s.generation),
       (SELECT id FROM events_event WHERE position = 1),
       (SELECT recorded_at FROM events_event e WHERE e.position = r.position),
       (SELECT coalesce(max(position), 0) FROM events_event),
       ({rights})
FROM (SELECT {snapshot} AS snapshot) seen
LEFT JOIN stories_projectionstate s ON s.name = ANY (string_to_array(%s, ','))
LEFT JOIN LATERAL (SELECT min(position) AS position FROM stories_checkpoint c
                   WHERE c.projection = s.name AND c.generation = s.generation) r ON true
WHERE seen.snapshot IS DISTINCT FROM %s
"""

_seen: dict[tuple[str, str], tuple[str, Present]] = {}
"""By database and projections: what was found last, and the snapshot it was found in."""


def look(projections: Sequence[str]) -> Present:
    """Where the views of these projections are now. One query."""
    asked = ",".join(projections)
    snapshot, present = _seen.get((database(), asked), ("", None))
    found = fetch(_statement(), [asked, snapshot])
    if present is not None and not found:
        return present
    if len(_entered(found)) < len(projections):
        with reading_from(DEFAULT_DB_ALIAS):
            checkpoints.enter_projections()
            return _present(projections, fetch(_statement(), [asked, ""]))
    present = _present(projections, found)
    if (snapshot := found[0][0]) is not None:
        _seen[database(), asked] = snapshot, present
    return present


def _entered(found: Found) -> Found:
    """Those that have a checkpoint."""
    return [row for row in found if row[3] is not None]


def _present(projections: Sequence[str], found: Found) -> Present:
    rows = _entered(found)
    if missing := set(projections) - {row[1] for row in rows}:
        raise LookupError(f"no checkpoint says how far {', '.join(sorted(missing))} has come")
    state = State(
        log=rows[0][5],
        reached=min(row[3] for row in rows),
        generations=tuple(sorted((row[1], row[2]) for row in rows)),
        parking=frozenset(row[1] for row in rows if row[4]),
    )
    *_, recorded_at, head, rights = min(rows, key=lambda row: int(row[3]))
    return Present(state, head, recorded_at.astimezone(UTC) if recorded_at else None, rights)


@cache
def _statement() -> LiteralString:
    return _PRESENT.format(rights=settings.NEWSROOM_RIGHTS_MARK, snapshot=SNAPSHOT)
