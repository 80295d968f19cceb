"""All kinds, found by walking their package, and applied to the facts of a track."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import stories.contradictions.kinds
from stories.contradictions.contradiction import Contradiction, Kind
from stories.contradictions.evidence import Evidence
from stories.engine.projection import section


@cache
def kinds() -> Mapping[str, Sequence[Kind]]:
    """The kinds of each section, in order of their names."""
    found: dict[str, list[Kind]] = {}
    package = stories.contradictions.kinds
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for _, cls in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(cls, Kind) and cls.__module__ == module.name:
                found.setdefault(cls.section, []).append(cls())
    return found


def kind_names() -> list[str]:
    return sorted({kind.name for of_section in kinds().values() for kind in of_section})


def find_all(evidence: Evidence) -> Iterator[Contradiction]:
    """The contradictions of a track."""
    met: dict[tuple[str, str], int] = {}
    for kind in kinds().get(section(evidence.track), ()):
        for found in kind.find(evidence):
            key = (found.kind, found.matter)
            met[key] = met.get(key, 0) + 1
            yield found if met[key] == 1 else replace(found, matter=f"{found.matter}/{met[key]}")
