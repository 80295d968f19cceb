"""What recorded events say, each in a sentence with the names that were known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from events.recorded import RecordedEvent
from events.types import decode
from events.types.summary import placeholders, render
from stories.engine.reading import Known
from stories.views import queries
from stories.views.shapes import Names

UNREADABLE = "cannot be read by this version of the program"


def sentences(known: Known, events: Sequence[RecordedEvent]) -> dict[UUID, str]:
    """By id; two queries at most."""
    templates = {event.id: template(event) for event in events}
    return named(known, templates)


def template(event: RecordedEvent) -> str:
    """The summary with `{slug}` for names."""
    try:
        return decode(event.type, event.schema, event.content["data"]).sentence()
    except (LookupError, ValueError):
        return f"{event.type}: {UNREADABLE}"


def named(known: Known, templates: dict[UUID, str]) -> dict[UUID, str]:
    names = names_in(known, templates.values())
    return {one: render(text, names) for one, text in templates.items()}


def names_in(known: Known, templates: Iterable[str]) -> Names:
    """Names of all that the templates speak of; a story's where no entity has the id."""
    slugs = {slug for text in templates for slug in placeholders(text)}
    return queries.names_of_any(known, slugs)
