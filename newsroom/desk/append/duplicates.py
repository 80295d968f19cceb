"""Facts in the record that may be the one somebody is about to record."""

from __future__ import annotations

from rapidfuzz import fuzz

from events.types import EventData, placeholders, references, render
from events.when import When
from newsroom.desk.form.shapes import shape_of
from stories.engine.reading import Known, rows
from stories.views import queries
from stories.views.rows import StoredFact
from stories.views.shapes import Json
from stories.views.timeline import SHOWN_STATUSES
from stories.views.windows import happening

ALIKE = 70.0
"""From this likeness of their sentences, 0 to 100, two facts may be one."""
READ, SHOWN = 50, 4


def likely_duplicates(known: Known, data: EventData, when: When | None) -> list[Json]:
    """Of the same type and about the same, at a time that may be the same, most alike first."""
    same = _identity(data)
    about = _subjects(data)
    found = rows(StoredFact, known).filter(
        type=data.type, status__in=SHOWN_STATUSES, entities__contains=sorted(about)
    )
    if when:
        found = found.filter(happening(when.window.earliest, when.window.latest))
    summary = data.summary()
    alike: list[tuple[float, StoredFact]] = []
    for row in found.order_by("-position")[:READ]:
        likeness = fuzz.token_set_ratio(summary, row.summary)
        if likeness >= ALIKE and all(row.data.get(key) == value for key, value in same.items()):
            alike.append((likeness, row))
    kept = [row for _, row in sorted(alike, key=lambda one: -one[0])[:SHOWN]]
    needed = {slug for row in kept for slug in placeholders(row.summary)}
    names = queries.names_of(known, needed)
    return [_told(row, render(row.summary, names)) for row in kept]


def _identity(data: EventData) -> Json:
    """What a fact is about, as far as its type requires it to be said by an id."""
    sent = data.as_json()
    named = (name for name, shape in shape_of(data.type).fields if shape.required)
    kinds = dict(shape_of(data.type).fields)
    return {name: sent[name] for name in named if kinds[name].kind in ("reference", "post")}


def _subjects(data: EventData) -> set[str]:
    single = {f"/{name}" for name, shape in shape_of(data.type).fields if shape.required}
    found = {ref.id for ref in references(data) if ref.pointer in single and ref.kind != "event"}
    decisive = data.stream_reference()
    return found or ({decisive.id} if decisive else set())


def _told(row: StoredFact, summary: str) -> Json:
    return {
        "event": row.event,
        "summary": summary,
        "window": row.when,
        "recorded_by": row.recorded_by,
        "sources": list(dict.fromkeys(one["source"] for one in row.citations)),
    }
