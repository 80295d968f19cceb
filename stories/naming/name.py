"""One name, and by which facts something is called so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from events.facts import Fact
from events.types import introducing

SUBJECTS = {introduction.type: kind for kind, introduction in introducing().items()}
"""Type of introduction → the field of its data that says what is introduced, and of which kind."""
# Whoever has had many names is derived anew with each: what the same facts told of it is kept, and
# so is the digest of a row that is the same object.
cached = lru_cache(8192)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Name:
    """The columns of `stories.projections.names.NameRow`, which says what they mean."""

    entity: str
    kind: str
    name: str
    name_kind: str
    language: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    merged_into: str | None = None
    events: Sequence[str] = ()


@cached
def said(fact: Fact) -> dict[str, Any]:
    return fact.data.as_json()


def subject(fact: Fact) -> str:
    """What an introduction introduces."""
    introduced: str = said(fact)[SUBJECTS[fact.type]]
    return introduced


def given_way(fact: Fact) -> list[str]:
    """What an introduction introduced, if it was merged; not what it only names, as an owner."""
    if SUBJECTS[fact.type] == "story":
        return []
    return [raw for raw, become in fact.merged.items() if become == subject(fact)]
