"""Shapes with what is written in them, for the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsroom.desk.form.entries import ID, Entries, indexes, is_blank
from newsroom.desk.form.shapes import Shape


@dataclass(frozen=True, slots=True)
class Offer:
    """A button beneath a field: what it says, and the step it takes."""

    label: str
    does: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """What there is to say of fields, by their names."""

    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offers: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    """Of fields that were changed: what they said before."""


NO_REMARKS = Remarks()


@dataclass(frozen=True, slots=True)
class Bound:
    """One field of a form. `fields` are those within an object or a list, and a time's bounds."""

    shape: Shape
    name: str
    text: str = ""
    chosen: str = ""
    errors: Sequence[str] = ()
    offers: Sequence[Offer] = ()
    fields: Sequence[Bound] = field(default_factory=tuple)
    number: int = 0
    """Its place in a list, from 1."""
    was: str | None = None
    """What it said before it was changed."""

    @property
    def label(self) -> str:
        return f"{self.shape.label} {self.number}" if self.number else self.shape.label

    @property
    def rows(self) -> int:
        """Of a field of several lines."""
        return min(12, max(2, self.text.count("\n") + 1 + len(self.text) // 100))

    @property
    def suggests(self) -> str:
        """What a combobox offers here; nothing for a plain field."""
        kind = self.shape.kind
        return self.shape.accepts if kind == "reference" else _SUGGESTED.get(kind, "")

    @property
    def blank(self) -> bool:
        return not self.text and all(one.blank for one in self.fields)

    @property
    def described_by(self) -> str:
        ids = [f"{self.name}-hint"] if self.shape.hint else []
        return " ".join([*ids, *([f"{self.name}-error"] if self.errors else [])])

    @property
    def needed(self) -> Bound | None:
        """The first field in it that must be filled in and is not."""
        if self.shape.kind in ("object", "list"):
            if self.blank and not self.shape.required:
                return None
            inner = self.fields if self.shape.kind == "object" or self.blank else self.fields[:-1]
            return next((found for one in inner if (found := one.needed)), None)
        wanted = self.shape.required or bool(self.number)
        return self if wanted and self.blank and self.shape.kind != "new_id" else None

    def within(self) -> Iterator[Bound]:
        """The field and all in it."""
        yield self
        for one in self.fields:
            yield from one.within()


_BOUNDS = {
    "earliest": Shape("line", "Not before"),
    "latest": Shape("line", "Not after"),
    "timezone": Shape("line", "In the zone"),
}
_SUGGESTED = {"post": "post", "source": "source", "zone": "zone"}


def bind(
    shape: Shape, name: str, entries: Entries, remarks: Remarks = NO_REMARKS, number: int = 0
) -> Bound:
    """A list has room for one more entry, until it is full."""
    errors, offers = remarks.errors.get(name, ()), remarks.offers.get(name, ())
    if shape.kind == "object":
        prefix = f"{name}." if name else ""
        inner = [bind(one, f"{prefix}{key}", entries, remarks) for key, one in shape.fields]
        return Bound(shape, name, errors=errors, fields=inner, number=number)
    if shape.kind == "list" and shape.item:
        kept = [n for n in indexes(entries, name) if not is_blank(entries, f"{name}.{n}")]
        more = [max(kept, default=-1) + 1] if len(kept) < shape.most else []
        places = enumerate([*kept, *more], start=1)
        rows = [bind(shape.item, f"{name}.{n}", entries, remarks, place) for place, n in places]
        return Bound(shape, name, errors=errors, fields=rows, number=number)
    if shape.kind == "time":
        inner = [bind(one, f"{name}.{key}", entries, remarks) for key, one in _BOUNDS.items()]
        text, was = entries.get(name, ""), remarks.was.get(name)
        return Bound(shape, name, text, errors=errors, fields=inner, was=was)
    text, chosen = entries.get(name, ""), entries.get(f"{name}{ID}", "")
    was = remarks.was.get(name)
    return Bound(shape, name, text, chosen, errors, offers, number=number, was=was)
