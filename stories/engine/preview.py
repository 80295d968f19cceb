"""What appending events would change in the views, without recording anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from events.log import read
from events.recorded import RecordedEvent
from events.when import Window, utc_text
from stories.engine import books, load, rows
from stories.engine.fold import Version, fold
from stories.engine.projection import Projection, Row
from stories.engine.registry import projections
from stories.models import row_model

BOOKKEEPING = ("id", "generation", "track", "known_from", "known_to", "digest")


def preview(events: Sequence[RecordedEvent]) -> dict[str, list[dict[str, Any]]]:
    """Rows that would open and close: `{"opens", "closes", "contradictions"}`.

    Contradictions that would open are apart; those that would vanish are among what closes.

    `events` carry the positions that they would get, after the head of the log. Each row names
    its projection. Rows of facts and names are left out: they only repeat what is appended.
    """
    changes: dict[str, list[dict[str, Any]]] = {"opens": [], "closes": [], "contradictions": []}
    for name, projection in projections().items():
        if name in ("facts", "names"):
            continue
        opened, closed = _changes(projection, events)
        shown = "contradictions" if name == "contradictions" else "opens"
        changes[shown] += [_shown(name, version.row) for version in opened]
        changes["closes"] += _recorded(name, closed)
    return changes


def _changes(
    projection: Projection, events: Sequence[RecordedEvent]
) -> tuple[list[Version], list[Version]]:
    generation = books.live_generation(projection.name)
    history, touched = load.for_events(projection, events, read.head())
    before = rows.standing(projection, generation, touched)
    changes = fold(
        projection,
        history,
        [event.position for event in events],
        standing=lambda track: before[track],
        parked=books.parked(projection.name, generation),
    )
    return [v for v in changes.opened if v.known_to is None], changes.closed


def _recorded(name: str, closed: Sequence[Version]) -> list[dict[str, Any]]:
    found = row_model(name)._default_manager.filter(id__in=[version.id for version in closed])
    return [
        {"projection": name}
        | {
            k: _plain(v)
            for k, v in row.items()
            if k not in BOOKKEEPING and "_earliest" not in k and "_latest" not in k
        }
        | {w: _bounds(row[f"{w}_earliest"], row[f"{w}_latest"]) for w in ("start", "end")}
        for row in found.order_by("id").values()
    ]


def _shown(name: str, row: Row | None) -> dict[str, Any]:
    columns = rows.as_dict(row) if row else {}
    return {"projection": name} | {key: _plain(value) for key, value in columns.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Window):
        return _bounds(value.earliest, value.latest)
    return utc_text(value) if isinstance(value, datetime) else value


def _bounds(earliest: datetime | None, latest: datetime | None) -> dict[str, str | None] | None:
    if earliest is None and latest is None:
        return None
    return {
        "earliest": utc_text(earliest) if earliest else None,
        "latest": utc_text(latest) if latest else None,
    }
