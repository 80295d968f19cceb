"""The form of an act as it begins: a correction with what the event states by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.text import Truncator

from events.types import references, render
from newsroom.desk.amend.sheet import AmendmentSheet
from newsroom.desk.amend.stated import stated
from newsroom.desk.events.acts import Act
from newsroom.desk.events.sentences import names_in
from newsroom.desk.events.target import Target
from newsroom.desk.form.entries import write
from newsroom.desk.form.shapes import Shape, shape_of
from stories.engine.reading import Known
from stories.views.queries import names_of_any

ACCOUNTS = ("original", "account")
"""Which of two accounts prevails, as a settlement says it."""
LONGEST_ACCOUNT = 120
Stories = Sequence[tuple[str, str]]
"""Ids and titles of all there are."""


def sheet_of(act: Act, target: Target, known: Known, stories: Stories) -> AmendmentSheet:
    sheet = AmendmentSheet(act=act, target=target, own=_asked(act, target, known, stories))
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


def _asked(act: Act, target: Target, known: Known, stories: Stories) -> Shape:
    """Of the amendment's own fields those that the act does not give."""
    left_out = {*act.given(target), "changes"}
    whole = shape_of(act.type)
    asked = [
        (name, _choosing(one, target, known, stories, filed=act.name == "unfile"))
        for name, one in whole.fields
        if name not in left_out
    ]
    return replace(whole, fields=tuple(asked))


def _choosing(one: Shape, target: Target, known: Known, stories: Stories, *, filed: bool) -> Shape:
    """Stories are chosen from a list: those that it is filed under, or those that it is not; of a
    dispute's accounts each is told."""
    if one.choices == ACCOUNTS:
        return replace(one, titles=_accounts(target, known))
    if one.accepts != "story":
        return one
    under = set(target.fact.stories)
    listed = [story for story in stories if (story[0] in under) == filed]
    ids, titles = [story for story, _ in listed], [title for _, title in listed]
    return replace(one, kind="choice", choices=tuple(ids), titles=tuple(titles))


def _accounts(target: Target, known: Known) -> tuple[str, str]:
    """The one that was recorded first, and the other, or how many others there are."""
    summary = target.fact.data.sentence()
    original = render(summary, names_in(known, [summary]))
    disputes = target.fact.disputes
    concerned = [one for one in disputes if target.is_original or one.event == target.event.id]
    others = " / ".join(one.account for one in concerned)
    return (
        f"the original: {original}",
        f"the other account: {Truncator(others).chars(LONGEST_ACCOUNT)}",
    )
