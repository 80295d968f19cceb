"""What appending events would change in the views, without recording anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from events.recorded import RecordedEvent
from events.when import Window, utc_text
from stories.engine import books, load, rows
from stories.engine.fold import Tracks
from stories.engine.projection import Projection, Row, digest
from stories.engine.registry import projections


def preview(events: Sequence[RecordedEvent]) -> dict[str, list[dict[str, Any]]]:
    """Rows that would open and close: `{"opens", "closes", "contradictions"}`.

    Contradictions that would open are apart; those that would vanish are among what closes.

    `events` carry the positions that they would get, after the head of the log. Each row names
    its projection. Rows of facts and names are left out: they only repeat what is appended.
    """
    books.open_books()
    changes: dict[str, list[dict[str, Any]]] = {"opens": [], "closes": [], "contradictions": []}
    for name, projection in projections().items():
        if name in ("facts", "names"):
            continue
        opened, closed = _changes(projection, events)
        shown = "contradictions" if name == "contradictions" else "opens"
        changes[shown] += [_shown(name, row) for row in opened]
        changes["closes"] += [_shown(name, row) for row in closed]
    return changes


def _changes(
    projection: Projection, events: Sequence[RecordedEvent]
) -> tuple[list[Row], list[Row]]:
    """Rows of the tracks touched, derived from the log: the views may be behind it."""
    head, last = events[0].position - 1, events[-1].position
    history, touched = load.for_events(projection, events, head)
    tracks = Tracks(projection, history)
    opened: list[Row] = []
    closed: list[Row] = []
    parked = books.parked(projection.name, books.live_generation(projection.name))
    for track in sorted(touched - parked.keys()):
        try:
            before = _derived(projection, tracks, track, head)
            after = _derived(projection, tracks, track, last)
        except Exception:  # noqa: BLE001, S112 - it would be parked, and its rows stay as they are
            continue
        opened += [row for key, row in after.items() if key not in before]
        closed += [row for key, row in before.items() if key not in after]
    return opened, closed


def _derived(projection: Projection, tracks: Tracks, track: str, position: int) -> dict[bytes, Row]:
    found = projection.derive(track, tracks.facts(track, position))
    return {digest(row): row for row in found}


def _shown(name: str, row: Row) -> dict[str, Any]:
    columns = rows.as_dict(row)
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
