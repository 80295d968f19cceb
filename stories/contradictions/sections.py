"""Which facts are held against one another: the tracks that a fact belongs to.

A track is named by the entity it is about, and after a slash by its section; that of the posts of
an organisation is the entity alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from events.facts import Fact
from events.types import references
from stories.contradictions.control import speaks_of_control
from stories.contradictions.once import subject_of
from stories.control import CONTROL_TYPES, LIFE_TYPES
from stories.engine.projection import Every
from stories.tenure import TENURE_TYPES

Section = Literal["posts", "once", "control", "disputed"]
DEATH = "person.died"
WIDE = frozenset({*LIFE_TYPES, *CONTROL_TYPES})
"""What bears on other tracks: the founding, the end and the death of those who control something
or hold a post, and who controls a controller."""


def sections_of(fact: Fact) -> Iterator[str | Every]:
    """The tracks of a fact, and the entities all of whose tracks it bears on."""
    if fact.type in TENURE_TYPES:
        yield from _in_role(fact, "organization")
    elif fact.type in CONTROL_TYPES:
        yield from (f"{entity}/control" for entity in _in_role(fact, "controlled"))
    elif speaks_of_control(fact):
        yield from (f"{entity}/control" for entity in _in_role(fact, "about"))
    once = subject_of(fact)
    if once is not None:
        yield f"{once}/once"
    if fact.disputes and fact.entities:
        yield f"{fact.entities[0]}/disputed"
    if fact.type in WIDE:
        yield from (Every(entity) for entity in fact.entities)


def in_section(track: str, facts: Sequence[Fact]) -> tuple[Section, Sequence[Fact]]:
    """A track's section, and the facts that are held against one another there."""
    subject, _, rest = track.partition("/")
    match rest:
        case "control":
            return "control", facts
        case "once" | "disputed":
            return rest, [fact for fact in facts if track in sections_of(fact)]
    return "posts", [fact for fact in facts if fact.type == DEATH or _of_posts(fact, subject)]


def _of_posts(fact: Fact, organization: str) -> bool:
    return fact.type in TENURE_TYPES and getattr(fact.data, "organization", None) == organization


def _in_role(fact: Fact, role: str) -> Iterable[str]:
    return [ref.id for ref in references(fact.data) if ref.role == role]
