"""The buttons of the form that change what is on it; none of them records anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from events.types import as_slug
from newsroom.desk.form.entries import ID, indexes, is_blank
from newsroom.desk.form.names import accepted, new_id
from newsroom.desk.form.sheet import INTRODUCING, Sheet
from stories.engine.reading import Known
from stories.views import queries

S = TypeVar("S", bound=Sheet)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """The form after a button, and the field to go on in."""

    sheet: S
    focus: str = ""


def step(sheet: S, does: str, known: Known) -> Step[S]:
    """What a button does: its value is a verb, and after a space what it is about."""
    verb, _, about = does.partition(" ")
    match verb:
        case "introduce":
            kind, _, field = about.partition(" ")
            return _introduce(sheet, kind, field)
        case "use":
            field, _, slug = about.partition(" ")
            used = _use(sheet, field, slug, known) if as_slug(slug) else sheet
            return Step(used, "next")
        case "remove":
            for name in about.split():
                sheet = sheet.without(name)
            return Step(sheet, "next")
        case "another":
            return Step(sheet, f"{about}.{_room(sheet, about)}")
    return Step(sheet)


def _introduce(sheet: S, kind: str, field: str) -> Step[S]:
    """Something new under the name that was typed, or under none yet."""
    if kind not in INTRODUCING:
        return Step(sheet, field)
    name = sheet.get(field)
    others = indexes(sheet.entries, "new")
    number = max(others, default=-1) + 1
    slug = new_id(name, [sheet.get(f"new.{one}.data.{k}") for one in others for k in INTRODUCING])
    start = f"new.{number}"
    new = {
        f"{start}.type": INTRODUCING[kind],
        f"{start}.for": field,
        f"{start}.data.{kind}": slug,
        f"{start}.data.name": name,
        f"{field}{ID}": slug,
    }
    return Step(sheet.having(new), f"{start}.data.name")


def _room(sheet: Sheet, name: str) -> int:
    """The place in a list after the last that is filled."""
    filled = (n for n in indexes(sheet.entries, name) if not is_blank(sheet.entries, f"{name}.{n}"))
    return max(filled, default=-1) + 1


def _use(sheet: S, field: str, slug: str, known: Known) -> S:
    """Something that is in the record, in place of what was going to be introduced."""
    for number in indexes(sheet.entries, "new"):
        if sheet.get(f"new.{number}.for") == field:
            sheet = sheet.without(f"new.{number}")
    return sheet.having({field: queries.names_of(known, [slug])[slug], f"{field}{ID}": slug})


def kinds_to_introduce(accepts: str) -> list[str]:
    """What may be introduced for a field."""
    return [kind for kind in INTRODUCING if kind in accepted(accepts)]
