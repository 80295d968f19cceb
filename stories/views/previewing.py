"""What appending would change in the views, with names where its sentences have ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from events.recorded import RecordedEvent
from events.types.summary import placeholders, render
from stories.engine import preview
from stories.views.names_from_log import called
from stories.views.shapes import Json


def preview_in_words(events: Sequence[RecordedEvent]) -> preview.Shown:
    """The rows that `events`, recorded after the head of the log, would open and close."""
    shown = preview.preview(events)
    sentences = [place for rows in shown.values() for row in rows for place in _sentences(row)]
    ids = {slug for row, key in sentences for slug in placeholders(row[key])}
    names = called(ids, events[0].position - 1, events)
    for row, key in sentences:
        row[key] = render(row[key], names)
    return shown


def _sentences(row: Json) -> Iterator[tuple[Json, str]]:
    if "summary" in row:
        yield row, "summary"
    if "sides" in row:
        row["sides"] = [dict(side) for side in row["sides"]]
        yield from ((side, "account") for side in row["sides"])
