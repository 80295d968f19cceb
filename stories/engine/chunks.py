"""Walk through all tracks in a fixed order, a share and a chunk at a time.

Tracks of entities are walked home by home, those of facts event by event. A chunk holds as many
homes as have about `size` mentions between them: homes differ in size by orders of magnitude.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from events.history import History
from events.log import read
from stories.engine import load
from stories.engine.projection import Projection

# What is recorded under its own id is a fact's home, and a post's key is nobody's: neither was
# introduced.
OWN = """
    FROM events_mention
    WHERE (hashtext(introduced.id) & 2147483647) %% %(parts)s = %(part)s
    AND entity = introduced.id AND position <= %(target)s
    AND (%(types)s::text[] IS NULL
         OR (type = ANY(%(types)s)
             AND (type <> ALL(%(homed)s)
                  OR EXISTS (SELECT FROM events_mention AS introduction
                             WHERE introduction.entity = introduced.id
                             AND introduction.type = %(homes)s)))
         OR root IN (SELECT root FROM events_event WHERE type = ANY(%(amended_by)s)))
"""
# From one to the next by the index, and no further than the chunk goes. Asked for as a set, each
# chunk went through all mentions there are, and a rebuild grew with the square of the log: no
# statistics tell the planner how few it has to look at. So the share is looked at apart, too:
# beside the order it would be taken for so rare that all were sorted at each step.
HOMES = f"""
    WITH RECURSIVE walked (home, mentions, passed) AS (
        SELECT %(bookmark)s::text COLLATE "C", 0::bigint, 0::bigint
        UNION ALL
        SELECT id, own.mentions, passed + own.mentions
        FROM walked,
        LATERAL (SELECT id FROM events_entity WHERE id > home ORDER BY id LIMIT 1) AS introduced,
        LATERAL (SELECT count(*) AS mentions {OWN}) AS own
        WHERE passed < %(size)s
    )
    SELECT home FROM walked WHERE mentions > 0 ORDER BY home
"""  # noqa: S608 - constants only
COUNT = f"""
    SELECT count(DISTINCT id) FROM events_entity AS introduced WHERE EXISTS (SELECT {OWN})
"""  # noqa: S608 - constants only


@dataclass(frozen=True, slots=True)
class Chunk:
    """Facts to derive tracks of, whose homes are `homes`, and where to go on."""

    history: History
    homes: Collection[str]
    bookmark: str
    walked: int
    """How much of the part's total this is; of events, amendments count too, which are no homes."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One of the equal `parts` of what was recorded up to `target`."""

    projection: Projection
    part: int
    parts: int
    target: int

    def next(self, bookmark: str, size: int) -> Chunk | None:
        """The chunk after a bookmark, the first after an empty one; None at the end."""
        if self.projection.anchor == "fact":
            return self._next_facts(int(bookmark or self._bound(0)), size)
        with connection.cursor() as cursor:
            cursor.execute(HOMES, {**self._asked(), "bookmark": bookmark, "size": size})
            homes = [name for (name,) in cursor.fetchall()]
        if not homes:
            return None
        history = load.for_homes(self.projection, homes, self.target)
        return Chunk(history, set(homes), homes[-1], len(homes))

    def total(self) -> int:
        """How many homes there are, or events where each fact is a home."""
        if self.projection.anchor == "fact":
            return self._bound(1) - self._bound(0)
        with connection.cursor() as cursor:
            cursor.execute(COUNT, self._asked())
            (found,) = cursor.fetchone()
            return int(found)

    def _next_facts(self, after: int, size: int) -> Chunk | None:
        upto = min(after + size, self._bound(1))
        if upto <= after:
            return None
        events = [one for one in read.read_between(after, upto) if one.root == one.id]
        history = load.for_facts(self.projection, events, self.target)
        return Chunk(history, {str(one.id) for one in events}, str(upto), upto - after)

    def _bound(self, end: int) -> int:
        """The position after which the part begins, or with which it ends."""
        return self.target * (self.part + end) // self.parts

    def _asked(self) -> dict[str, Any]:
        types = self.projection.types_read
        return {
            "types": None if types is None else list(types),
            "homed": list(self.projection.homed),
            "homes": self.projection.homes,
            "amended_by": list(self.projection.amended_by),
            "target": self.target,
            "parts": self.parts,
            "part": self.part,
        }
