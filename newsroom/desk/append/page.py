"""What the append form shows, for the templates."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from events.api.appending import right_for
from events.log.read import event_by_id
from events.recorded import RecordedEvent
from events.types import EventData, as_uuid, event_types
from newsroom.desk.append.finding import find
from newsroom.desk.append.preview import Preview
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.events.sentences import sentences
from newsroom.desk.form.sheet import Fault
from newsroom.desk.form.showing import Fields, fields_of, remarks_on
from stories.engine.reading import Known
from stories.views.shapes import Json

OTHER_TYPES = 5
CALLED = {"said": "What happened"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why it was not recorded."""

    faults: Sequence[Fault] = ()
    between: Sequence[RecordedEvent] = ()


def page_of(
    sheet: EventSheet,
    known: Known,
    user: Any,
    *,
    focus: str = "",
    refusal: Refusal | None = None,
    preview: Preview | None = None,
) -> Json:
    faults = refusal.faults if refusal else ()
    remarks = remarks_on(sheet, known, faults, shown=refusal is not None or preview is not None)
    fields = fields_of(sheet, known, remarks)
    return {
        "sheet": sheet,
        **_of_type(sheet.event_class),
        "around": fields.around,
        "citations": fields.citations,
        "data": fields.data,
        "introduced": fields.introduced,
        "other_types": _other_types(sheet, user),
        "said_errors": remarks.errors.get("said", ()),
        "cause": _cause(sheet, known),
        "faults": fields.summary(faults, CALLED),
        "between": _between(refusal.between, known) if refusal else (),
        "preview": preview,
        "focus": "faults" if refusal else _focus(sheet, fields, focus),
    }


def may_record(user: Any) -> list[str]:
    """The types that somebody has the right to record."""
    return [name for name in event_types() if user.has_perm(f"access.{right_for(name)}")]


def _of_type(chosen: type[EventData] | None) -> Json:
    """Until a type is chosen, the time and the source are asked for: nearly all need them."""
    return {
        "type": chosen.type if chosen else "",
        "meaning": (inspect.getdoc(chosen) or "").replace("`", "") if chosen else "",
        "needs_time": chosen is None or chosen.needs_occurred(),
        "needs_citation": chosen is None or chosen.needs_citations(),
    }


def _focus(sheet: EventSheet, fields: Fields, asked: str) -> str:
    return _next(sheet, fields) if asked == "next" else fields.input_at(asked)


def _next(sheet: EventSheet, fields: Fields) -> str:
    """The first field that is still needed, in the order of the page."""
    of_type = _of_type(sheet.event_class)
    if of_type["needs_citation"] and not sheet.get("citations.0.source"):
        return "citations.0.source"
    if fields.data is None:
        return "said"
    if needed := fields.data.needed:
        return needed.name
    if of_type["needs_time"] and not sheet.get("occurred"):
        return "occurred"
    if sheet.event_class and sheet.event_class.kind == "story":  # filled in by itself, as it is now
        return next((one.name for one in fields.data.fields if one.blank), "record")
    return "record"


def _other_types(sheet: EventSheet, user: Any) -> list[str]:
    said = sheet.get("said")
    found = find(said, may_record(user), OTHER_TYPES) if said else []
    return [one.type for one in found if one.type != sheet.get("type")]


def _cause(sheet: EventSheet, known: Known) -> Json | None:
    """The event that led to the one that is written, if there is such an event."""
    caused_by = as_uuid(sheet.get("causation"))
    cause = event_by_id(caused_by) if caused_by else None
    if cause is None:
        return None
    return {"id": cause.id, "summary": sentences(known, [cause])[cause.id]}


def _between(events: Sequence[RecordedEvent], known: Known) -> list[Json]:
    told = sentences(known, events)
    return [
        {
            "id": str(event.root),
            "summary": told[event.id],
            "recorded_by": event.recorded_by,
            "recorded_at": event.recorded_at,
            "position": event.position,
        }
        for event in events
    ]
