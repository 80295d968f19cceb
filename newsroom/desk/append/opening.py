"""The form as it is opened: for a story, with what the last event was recorded with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest
from uuid6 import uuid7

from events.log.read import event_by_id
from events.types import as_uuid, event_types
from newsroom.desk.append.finding import said_of
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.form.entries import BOUNDS, ID, is_blank, write
from newsroom.desk.form.shapes import Shape, shape_of
from newsroom.desk.form.sources import KEPT
from newsroom.desk.pages import question_of
from stories.engine.reading import Known
from stories.views import queries
from stories.views.asking import find_subject

PROJECTIONS = ("names", "tenures", "facts")
REMEMBERED = "append"
"""The key in the session of what stays for the next event."""


def known_now(request: HttpRequest, story: str | None = None) -> Known:
    """What is known now; that there is such a story is seen to on the way."""
    asked = {"at_least": request.GET.get("at_least", "")}
    return question_of(asked, projections=PROJECTIONS, kind=story and "story", id=story).known


def opened(known: Known, asked: Mapping[str, str], session: Mapping[str, Any]) -> EventSheet:
    """A new form: `asked` may name the story, the type, and fields of its data.

    What others recorded beyond what is known its author has not seen.
    """
    entries = {"key": str(uuid7()), "opened": str(known.position), "window": str(uuid4())}
    story = asked.get("story", "")
    remembered = session.get(REMEMBERED, {})
    if remembered.get("story") == story:
        entries |= remembered.get("entries", {})
        entries["recalled"] = entries.get("occurred", "")
    entries.setdefault("timezone", settings.NEWSROOM_TIMEZONE)
    if story:
        entries |= _of_story(known, story, entries)
    sheet = EventSheet(entries | _caused(asked.get("causation", "")))
    if asked.get("type", "") in event_types():
        return _with_fields(choose(sheet, asked["type"], known), known, asked)
    return sheet


def _caused(causation: str) -> dict[str, str]:
    """What follows from an event is of the same matter."""
    if not causation:
        return {}
    caused_by = as_uuid(causation)
    cause = event_by_id(caused_by) if caused_by else None
    if cause is None:
        raise Http404(f"There is no event {causation} that another could follow from.")
    return {"causation": str(cause.id), "correlation": cause.content.get("correlation") or ""}


def remember(session: Any, sheet: EventSheet) -> None:
    """Story, source and date stay for the next event; what was quoted from it does not."""
    names = [f"citations.0.{name}" for name in KEPT]
    names += ["occurred", "timezone", *(f"occurred.{name}" for name in BOUNDS)]
    kept = {name: sheet.get(name) for name in names if sheet.get(name)}
    session[REMEMBERED] = {"story": sheet.story, "entries": kept}


def choose(sheet: EventSheet, type_name: str, known: Known) -> EventSheet:
    """With the fields of a type; what the words say of them is filled in where nothing is."""
    said = sheet.get("said") or type_name.replace(".", " ").replace("_", " ")
    changed = sheet.having({"type": type_name, "said": said, "said_for": said})
    shape = shape_of(type_name)
    for name, value in said_of(type_name, said).items():
        inner = dict(shape.fields)[name]
        if not changed.get(f"data.{name}") or inner.kind in ("choice", "flag"):
            changed = changed.having(dict(write(inner, f"data.{name}", value)))
    return _with_organization(_of_its_time(_with_story(changed, shape, known)), shape, known)


def _of_its_time(sheet: EventSheet) -> EventSheet:
    """The date of the last event is none of what happens at no time, such as an introduction."""
    recalled = sheet.get("recalled")
    needed = sheet.event_class is None or sheet.event_class.needs_occurred()
    if recalled and not needed and sheet.get("occurred") == recalled:
        return sheet.without("occurred")
    if recalled and needed and not sheet.get("occurred"):
        return sheet.having({"occurred": recalled})
    return sheet


def _with_story(sheet: EventSheet, shape: Shape, known: Known) -> EventSheet:
    """What is about a story is likely about this one. What it follows is given as a whole, so it
    begins with those that it follows already."""
    fields = dict(shape.fields)
    asked = fields.get("story")
    fits = asked and asked.kind == "reference" and asked.accepts == "story"
    if not fits or not sheet.story or sheet.get("data.story"):
        return sheet
    subject = find_subject(known, queries.STORY, sheet.story)
    sheet = sheet.having({"data.story": subject.name, f"data.story{ID}": subject.id})
    follows = subject.attributes.get("follows") or []
    if "follows" not in fields or not is_blank(sheet.entries, "data.follows"):
        return sheet
    names = queries.names_of(known, follows)
    return sheet.having(dict(write(fields["follows"], "data.follows", follows, names)))


def _with_organization(sheet: EventSheet, shape: Shape, known: Known) -> EventSheet:
    """Of a story that follows one organisation, the event is likely about that one."""
    asked = next(
        (
            f"data.{name}"
            for name, one in shape.fields
            if one.required and one.accepts == "organization" and one.kind == "reference"
        ),
        None,
    )
    if asked is None or sheet.get(asked) or not sheet.story:
        return sheet
    follows = find_subject(known, queries.STORY, sheet.story).attributes.get("follows") or []
    found = queries.of_kind(known, "organization", follows)
    if len(found) != 1:
        return sheet
    return sheet.having({asked: queries.names_of(known, found)[found[0]], f"{asked}{ID}": found[0]})


def _of_story(known: Known, story: str, entries: Mapping[str, str]) -> dict[str, str]:
    subject = find_subject(known, queries.STORY, story)
    zone = subject.attributes.get("timezone") or settings.NEWSROOM_TIMEZONE
    filed = {"stories.0": subject.name, f"stories.0{ID}": subject.id}
    return filed if "occurred" in entries else {**filed, "timezone": zone}


def _with_fields(sheet: EventSheet, known: Known, asked: Mapping[str, str]) -> EventSheet:
    """Fields that the address names, such as `person=sam-altman`."""
    given = {name: asked[name] for name, _ in shape_of(sheet.get("type")).fields if name in asked}
    names = queries.names_of_any(known, given.values())
    for name, shape in shape_of(sheet.get("type")).fields:
        if name in given and shape.kind not in ("object", "list", "json"):
            sheet = sheet.having(dict(write(shape, f"data.{name}", given[name], names)))
    return sheet
