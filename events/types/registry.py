"""Every event type there is, found by walking this package."""

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Literal, get_args, get_origin

from events.types.base import EventData
from events.types.problems import nearest

OTHERWISE = "happening.recorded"
"""Takes whatever no other type does."""
SUGGESTED = 3
"""How many types an unknown one may have meant, at most."""


class UnknownType(LookupError):
    """An event type that does not exist, with those that may have been meant."""

    code: ClassVar[str] = "unknown_type"
    pointer: ClassVar[str] = "/type"

    def __init__(self, name: str, known: Mapping[str, type[EventData]]) -> None:
        self.name = name
        self.nearest = tuple(_called(name, known) or nearest(name, known) or _alike(name, known))
        meant = (
            f"did you mean {' or '.join(self.nearest)}?" if self.nearest else "see event-types/."
        )
        rest = f"{OTHERWISE} takes what has no better type."
        self.detail = f"there is no event type {name!r}; {meant} {rest}"
        super().__init__(self.detail)


@cache
def event_types() -> Mapping[str, type[EventData]]:
    """The event types by name, in order of their files and their place there."""
    found: dict[str, type[EventData]] = {}
    package = importlib.import_module(__package__)
    for info in pkgutil.walk_packages(package.__path__, f"{__package__}."):
        for event_class in _declared(info.name):
            if event_class.type in found:
                raise TypeError(f"two classes for the event type {event_class.type}")
            found[event_class.type] = event_class
    return MappingProxyType(found)


def event_type(name: str) -> type[EventData]:
    """The class of a type; raises UnknownType."""
    try:
        return event_types()[name]
    except KeyError:
        raise UnknownType(name, event_types()) from None


@cache
def introducing() -> Mapping[str, type[EventData]]:
    """By the kind of thing, the event type that introduces one."""
    found = ((each.introduces(), each) for each in event_types().values())
    return MappingProxyType({kind: each for kind, each in found if kind is not None})


def decode(type: str, schema: int | None, data: dict[str, Any]) -> EventData:
    """Recorded or sent data as its class; without a schema the current one is meant.

    Raises UnknownType, SchemaUnknown or pydantic's ValidationError.
    """
    event_class = event_type(type)
    return event_class.read(event_class.schema_version if schema is None else schema, data)


def _declared(module_name: str) -> list[type[EventData]]:
    members = vars(importlib.import_module(module_name)).values()
    return [
        member
        for member in members
        if inspect.isclass(member)
        and issubclass(member, EventData)
        and member.__module__ == module_name
        and "type" in vars(member)
    ]


def _called(name: str, known: Mapping[str, type[EventData]]) -> list[str]:
    """Types that people call what the mistaken name says last, those of its family first."""
    *family, said = _words(name) or [""]
    called = [each for each, of in known.items() if said in of.words or said in _choices(of)]
    return sorted(called, key=lambda each: each.split(".")[0] not in family)[:SUGGESTED]


@cache
def _choices(of: type[EventData]) -> frozenset[str]:
    """What can be chosen in the fields of a type, such as in which manner somebody left."""
    annotated = [field.annotation for field in of.model_fields.values()]
    parts = [part for one in annotated for part in (one, *get_args(one))]
    return frozenset(
        choice for part in parts if get_origin(part) is Literal for choice in get_args(part)
    )


def _alike(name: str, known: Mapping[str, Any]) -> list[str]:
    """Types that share a word with the mistaken name, when its spelling resembles none."""
    words = set(_words(name))
    return [each for each in known if words & set(each.split("."))][:SUGGESTED]


def _words(name: str) -> list[str]:
    return name.replace("_", ".").replace(".", " ").split()
