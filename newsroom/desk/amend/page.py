"""What the page of an act shows, for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from events.types.summary import render as in_words
from newsroom.desk.amend.sheet import OWN, AmendmentSheet
from newsroom.desk.events.sentences import names_in, sentences
from newsroom.desk.events.target import Target
from newsroom.desk.form.binding import bind
from newsroom.desk.form.sheet import Fault
from newsroom.desk.form.showing import fields_of, remarks_on
from stories.engine.reading import Known
from stories.views.shapes import Json


def page_of(
    sheet: AmendmentSheet,
    known: Known,
    *,
    faults: Sequence[Fault] = (),
    shown: bool = False,
    focus: str = "",
) -> Json:
    """`shown` says that somebody has written in it already."""
    remarks = remarks_on(sheet, known, faults, shown=shown)
    remarks = replace(remarks, was=sheet.was())
    own = bind(sheet.own, OWN, sheet.entries, remarks)
    fields = fields_of(sheet, known, remarks, [own])
    return {
        **_about(sheet.target, known),
        "act": sheet.act,
        "sheet": sheet,
        "own": own,
        "around": fields.around,
        "citations": fields.citations if "citations" in fields.around else None,
        "data": fields.data,
        "data_type": sheet.target.fact.data.type,
        "introduced": fields.introduced,
        "faults": fields.summary(faults, {}),
        "focus": "faults" if faults else fields.input_at(focus),
    }


def zone_of(target: Target) -> str:
    """That of the event: rows are told in it."""
    when = target.fact.when
    return when.timezone if when else str(settings.NEWSROOM_TIMEZONE)


def _about(target: Target, known: Known) -> Json:
    summary = target.fact.data.sentence()
    when = target.fact.when
    return {
        "event": target.event,
        "is_original": target.is_original,
        "summary": in_words(summary, names_in(known, [summary])),
        "amendment": sentences(known, [target.event])[target.event.id],
        "window": when.as_json() if when else None,
        "zone": zone_of(target),
    }
