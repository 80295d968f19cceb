"""What somebody has written in a form: its entries, and the envelopes in them.

What an event and what an amendment is made from is for the two kinds of sheets to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from uuid6 import uuid7

from events.types import ENTITY_KINDS, Problem, as_uuid, event_type, introducing, pointer
from events.when import ACCEPTED, TEXTS, accepting
from newsroom.desk.form import names
from newsroom.desk.form.entries import Reader, indexes, references_written
from newsroom.desk.form.names import Introduced, Named
from newsroom.desk.form.shapes import Shape, shape_of
from newsroom.desk.form.sources import KEPT, is_address, suggested_source
from stories.engine.reading import Known

INTRODUCING = {kind: each.type for kind, each in introducing().items() if kind in ENTITY_KINDS}
ACCEPTED_TIMES = accepting(*TEXTS, "any words, with bounds of its own")
"""The API takes an object where the form has fields for its bounds."""
LONGEST_ENTRY = 20_000
_UNWRITTEN = ("csrfmiddlewaretoken", "do", "unkept")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of the form, and what the field would take."""

    field: str
    reason: str
    accepted: str = ""

    @property
    def detail(self) -> str:
        return f"{self.reason} {self.accepted}".strip()


RECORDED_BEFORE = Fault(
    "",
    "This form was recorded before it was changed. Record it again if what it says now is another "
    "event.",
)


@dataclass(slots=True)
class Written:
    """The envelopes, introductions first, and the way back from their pointers to fields."""

    envelopes: list[dict[str, Any]]
    places: Mapping[str, str]
    named: Named
    introduced: Sequence[Introduced]

    def faults(self, problems: Sequence[Problem]) -> list[Fault]:
        """Each field's problems; of a name that is not clear only that."""
        found = [Fault(name, one.detail) for name, one in self.named.unclear.items()]
        for problem in problems:
            name = self._field(problem.pointer)
            if name not in self.named.unclear:
                accepted = problem.accepted
                accepted = ACCEPTED_TIMES if accepted == ACCEPTED else accepted
                found.append(Fault(name, problem.reason, accepted))
        return list(dict.fromkeys(found))

    def _field(self, place: str) -> str:
        while place and place not in self.places:
            place = place.rpartition("/")[0]
        return self.places.get(place, "")


def entries_of(form: Mapping[str, str]) -> dict[str, str]:
    entries = as_written(form)
    return {**entries, "key": _key(entries.get("key", ""))}


def as_written(form: Mapping[str, str]) -> dict[str, str]:
    """As they were sent; what nobody can have written by hand is cut. There are no more of them
    than a request may have.
    """
    kept = ((name, text) for name, text in form.items() if name not in _UNWRITTEN)
    return {name: text[:LONGEST_ENTRY].replace("\0", "") for name, text in kept}


def _key(text: str) -> str:
    """As it was sent; a new one for a form that somebody made by hand."""
    return str(as_uuid(text) or uuid7())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form as it stands. Changes give another one."""

    entries: Mapping[str, str] = field(default_factory=dict)

    @property
    def data_shape(self) -> Shape | None:
        """The fields below `data`, as far as it is known of which type they are."""
        raise NotImplementedError

    @property
    def around(self) -> Shape:
        """The fields of the envelope."""
        raise NotImplementedError

    def envelope(self, reader: Reader, at: str) -> dict[str, Any]:
        """What the form is for, to stand at a pointer."""
        raise NotImplementedError

    def shared(self, reader: Reader, at: str) -> dict[str, Any]:
        """What goes around whatever the form introduces: it is cited and filed like the rest."""
        raise NotImplementedError

    def get(self, name: str) -> str:
        return self.entries.get(name, "").strip()

    def having(self, entries: Mapping[str, str]) -> Self:
        return replace(self, entries={**self.entries, **entries})

    def without(self, name: str) -> Self:
        """Without a field and all within it."""
        kept = {key: text for key, text in self.entries.items() if not is_within(key, name)}
        return replace(self, entries=kept)

    @property
    def key(self) -> UUID:
        """The idempotency key of what is recorded from it, and the id of its draft."""
        return UUID(self.entries["key"])

    def tidied(self) -> Self:
        """An address given as a source becomes the address of one."""
        changes: dict[str, str] = {}
        for n in indexes(self.entries, "citations"):
            if is_address(given := self.get(f"citations.{n}.source")):
                changes |= self._cited(f"citations.{n}", given)
        return self.having(changes) if changes else self

    def _cited(self, name: str, address: str) -> dict[str, str]:
        """What belongs to another address goes; what was written of this one stays."""
        cited = suggested_source(address)
        anew = self.get(f"{name}.url") not in ("", address)
        return {
            f"{name}.{key}": cited.get(key, "")
            for key in KEPT
            if anew or key in ("source", "url") or not self.get(f"{name}.{key}")
        }

    def introductions(self) -> list[int]:
        """Which things the form introduces, in order."""
        numbers = indexes(self.entries, "new")
        return [n for n in numbers if self.get(f"new.{n}.type") in INTRODUCING.values()]

    def written(self, known: Known) -> Written:
        """The envelopes to record; what they name is looked up."""
        places: dict[str, str] = {}
        introduced = list(self._introduced(Reader(self.entries)))
        found = names.named(known, self.entries, list(self.references()), introduced)
        reader = Reader(self.entries, {**found.ids, **self.settled()}, places)
        envelopes = [
            self._introduction(reader, n, pointer(["events", place]))
            for place, n in enumerate(self.introductions())
        ]
        envelopes.append(self.envelope(reader, pointer(["events", len(envelopes)])))
        return Written(envelopes, places, found, introduced)

    def _introduction(self, reader: Reader, number: int, at: str) -> dict[str, Any]:
        type_name = self.get(f"new.{number}.type")
        shared = self.shared(reader, at)
        data = reader.read(shape_of(type_name), f"new.{number}.data", pointer(["data"], at))
        return {"type": type_name, "data": data or {}, **shared}

    def _introduced(self, reader: Reader) -> Iterator[Introduced]:
        for n in self.introductions():
            type_name = self.get(f"new.{n}.type")
            data = reader.read(shape_of(type_name), f"new.{n}.data", "") or {}
            if found := event_type(type_name).introduction_sent(data):
                kind, slug = found
                yield Introduced(kind, slug, data.get("name", ""))

    def settled(self) -> Mapping[str, str]:
        """References whose ids need no looking up."""
        return {}

    def references(self) -> Iterator[tuple[str, Shape]]:
        yield from references_written(self.around, "", self.entries)
        if self.data_shape:
            yield from references_written(self.data_shape, "data", self.entries)
        for n in self.introductions():
            shape = shape_of(self.get(f"new.{n}.type"))
            yield from references_written(shape, f"new.{n}.data", self.entries)


def is_within(key: str, name: str) -> bool:
    """Whether an entry is a field's own or one within it."""
    return key == name or key.startswith((f"{name}.", f"{name}:"))
