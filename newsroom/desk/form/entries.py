"""Form entries by name, such as `data.members.0.person`: read into values, and written.

What is left empty is absent. A reference is written by a name that people know; beside it, under
`…:id`, stands the id that was chosen for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import orjson
from anyascii import anyascii
from django.utils.text import slugify

from events.types import LONGEST_SLUG, pointer
from newsroom.desk.form.shapes import Shape

Entries = Mapping[str, str]
ID = ":id"
BOUNDS = ("earliest", "latest", "timezone")
"""What a time may have of its own, besides the text."""
NAMED_BY = ("name", "title")
"""The fields that an id to be is made from where none is given."""


def slug_of(text: str) -> str:
    """An id as it would be made from a name: "Mira Murati" → `mira-murati`."""
    return slugify(anyascii(text).replace("'", "").replace(".", " "))[:LONGEST_SLUG].strip("-")


def untaken(slug: str, taken: Collection[str]) -> str:
    """The slug, or the first with a number behind it that is not taken."""
    begins = slug[: LONGEST_SLUG - 6].rstrip("-")
    numbered = (f"{begins}-{number}" for number in count(2))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)


def indexes(entries: Entries, name: str) -> list[int]:
    """Which entries a list has, in order."""
    place = re.compile(re.escape(name) + r"\.(\d{1,4})(?=[.:]|$)")
    return sorted({int(found[1]) for key in entries if (found := place.match(key))})


def is_blank(entries: Entries, name: str) -> bool:
    """Whether nothing is written in a field or anywhere within it.

    An id whose name was taken away, as without scripts, does not count.
    """
    return not any(
        text.strip()
        for key, text in entries.items()
        if (key == name or key.startswith(f"{name}.")) and not key.endswith(ID)
    )


@dataclass(slots=True)
class Reader:
    """Reads values; `ids` are the ids that references stand for, `places` leads back from a
    JSON pointer into what was read to the name of the field."""

    entries: Entries
    ids: Mapping[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def read(self, shape: Shape, name: str, at: str) -> Any:
        """The value, or None for what is absent."""
        self.places[at] = name
        if shape.kind == "object":
            return self._object(shape, name, at)
        if shape.kind == "list":
            return self._list(shape, name, at)
        return self._time(name, at) if shape.kind == "time" else self._leaf(shape, name)

    def _object(self, shape: Shape, name: str, at: str) -> dict[str, Any] | None:
        prefix = f"{name}." if name else ""
        if name and not shape.required and is_blank(self.entries, name):
            return None
        found = {
            key: self.read(inner, f"{prefix}{key}", pointer([key], at))
            for key, inner in shape.fields
        }
        return {key: value for key, value in found.items() if value is not None}

    def _list(self, shape: Shape, name: str, at: str) -> list[Any] | None:
        kept = [n for n in indexes(self.entries, name) if not is_blank(self.entries, f"{name}.{n}")]
        found = [
            self.read(shape.entry, f"{name}.{n}", pointer([place], at))
            for place, n in enumerate(kept)
        ]
        return found if found or shape.required else None

    def _time(self, name: str, at: str) -> Any:
        """With bounds of its own, the text is free."""
        text = self.entries.get(name, "").strip()
        written = {key: self.entries.get(f"{name}.{key}", "").strip() for key in BOUNDS}
        if not (written["earliest"] or written["latest"]):
            return _json(text) if text.startswith("{") else text or None
        self.places |= {pointer([key], at): f"{name}.{key}" for key in BOUNDS}
        told = {key: given for key, given in {**written, "text": text}.items() if given}
        return {"earliest": None, "latest": None, **told}

    def _leaf(self, shape: Shape, name: str) -> Any:
        text = self.entries.get(name, "").replace("\r\n", "\n").strip()
        match shape.kind:
            case "new_id":
                return text or self._id_from_name(name)
            case "reference":
                return self.ids.get(name, text) or None
            case "post" | "source":
                return (slug_of(text) or text) or None
            case "flag":
                return {"true": True, "false": False}.get(text, text or None)
            case "json":
                return _json(text) if text else None
        return text or None

    def _id_from_name(self, name: str) -> str | None:
        parent = name.rpartition(".")[0]
        given = (self.entries.get(f"{parent}.{field}", "") for field in NAMED_BY)
        return next((slug for text in given if (slug := slug_of(text))), None)


def _json(text: str) -> Any:
    """What is no JSON, or none that could be recorded, stays a text, which is then refused for what
    it is.
    """
    try:
        found = orjson.loads(text)
        orjson.dumps(found)  # not where it is nested too deeply
    except (ValueError, TypeError):
        return text
    return found


def write(
    shape: Shape, name: str, value: Any, names: Mapping[str, str] | None = None
) -> Iterator[tuple[str, str]]:
    """The entries that a value is read from; `names` are those of the ids in it."""
    if value is None:
        return
    if shape.kind == "object":
        for key, inner in shape.fields:
            yield from write(inner, f"{name}.{key}" if name else key, value.get(key), names)
    elif shape.kind == "list":
        for index, one in enumerate(value):
            yield from write(shape.entry, f"{name}.{index}", one, names)
    elif shape.kind == "reference":
        yield name, (names or {}).get(value, value)
        yield f"{name}{ID}", value
    elif shape.kind == "time" and isinstance(value, Mapping):
        yield name, value.get("text") or ""
        yield from ((f"{name}.{key}", value[key]) for key in BOUNDS if value.get(key))
    elif isinstance(value, bool):
        yield name, "true" if value else "false"
    else:
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def references_written(shape: Shape, name: str, entries: Entries) -> Iterator[tuple[str, Shape]]:
    """The fields of references in which something is written."""
    if shape.kind == "object":
        for key, inner in shape.fields:
            yield from references_written(inner, f"{name}.{key}" if name else key, entries)
    elif shape.kind == "list" and shape.item:
        for index in indexes(entries, name):
            yield from references_written(shape.item, f"{name}.{index}", entries)
    elif shape.kind == "reference" and not is_blank(entries, name):
        yield name, shape
