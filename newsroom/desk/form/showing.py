"""What any form shows, for the templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from events.types import event_type
from newsroom.desk.form import names
from newsroom.desk.form.binding import Bound, Offer, Remarks, bind
from newsroom.desk.form.names import Unclear
from newsroom.desk.form.shapes import shape_of
from newsroom.desk.form.sheet import Fault, Sheet
from newsroom.desk.form.steps import kinds_to_introduce
from newsroom.desk.labels import label
from stories.engine.reading import Known
from stories.views.shapes import Json

MAIN_OF_CITATION = ("source", "quote", "locator", "published")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a form: the envelope's by name, those of the data, of what it introduces."""

    around: Mapping[str, Bound]
    data: Bound | None
    introduced: Sequence[Json]
    others: Sequence[Bound] = ()

    def each(self) -> Iterator[Bound]:
        outer = [*self.others, *self.around.values(), *([self.data] if self.data else [])]
        for one in [*outer, *(new["form"] for new in self.introduced)]:
            yield from one.within()

    @property
    def citations(self) -> list[Json]:
        return [_citation(one) for one in self.around["citations"].fields]

    def input_at(self, name: str) -> str:
        """The first input of a field, which may be made of several."""
        found = next((one for one in self.each() if one.name == name), None)
        return first_input(found) if found else name

    def summary(self, faults: Sequence[Fault], called: Mapping[str, str]) -> list[Json]:
        """Faults, each with the input to go to, which says what it would take; `called` names what
        is no field of these.
        """
        labels = {**called, **{one.name: one.label for one in self.each()}}
        return [
            {
                "field": self.input_at(one.field),
                "label": labels.get(one.field, ""),
                "reason": one.reason,
            }
            for one in faults
        ]


def fields_of(sheet: Sheet, known: Known, remarks: Remarks, others: Sequence[Bound] = ()) -> Fields:
    around = bind(sheet.around, "", sheet.entries, remarks).fields
    shape = sheet.data_shape
    return Fields(
        around={one.name: one for one in around},
        data=bind(shape, "data", sheet.entries, remarks) if shape else None,
        introduced=[_introduced(sheet, known, n, remarks) for n in sheet.introductions()],
        others=others,
    )


def remarks_on(sheet: Sheet, known: Known, faults: Sequence[Fault], *, shown: bool) -> Remarks:
    """Faults at their fields; once the form was `shown`, names that are not clear as well."""
    errors: defaultdict[str, list[str]] = defaultdict(list)
    for fault in faults:
        errors[fault.field].append(fault.detail)
    if not shown:
        return Remarks(errors)
    unclear = sheet.written(known).named.unclear
    for name, one in unclear.items():
        if one.detail not in errors[name]:
            errors[name].append(one.detail)
    return Remarks(errors, {name: _offers(name, one) for name, one in unclear.items()})


def first_input(field: Bound) -> str:
    while field.fields and field.shape.kind != "time":
        field = field.fields[0]
    return field.name


def _offers(name: str, unclear: Unclear) -> list[Offer]:
    """Those who may have been meant, and something new."""
    meant = [
        Offer(f"{one['name']} ({one['id']})", f"use {name} {one['id']}")
        for one in unclear.candidates
    ]
    new = [
        Offer(
            f"Introduce “{unclear.text}” as a new {label(kind).lower()}", f"introduce {kind} {name}"
        )
        for kind in kinds_to_introduce(unclear.accepts)
    ]
    return [*meant, *new]


def _introduced(sheet: Sheet, known: Known, number: int, remarks: Remarks) -> Json:
    """What the form introduces: what must be said of it, and what may be the same."""
    type_name = sheet.get(f"new.{number}.type")
    kind, name = event_type(type_name).introduces() or "", f"new.{number}"
    whole = shape_of(type_name)
    asked = tuple((key, one) for key, one in whole.fields if one.required or one.kind == "zone")
    written_for = sheet.get(f"{name}.for")
    called = sheet.get(f"{name}.data.name")
    alike = names.near(known, called, kind) if called else []
    return {
        "name": name,
        "type": type_name,
        "kind": label(kind).lower(),
        "for": written_for,
        "form": bind(replace(whole, fields=asked), f"{name}.data", sheet.entries, remarks),
        "alike": [one | {"does": f"use {written_for} {one['id']}"} for one in alike],
    }


def _citation(one: Bound) -> Json:
    main = [field for field in one.fields if field.name.rpartition(".")[2] in MAIN_OF_CITATION]
    more = [field for field in one.fields if field not in main]
    opened = any(not field.blank or field.errors for field in more)
    texts = {field.name.rpartition(".")[2]: field.text for field in one.fields}
    return {
        "field": one,
        "main": main,
        "more": more,
        "opened": opened,
        "title": ", ".join(filter(None, [texts["source"], texts["locator"]])),
        "looked_at": one.blank or any(f.errors or f.was is not None for f in one.fields),
    }
