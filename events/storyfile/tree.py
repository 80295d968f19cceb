"""YAML as a tree of texts that know their lines, before anything decides what they mean.

YAML would make dates of `2023-11-17`, numbers of `1.0` and of some words booleans. The record
wants them as they were written, so scalars stay text here, and `events.storyfile.values` reads
a boolean only where the type of the event has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple["Tree", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    fields: Mapping[str, "Tree"]
    lines: Mapping[str, int]
    line: int


Tree = Scalar | Items | Fields


def is_null(tree: Tree) -> bool:
    """Whether nothing stands there, or YAML's null."""
    return isinstance(tree, Scalar) and tree.plain and tree.text in ("", "~", "null")
