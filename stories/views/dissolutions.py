"""Whether an organisation has ceased to be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from events.when import Window
from stories.views.happened import happened
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names, entity_json

DISSOLVED = "organization.dissolved"


def dissolutions(rows: Sequence[StoredFact], span: Window, names: Names) -> list[Json]:
    """Every telling of it that can have come true, in order of time."""
    return [
        {
            "into": entity_json(names, _into(row)),
            "window": row.when,
            "presence": presence,
            "disputed": row.status == "disputed",
            "events": [row.event],
        }
        for row in rows
        if row.type == DISSOLVED and (presence := happened(row, span))
    ]


def successor_ids(rows: Iterable[StoredFact]) -> set[str]:
    return {into for row in rows if row.type == DISSOLVED and (into := _into(row))}


def _into(row: StoredFact) -> str | None:
    into = row.data.get("into")
    return str(into) if into else None
