"""The form of an act as it begins: a correction with what the event states by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from events.types import references
from newsroom.desk.amend.sheet import AmendmentSheet
from newsroom.desk.amend.stated import stated
from newsroom.desk.events.acts import Act
from newsroom.desk.events.target import Target
from newsroom.desk.form.entries import write
from newsroom.desk.form.shapes import Shape, shape_of
from stories.engine.reading import Known
from stories.views.queries import names_of_any

Stories = Sequence[tuple[str, str]]
"""Ids and titles of all there are."""


def sheet_of(act: Act, target: Target, known: Known, stories: Stories) -> AmendmentSheet:
    sheet = AmendmentSheet(act=act, target=target, own=_asked(act, target, stories))
    if not sheet.corrects:
        return sheet
    states = stated(target.events)
    sheet = replace(sheet, states=states)
    entries = dict(_entries(sheet, states, known))
    return replace(sheet, entries=entries, opened_with=entries)


def _entries(sheet: AmendmentSheet, states: Mapping[str, Any], known: Known) -> Any:
    """What is stated, in the fields of the form; people and things by their names."""
    names = names_of_any(known, {ref.id for ref in references(sheet.target.fact.data)})
    if shape := sheet.data_shape:
        yield from write(shape, "data", states["data"], names)
    yield from write(sheet.around, "", states)


def _asked(act: Act, target: Target, stories: Stories) -> Shape:
    """Of the amendment's own fields those that the act does not give."""
    left_out = {*act.given(target), "changes"}
    whole = shape_of(act.type)
    asked = [
        (name, _choosing(one, act, target, stories))
        for name, one in whole.fields
        if name not in left_out
    ]
    return replace(whole, fields=tuple(asked))


def _choosing(one: Shape, act: Act, target: Target, stories: Stories) -> Shape:
    """Stories are chosen from a list: those that it is filed under, or those that it is not."""
    if one.accepts != "story":
        return one
    filed = set(target.fact.stories)
    listed = [story for story in stories if (story[0] in filed) == (act.name == "unfile")]
    ids, titles = [story for story, _ in listed], [title for _, title in listed]
    return replace(one, kind="choice", choices=tuple(ids), titles=tuple(titles))
