"""The fields of event data that name something else in the record, found from their types."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from events.types.summary import of_story
from events.types.text import Slug

ENTITY_KINDS = frozenset({"person", "organization", "work"})
ACCEPTED_KINDS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"person"}),
    "organization": frozenset({"organization"}),
    "work": frozenset({"work"}),
    "actor": frozenset({"person", "organization"}),
    "entity": ENTITY_KINDS,
    "story": frozenset({"story"}),
}
"""For each kind of reference, but `event`, the kinds of introduced things that it may name."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field's type as the id of something: `Annotated[str, Ref("person")]`."""

    kind: str
    introduces: bool = False

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        mark = {"x-introduces": True} if self.introduces else {}
        return {**handler(schema), "x-reference": self.kind, **mark}


PersonId = Annotated[Slug, Ref("person")]
OrganizationId = Annotated[Slug, Ref("organization")]
WorkId = Annotated[Slug, Ref("work")]
ActorId = Annotated[Slug, Ref("actor")]
"""A person or an organisation."""
EntityId = Annotated[Slug, Ref("entity")]
"""A person, an organisation or a work."""
Actors = Annotated[tuple[ActorId, ...], Field(max_length=500)]
Entities = Annotated[tuple[EntityId, ...], Field(max_length=500)]
StoryId = Annotated[Slug, Ref("story")]
EventId = Annotated[UUID, Ref("event")]
PostId = Annotated[Slug, Ref("post")]
"""A post is a word that organisations share; it need not be introduced, so it is no reference."""
NewPersonId = Annotated[Slug, Ref("person", introduces=True)]
NewOrganizationId = Annotated[Slug, Ref("organization", introduces=True)]
NewWorkId = Annotated[Slug, Ref("work", introduces=True)]
NewStoryId = Annotated[Slug, Ref("story", introduces=True)]


@dataclass(frozen=True, slots=True)
class Reference:
    """One id in event data: what it must name, where it stands, and as what (the field)."""

    kind: str
    id: str
    pointer: str
    role: str
    introduces: bool = False

    @property
    def name(self) -> str:
        """What it is called is asked for by: the id, or the mark of a story."""
        return of_story(self.id) if self.kind == "story" else self.id


@dataclass(frozen=True, slots=True)
class _Many:
    inner: "_Shape"


_Shape = Ref | _Many | type[BaseModel]
ModelT = TypeVar("ModelT", bound=BaseModel)


def references(data: BaseModel) -> list[Reference]:
    """The people, organisations, works, stories and events that the data names; not posts."""
    return list(_walk(data, type(data), "", ""))


def references_sent(model: type[BaseModel], data: object) -> list[Reference]:
    """Those in data that cannot be read as the model, as far as it has the model's form."""
    return list(_walk_sent(data, model, "", ""))


@cache
def introduced_kind(model: type[BaseModel]) -> str | None:
    """What sort of thing such data introduces, if any."""
    shapes = (shape for _, _, shape in _plan(model))
    return next((each.kind for each in shapes if isinstance(each, Ref) and each.introduces), None)


def entities(data: BaseModel) -> tuple[str, ...]:
    """The people, organisations and works that the data names, each once, in order."""
    return tuple(dict.fromkeys(_ids(data, type(data))))


def rewrite(data: ModelT, mapping: Mapping[str, str]) -> ModelT:
    """The data with entity ids replaced, as merges ask for; the same object if none is.

    It is not validated again: a merge may leave a person named twice where a report must not.
    Ids that a list then holds twice are kept once.
    """
    return _rewritten_model(data, type(data), mapping) if mapping else data


def _walk(value: Any, shape: _Shape, pointer: str, role: str) -> Iterator[Reference]:
    if isinstance(shape, Ref):
        yield Reference(shape.kind, str(value), pointer, role, shape.introduces)
    elif isinstance(shape, _Many):
        for index, inner in enumerate(value):
            yield from _walk(inner, shape.inner, f"{pointer}/{index}", role)
    else:
        for name, sent, inner_shape in _plan(shape):
            if (inner := getattr(value, name)) is not None:
                yield from _walk(inner, inner_shape, f"{pointer}/{sent}", sent)


def _ids(value: Any, shape: _Shape) -> Iterator[str]:
    """As `_walk`, but for ids of entities alone: every event is asked for them at every reading."""
    if isinstance(shape, Ref):
        if shape.kind not in ("story", "event"):
            yield value
    elif isinstance(shape, _Many):
        for inner in value:
            yield from _ids(inner, shape.inner)
    else:
        for name, _, inner_shape in _plan(shape):
            if (inner := getattr(value, name)) is not None:
                yield from _ids(inner, inner_shape)


def _walk_sent(value: object, shape: _Shape, pointer: str, role: str) -> Iterator[Reference]:
    if isinstance(shape, Ref):
        if isinstance(value, str):
            yield Reference(shape.kind, value.strip(), pointer, role, shape.introduces)
    elif isinstance(shape, _Many):
        for index, inner in enumerate(value if isinstance(value, list) else ()):
            yield from _walk_sent(inner, shape.inner, f"{pointer}/{index}", role)
    elif isinstance(value, dict):
        for _, sent, inner_shape in _plan(shape):
            yield from _walk_sent(value.get(sent), inner_shape, f"{pointer}/{sent}", sent)


def _rewritten(value: Any, shape: _Shape, mapping: Mapping[str, str]) -> Any:
    if value is None:
        return None
    if isinstance(shape, Ref):
        return mapping.get(value, value) if shape.kind not in ("story", "event") else value
    if isinstance(shape, _Many):
        changed = tuple(_rewritten(inner, shape.inner, mapping) for inner in value)
        if all(new is old for new, old in zip(changed, value, strict=True)):
            return value
        return tuple(dict.fromkeys(changed)) if isinstance(shape.inner, Ref) else changed
    return _rewritten_model(value, shape, mapping)


def _rewritten_model(value: ModelT, model: type[BaseModel], mapping: Mapping[str, str]) -> ModelT:
    update = {}
    for name, _, shape in _plan(model):
        old = getattr(value, name)
        new = _rewritten(old, shape, mapping)
        if new is not old:
            update[name] = new
    return value.model_copy(update=update) if update else value


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, _Shape], ...]:
    """The fields that lead to references: as they are called in Python, and as they are sent."""
    found = (
        (name, field.alias or name, _shape(field.annotation, field.metadata))
        for name, field in model.model_fields.items()
    )
    return tuple((name, sent, shape) for name, sent, shape in found if shape is not None)


def _shape(annotation: Any, metadata: Any = ()) -> _Shape | None:
    for mark in metadata:
        if isinstance(mark, Ref):
            return None if mark.kind == "post" else mark
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return next((found for inner in arguments if (found := _shape(inner))), None)
    if origin is tuple:
        many = _shape(arguments[0])
        return _Many(many) if many is not None else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if _plan(annotation) else None
    return None
