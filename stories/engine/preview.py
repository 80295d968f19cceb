"""What appending events would change in the views, without recording anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from events.log.merged import merges
from events.merges import Merges
from events.recorded import RecordedEvent
from events.when import Window, utc_text
from stories.engine import checkpoints, load, parking, rows
from stories.engine.fold import told, waits
from stories.engine.index import Index
from stories.engine.projection import Projection, Row, digest
from stories.engine.registry import projections

Shown = dict[str, list[dict[str, Any]]]


def preview(events: Sequence[RecordedEvent]) -> Shown:
    """Rows that would open and close, by the projections' own `preview` keys; and what would park.

    `events` carry the positions that they would get, after the head of the log. Each row names
    its projection; rows that would close are under `closes`, whatever they are. Tracks that could
    not be derived are under `parks`, with the error, if there are any.
    """
    shown: Shown = {"opens": [], "closes": []}
    known = merges(events[0].position - 1)
    for projection in projections().values():
        if projection.preview is not None:
            shown.setdefault(projection.preview, [])
            _add_changes(shown, projection, events, known)
    return shown


def _add_changes(
    shown: Shown, projection: Projection, events: Sequence[RecordedEvent], known: Merges
) -> None:
    """Rows of the tracks touched, derived from the log: the views may be behind it."""
    head = events[0].position - 1
    touched = load.for_events(projection, events, head, known=known)
    index = touched.index
    name, opens = projection.name, projection.preview or "opens"
    parked = parking.parked(name, checkpoints.live_generation(name))
    waiting = sorted(track for track in touched.tracks if not waits(track, parked))
    before = {track: _derived(projection, index, track) for track in waiting}
    for position in touched.positions:
        index.step(position)
    for track in waiting:
        old, new = before[track], _derived(projection, index, track)
        error = old if isinstance(old, str) else new
        if isinstance(old, str) or isinstance(new, str):
            parks = shown.setdefault("parks", [])
            parks.append({"projection": name, "track": track, "error": error})
            continue
        shown[opens] += [_shown(name, row) for key, row in new.items() if key not in old]
        shown["closes"] += [_shown(name, row) for key, row in old.items() if key not in new]


def _derived(projection: Projection, index: Index, track: str) -> dict[bytes, Row] | str:
    """The rows of a track, or what would park it."""
    try:
        rows = projection.derive(track, index.facts(track), index.parts(track))
        return {digest(row): row for row in rows}
    except Exception as error:  # noqa: BLE001 - whatever it is would park the track
        return told(error)


def _shown(name: str, row: Row) -> dict[str, Any]:
    columns = rows.as_dict(row)
    return {"projection": name} | {key: _plain(value) for key, value in columns.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Window):
        return None if value == Window(None, None) else value.as_json()
    return utc_text(value) if isinstance(value, datetime) else value
