"""The form of a class of event: a tree of fields, made from its JSON Schema. Pure.

Nothing here knows an event type, so a new one has a form as soon as it has a class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from events.api.event_schemas import inlined
from events.types import Envelope, event_type
from events.types.patterns import DECIMAL_PATTERN, PERCENT_PATTERN, SLUG_PATTERN
from newsroom.desk.labels import label

Kind = Literal[
    "line", "prose", "number", "choice", "flag", "reference", "post", "new_id", "source", "zone",
    "time", "json", "object", "list",
]  # fmt: skip
LONGEST_LINE = 2_000
WRITTEN = (
    *("occurred", "timezone", "citations", "confidence", "stories", "note"),
    *("causation", "correlation"),
)
"""The fields of the envelope that an editor writes."""
_NUMBERS = (DECIMAL_PATTERN, PERCENT_PATTERN)


@dataclass(frozen=True, slots=True)
class Shape:
    """One field. `fields` are those of an object, `item` is what a list holds."""

    kind: Kind
    label: str = ""
    hint: str = ""
    required: bool = False
    accepts: str = ""
    """What a reference may name: person, organization, work, actor, entity, story or event."""
    choices: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """What the choices are called, if not by themselves."""
    fields: tuple[tuple[str, Shape], ...] = ()
    item: Shape | None = None
    most: int = 0
    all_posts: bool = False
    """Whether `all` stands for every post here."""

    @property
    def options(self) -> list[tuple[str, str]]:
        """The choices, and what each is called."""
        titles = self.titles or [one.replace("_", " ").replace(".", " ") for one in self.choices]
        return list(zip(self.choices, titles, strict=True))

    @property
    def entry(self) -> Shape:
        """What a list holds."""
        if self.item is None:
            raise TypeError(f"a {self.kind} has no entries")
        return self.item


@cache
def shape_of(type_name: str) -> Shape:
    """The form of the data of an event type."""
    return shaped(inlined(event_type(type_name).json_schema()), required=True)


@cache
def envelope_shape(*, cited: bool = True) -> Shape:
    """What goes around the data, as far as an editor writes it; of what may go without a citation
    if not `cited`."""
    schema = inlined(Envelope.model_json_schema(by_alias=True))
    whole = only(shaped(schema, required=True), WRITTEN)
    return whole if cited else _with(whole, "citations", _unneeded)


def _unneeded(citations: Shape) -> Shape:
    source = _with(citations.entry, "source", lambda one: replace(one, required=False))
    return replace(citations, item=source)


def _with(shape: Shape, name: str, change: Callable[[Shape], Shape]) -> Shape:
    """An object with one of its fields changed."""
    fields = ((other, change(one) if other == name else one) for other, one in shape.fields)
    return replace(shape, fields=tuple(fields))


def only(shape: Shape, names: Iterable[str]) -> Shape:
    """An object with some of its fields."""
    whole = dict(shape.fields)
    return replace(shape, fields=tuple((name, whole[name]) for name in names))


def shaped(schema: Mapping[str, Any], name: str = "", *, required: bool = False) -> Shape:
    """The shape of one JSON Schema, whose `$defs` are put in already."""
    said = {
        "label": label(name),
        "hint": schema.get("description", "").replace("`", ""),
        "required": required,
    }
    options = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    if len(options) > 1:  # only times are either a text or an object
        return Shape("time", **said)
    [only] = options
    match only.get("type"):
        case "array":
            item = shaped(only["items"], name)
            return Shape("list", item=item, most=only.get("maxItems", 100), **said)
        case "object" if "properties" in only:
            return Shape("object", fields=_fields(only), **said)
        case "object":
            return Shape("json", **said)
        case "boolean":
            return Shape("flag", **said)
    if "enum" in only:
        return Shape("choice", choices=tuple(only["enum"]), **said)
    return _text(only, said)


def _fields(schema: Mapping[str, Any]) -> tuple[tuple[str, Shape], ...]:
    needed = schema.get("required", ())
    return tuple(
        (name, shaped(inner, name, required=name in needed))
        for name, inner in schema["properties"].items()
    )


def _text(schema: Mapping[str, Any], said: Mapping[str, Any]) -> Shape:
    accepts = schema.get("x-reference", "")
    if accepts == "post":
        return Shape("post", all_posts="not" not in schema, **said)
    if schema.get("x-introduces"):
        return Shape("new_id", accepts=accepts, **said)
    if accepts:
        return Shape("reference", accepts=accepts, **said)
    if schema.get("format") == "timezone":
        return Shape("zone", **said)
    pattern = schema.get("pattern")
    if pattern == SLUG_PATTERN:  # a slug that nobody introduces is a source's
        return Shape("source", **said)
    if pattern in _NUMBERS:
        return Shape("number", **said)
    return Shape("prose" if schema.get("maxLength", 0) > LONGEST_LINE else "line", **said)
