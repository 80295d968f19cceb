"""The buttons of the append form that change what is on it."""

from __future__ import annotations

from events.types import event_types
from newsroom.desk.append.finding import find, says_something
from newsroom.desk.append.opening import choose
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.form import steps
from newsroom.desk.form.steps import Step
from stories.engine.reading import Known


def step(sheet: EventSheet, does: str, known: Known) -> Step[EventSheet]:
    """Those of any form, and the choice of the type."""
    verb, _, about = does.partition(" ")
    return _choose(sheet, about, known) if verb == "choose" else steps.step(sheet, does, known)


def _choose(sheet: EventSheet, type_name: str, known: Known) -> Step[EventSheet]:
    """A type by its name; else the one chosen for these words; else what they mean most likely."""
    said = sheet.get("said")
    chosen = type_name or (sheet.get("type") if said == sheet.get("said_for") else "")
    if not chosen:
        chosen = find(said)[0].type if says_something(said) else ""
    if chosen not in event_types():
        return Step(sheet, "said")
    return Step(choose(sheet, chosen, known), "next")
