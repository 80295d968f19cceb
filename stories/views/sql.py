"""The statements that answers are made of most: in SQL, so that they can be prepared.

Each takes what was known as `generation` and `position`.
"""

from __future__ import annotations

from typing import Final, LiteralString

from stories.engine.tables import KNOWN, VALID
from stories.views.seats import COLUMNS

BOUNDS: Final = ("start_earliest", "start_latest", "end_earliest", "end_latest")
SEAT_COLUMNS: Final = (*sorted(COLUMNS), *BOUNDS)

INTRODUCED: Final[LiteralString] = (
    "SELECT FROM events_entity WHERE id = %(id)s AND kind = %(kind)s LIMIT 1"
)

_KNOWN: Final[LiteralString] = (
    "generation = %(generation)s AND known_from <= %(position)s"
    " AND (known_to IS NULL OR known_to > %(position)s)"
)

CANONICAL: Final[LiteralString] = f"""
SELECT entity, name, merged_into, attributes FROM stories_names
WHERE {_KNOWN} AND entity = %(entity)s AND kind = %(kind)s AND name_kind = 'canonical' LIMIT 1
"""

NAMES: Final[LiteralString] = f"""
SELECT entity, name FROM stories_names
WHERE {_KNOWN} AND entity = ANY (%(entities)s) AND name_kind = 'canonical'
  AND (kind = 'story') = %(stories)s
"""

# The names of a class's fields, which nobody sends.
_COLUMNS: Final = ", ".join(SEAT_COLUMNS)
BOARD_SEATS: Final = f"""
SELECT {_COLUMNS} FROM stories_tenures
WHERE generation = %(generation)s AND organization = %(organization)s AND body = %(body)s
  AND {VALID} && tstzrange(%(first)s, %(last)s, '[]')
  AND {KNOWN} @> %(position)s::bigint
"""
