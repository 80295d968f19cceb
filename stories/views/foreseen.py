"""What appending would change in the views, with names where its sentences have ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.conf import settings

from events.recorded import RecordedEvent
from events.types.summary import placeholders, render
from events.when import read_known_at
from stories.engine import preview
from stories.engine.reading import resolve_known
from stories.views import queries
from stories.views.shapes import Json, Names


def foresee(events: Sequence[RecordedEvent]) -> preview.Shown:
    """The rows that `events`, recorded after the head of the log, would open and close."""
    shown = preview.preview(events)
    sentences = [place for rows in shown.values() for row in rows for place in _sentences(row)]
    names = _names({slug for row, key in sentences for slug in placeholders(row[key])}, events)
    for row, key in sentences:
        row[key] = render(row[key], names)
    return shown


def _sentences(row: Json) -> Iterator[tuple[Json, str]]:
    if "summary" in row:
        yield row, "summary"
    if "sides" in row:
        row["sides"] = [dict(side) for side in row["sides"]]
        yield from ((side, "account") for side in row["sides"])


def _names(slugs: set[str], events: Sequence[RecordedEvent]) -> Names:
    """As the views have them; of what the events themselves introduce, as they do."""
    now = read_known_at(None, timezone=settings.NEWSROOM_TIMEZONE, now=datetime.now(UTC))
    names = queries.names_of(resolve_known(now, ("names",)), slugs)
    for event in events:
        kind, _, verb = event.type.partition(".")
        if verb == "introduced":
            data = event.content["data"]
            names.setdefault(data[kind], data["name"])
    return names
