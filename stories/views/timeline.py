"""Facts as timelines show them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from events.facts import Status
from events.types.summary import placeholders, render
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names, instant_json

SHOWN_STATUSES: tuple[Status, ...] = ("standing", "disputed")


def names_needed(rows: Iterable[StoredFact]) -> set[str]:
    """The entities that the summaries speak of."""
    return {slug for row in rows for slug in placeholders(row.summary)}


def day(row: StoredFact, zone: tzinfo) -> str | None:
    """The civil day in a zone within which the fact happened; None if it can be several."""
    if row.start_earliest is None or row.start_latest is None:
        return None
    try:
        first, last = (at.astimezone(zone).date() for at in (row.start_earliest, row.start_latest))
    except OverflowError:
        return None  # the first and the last hours of the calendar have local days that leave it
    return first.isoformat() if first == last else None


def fact(row: StoredFact, names: Names) -> Json:
    """A fact as every list shows it; `undated` is there only where it is true."""
    shape: Json = {
        "event": row.event,
        "position": row.position,
        "type": row.type,
        "kind": row.kind,
        "summary": render(row.summary, names),
        "window": row.when,
        "data": row.data,
        "entities": list(row.entities),
        "stories": list(row.stories),
        "citations": row.citations,
        "independent_sources": row.independent_sources,
        "confidence": row.confidence,
        "status": row.status,
        "amendments": row.amendments,
        "disputes": row.disputes,
        "note": row.note,
        "recorded_at": instant_json(row.recorded_at),
        "recorded_by": row.recorded_by,
    }
    if row.start_earliest is None:
        shape["undated"] = True
    return shape
