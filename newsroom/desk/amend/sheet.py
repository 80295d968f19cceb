"""What somebody has written of an amendment.

A correction is written in the fields of what it corrects, under the names that the append form has
for them; the amendment's own fields, such as its reason, stand below `amendment`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from events.types import pointer
from newsroom.desk.events.acts import Act
from newsroom.desk.events.target import Target
from newsroom.desk.form.entries import ID, Entries, Reader, references_written
from newsroom.desk.form.shapes import Shape, envelope_shape, only, shape_of
from newsroom.desk.form.sheet import Sheet, is_within

OWN = "amendment"
CITING = ("corroborate", "dispute")
TO_BE_WRITTEN = "…"
AROUND = ("occurred", "timezone", "confidence", "citations")
"""What a correction may replace, besides the data."""
EMPTIED: Mapping[str, Any] = {"citations": []}
"""What is sent of these once they are emptied, to be refused: they cannot be taken away."""


@dataclass(frozen=True, slots=True)
class AmendmentSheet(Sheet):
    """The form of an act on a target. `states` is what the target states, as its data has it, and
    `opened_with` the entries that this comes to."""

    act: Act = field(kw_only=True)
    target: Target = field(kw_only=True)
    own: Shape = field(kw_only=True)
    """The fields of the amendment itself."""
    states: Mapping[str, Any] = field(kw_only=True, default_factory=dict)
    opened_with: Entries = field(kw_only=True, default_factory=dict)

    @property
    def corrects(self) -> bool:
        return self.act.name == "correct"

    @property
    def data_shape(self) -> Shape | None:
        return shape_of(self.target.fact.data.type) if self.corrects else None

    @property
    def around(self) -> Shape:
        """Of a correction what is stated, which cannot be taken away, and citations."""
        if not self.corrects:
            whole = envelope_shape(cited=self.act.name == "corroborate")
            return only(whole, ("citations",) if self.act.name in CITING else ())
        stated = [name for name in AROUND if name == "citations" or self.states[name] is not None]
        whole = only(envelope_shape(), stated)
        kept = ((name, replace(one, required=True)) for name, one in whole.fields)
        return replace(whole, fields=tuple(kept))

    @property
    def seen(self) -> int:
        """The version of the stream when the form was opened; 0 if it does not say."""
        text = self.get("seen")
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    @property
    def missing(self) -> list[str]:
        """Texts of the amendment itself, such as its reason, that are still to be written."""
        asked = (n for n, one in self.own.fields if one.required and one.kind in ("prose", "line"))
        return [f"{OWN}.{name}" for name in asked if not self.get(f"{OWN}.{name}")]

    @property
    def first(self) -> str:
        """The field to begin in; of a correction any may be the one."""
        return "" if self.corrects else f"{OWN}.{self.own.fields[0][0]}"

    @property
    def previewed_at_once(self) -> bool:
        """Whether only texts are asked for, on which nothing depends."""
        asked = [f"{OWN}.{name}" for name, one in self.own.fields if one.required]
        return not self.around.fields and set(asked) == set(self.missing)

    def for_preview(self) -> Self:
        """As a preview takes it, which does not wait for a reason."""
        return self.having(dict.fromkeys(self.missing, TO_BE_WRITTEN))

    def was(self) -> dict[str, str]:
        """Of the fields that were changed: what they said."""
        names = {name for name in {**self.opened_with, **self.entries} if not name.endswith(ID)}
        facts = [name for name in names if any(is_within(name, fact) for fact in self._facts())]
        return {
            name: self.opened_with.get(name, "")
            for name in facts
            if _tidy(self.entries, name) != _tidy(self.opened_with, name)
        }

    def brought_up(self, before: AmendmentSheet, now: AmendmentSheet) -> AmendmentSheet:
        """What was written since `before`, upon what the event states `now`, field by field."""
        touched = [name for name in self._facts() if self._touched(name, before.opened_with)]
        untouched = [name for name in self._facts() if name not in touched]
        mine = {
            key: text
            for key, text in self.entries.items()
            if not any(is_within(key, name) for name in untouched)
        }
        theirs = {
            key: text
            for key, text in now.opened_with.items()
            if not any(is_within(key, name) for name in touched)
        }
        return replace(now, entries={**mine, **theirs, "seen": now.get("seen")})

    def envelope(self, reader: Reader, at: str) -> dict[str, Any]:
        data_at = pointer(["data"], at)
        data = {**self.act.given(self.target), **reader.read(self.own, OWN, data_at)}
        reader.places[data_at] = ""
        envelope: dict[str, Any] = {"type": self.act.type, "data": data}
        if self.corrects:
            data["changes"] = self._changes(reader, pointer(["changes"], data_at))
        elif self.around.fields:
            envelope |= reader.read(self.around, "", at)
            reader.places[at] = ""
        return envelope

    def shared(self, reader: Reader, at: str) -> dict[str, Any]:
        """Filed under the stories of what is amended."""
        cited = reader.read(self.around, "", at) or {}
        kept = {"citations": cited["citations"]} if "citations" in cited else {}
        return {**kept, "stories": list(self.target.fact.stories)}

    def settled(self) -> Mapping[str, str]:
        """What was not touched keeps the id that was recorded, whatever it was merged into."""
        return {
            name: self.entries[f"{name}{ID}"] for name, _ in self._written() if self._as_was(name)
        }

    def references(self) -> Iterator[tuple[str, Shape]]:
        return ((name, one) for name, one in self._written() if not self._as_was(name))

    def _written(self) -> Iterator[tuple[str, Shape]]:
        yield from Sheet.references(self)
        yield from references_written(self.own, OWN, self.entries)

    def _as_was(self, name: str) -> bool:
        chosen = self.opened_with.get(f"{name}{ID}")
        return chosen is not None and not self._touched(name, self.opened_with)

    def _facts(self) -> list[str]:
        """The fields that a correction replaces, each as a whole."""
        data = self.data_shape
        return [
            *(f"data.{name}" for name, _ in (data.fields if data else ())),
            *(name for name, _ in self.around.fields if self.corrects),
        ]

    def _touched(self, name: str, before: Entries) -> bool:
        """Whether anything in a field was written otherwise."""
        keys = [key for key in {**before, **self.entries} if is_within(key, name)]
        return any(_tidy(self.entries, key) != _tidy(before, key) for key in keys)

    def _changes(self, reader: Reader, at: str) -> dict[str, Any]:
        """Only what changed: a field of the data that was emptied is taken away."""
        shape = self.data_shape or self.own
        data = reader.read(shape, "data", pointer(["data"], at)) or {}
        around = reader.read(self.around, "", at) or {}
        reader.places[at] = ""
        of_data = {
            name: data.get(name)
            for name, _ in shape.fields
            if self._touched(f"data.{name}", self.opened_with)
            and data.get(name) != self.states["data"].get(name)
        }
        of_rest = {
            name: around.get(name, EMPTIED.get(name, ""))
            for name, _ in self.around.fields
            if self._touched(name, self.opened_with) and around.get(name) != self.states[name]
        }
        return {**({"data": of_data} if of_data else {}), **of_rest}


def _tidy(entries: Entries, name: str) -> str:
    """Browsers send lines with a carriage return."""
    return entries.get(name, "").replace("\r\n", "\n").strip()
