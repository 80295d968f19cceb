"""All projections, found by walking `stories.projections`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from functools import cache

import stories.projections
from stories.engine.projection import Projection


class UnknownProjection(LookupError):
    """No projection has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no projection is named {name!r}; there are: {', '.join(projections())}")


@cache
def projections() -> Mapping[str, Projection]:
    """Projections by name, in order of their names."""
    found: dict[str, Projection] = {}
    for module in pkgutil.iter_modules(stories.projections.__path__, "stories.projections."):
        for _, cls in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(cls, Projection) and cls.__module__ == module.name:
                found[cls.name] = cls()
    return dict(sorted(found.items()))


def projection(name: str) -> Projection:
    """Raises UnknownProjection."""
    try:
        return projections()[name]
    except KeyError:
        raise UnknownProjection(name) from None
