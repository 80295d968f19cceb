"""The names of everything introduced: canonical, alias, former, transliteration; and the titles of
posts that were defined. By the rules of `stories.naming`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from events.facts import Fact
from events.types import post_keys
from events.when import Window
from stories.engine.projection import NO_PARTS, Parts, Place, Projection, Row, home
from stories.naming import Name, names_of_entity, names_of_post, names_of_story
from stories.naming.entities import ALIASED, RENAMED
from stories.naming.name import SUBJECTS, cached, given_way, said, subject
from stories.naming.posts import DEFINED
from stories.naming.stories import CLOSED, OPENED, UPDATED

ALWAYS = Window(None, None)
NAMINGS = (ALIASED, RENAMED)
STORY_CHANGES = (UPDATED, CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameRow(Row):
    """One name of one entity, story or post; a post is an entity such as `openai/ceo`.

    `name_kind` is `canonical`, `former` or the kind of alias. The canonical row carries the other
    fields of the introduction; the one of a merged entity says what it was merged into.
    """

    entity: str
    kind: str
    name: str
    name_kind: str
    language: str | None
    attributes: dict[str, Any]
    merged_into: str | None
    events: list[str]


class Names(Projection):
    """A track is an entity or a story by its id, or a post: `openai/ceo`."""

    name = "names"
    version = 3
    Row = NameRow
    preview = None
    types = frozenset({*SUBJECTS, *STORY_CHANGES, *NAMINGS, DEFINED})
    indexes = (("entity",), ("kind", "name_kind"))

    def places(self, fact: Fact) -> Iterable[Place]:
        if fact.type in SUBJECTS:
            yield subject(fact)
            yield from given_way(fact)
        elif fact.type in NAMINGS:
            yield said(fact)["entity"]
            yield from fact.merged
        elif fact.type in STORY_CHANGES:
            yield said(fact)["story"]
        elif fact.type == DEFINED:
            yield from post_keys(fact.data)

    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[NameRow]:
        if track != home(track):
            return map(_row, names_of_post(track, facts))
        # A story may have the slug of an entity: they share a track and nothing else.
        stories = [fact for fact in facts if fact.type in (OPENED, *STORY_CHANGES)]
        entities = [fact for fact in facts if fact not in stories]
        names: dict[tuple[str, str, str | None], Name] = {}
        for one in (*names_of_entity(track, entities), *names_of_story(track, stories)):
            names.setdefault((one.kind, one.name, one.language), one)
        return map(_row, names.values())


@cached
def _row(name: Name) -> NameRow:
    """The row of a name; the same object for the same name."""
    return NameRow(
        entity=name.entity,
        kind=name.kind,
        name=name.name,
        name_kind=name.name_kind,
        language=name.language,
        attributes=name.attributes,
        merged_into=name.merged_into,
        events=list(name.events),
        start=ALWAYS,
    )
