"""The names of everything introduced: canonical, alias, former, transliteration; and the titles of
posts that were defined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from events.facts import Fact
from events.types import introducing, post_keys
from events.when import Window
from stories.engine.projection import NO_PARTS, Parts, Place, Projection, Row, home

ALWAYS = Window(None, None)
SUBJECTS = {introduction.type: kind for kind, introduction in introducing().items()}
STORY_CHANGES = ("story.updated", "story.closed")
RENAMED = "entity.renamed"
NAMINGS = ("entity.aliased", RENAMED)
DEFINITION = "post.defined"
POST = "post"
# Whoever has had many names is derived anew with each: what the same facts told of it is kept, and
# so is the digest of a row that is the same object.
_kept = lru_cache(8192)


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
    types = frozenset({*SUBJECTS, *STORY_CHANGES, *NAMINGS, DEFINITION})
    indexes = (("entity",), ("kind", "name_kind"))

    def places(self, fact: Fact) -> Iterable[Place]:
        if fact.type in SUBJECTS:
            yield _subject(fact)
            yield from _given_way(fact)
        elif fact.type in NAMINGS:
            yield _said(fact)["entity"]
            yield from fact.merged
        elif fact.type in STORY_CHANGES:
            yield _said(fact)["story"]
        elif fact.type == DEFINITION:
            yield from post_keys(fact.data)

    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[NameRow]:
        if track != home(track):
            return _titles(track, facts)
        # A story may have the slug of an entity: they share a track and nothing else.
        stories = [f for f in facts if f.type in STORY_CHANGES or f.type == "story.opened"]
        entities = [fact for fact in facts if fact not in stories]
        names: dict[tuple[str, str, str | None], NameRow] = {}
        for row in [*_names(track, entities), *_story_names(track, stories)]:
            names.setdefault((row.kind, row.name, row.language), row)
        return names.values()


def _names(track: str, facts: Sequence[Fact]) -> Iterator[NameRow]:
    """The canonical name first, then former ones and aliases in the order of their recording."""
    own = next((f for f in facts if f.type in SUBJECTS and track not in _replaced(f, track)), None)
    gone = next((f for f in facts if f.type in SUBJECTS and track in _given_way(f)), None)
    if gone is not None:
        called = [_said(f)["name"] for f in facts if f.type == RENAMED and track in f.merged]
        row = replace(_introduction(track, gone), merged_into=gone.merged[track])
        yield replace(row, name=called[-1]) if called else row
        return
    if own is None:
        return
    canonical = _introduction(track, own)
    former: list[NameRow] = []
    for fact in facts:
        if fact.type == RENAMED and not _replaced(fact, track):
            earlier, canonical = _renamed(canonical, fact)
            former.append(earlier)
    yield canonical
    yield from reversed(former)
    for fact in facts:
        yield from _aliases(track, canonical.kind, fact)


@_kept
def _renamed(canonical: NameRow, fact: Fact) -> tuple[NameRow, NameRow]:
    """A name that is a former one by a fact, and the one since."""
    name, events = _said(fact)["name"], [*canonical.events, str(fact.id)]
    former = replace(canonical, name_kind="former", attributes={})
    return former, replace(canonical, name=name, events=events)


def _given_way(fact: Fact) -> list[str]:
    """What the fact introduces, if it was merged; not what it only names, as an owner."""
    if SUBJECTS[fact.type] == "story":
        return []
    return [raw for raw, become in fact.merged.items() if become == _subject(fact)]


def _replaced(fact: Fact, track: str) -> set[str]:
    """The track itself, if the fact names something else that was merged into it."""
    return {track} if track in fact.merged.values() else set()


@_kept
def _aliases(track: str, kind: str, fact: Fact) -> tuple[NameRow, ...]:
    """What a fact says it is called; where that is told before as its own name, once more."""
    said = _said(fact)
    if fact.type == "entity.aliased":
        told = [said]
    elif fact.type == RENAMED:
        told = [{"name": said["name"], "kind": "spelling"}]
    elif fact.type in SUBJECTS:
        told = [{"name": said["name"], "kind": "spelling"}, *(said.get("aliases") or ())]
    else:
        return ()
    return tuple(
        NameRow(
            entity=track,
            kind=kind,
            name=alias["name"],
            name_kind=alias["kind"],
            language=alias.get("language"),
            attributes={},
            merged_into=None,
            events=[str(fact.id)],
            start=ALWAYS,
        )
        for alias in told
    )


@_kept
def _introduction(track: str, fact: Fact) -> NameRow:
    said = _said(fact)
    kind = SUBJECTS[fact.type]
    other = {name: said[name] for name in said if name not in (kind, "name", "aliases")}
    return NameRow(
        entity=track,
        kind=kind,
        name=said["name"],
        name_kind="canonical",
        language=None,
        attributes=other,
        merged_into=None,
        events=[str(fact.id)],
        start=ALWAYS,
    )


def _story_names(track: str, facts: Sequence[Fact]) -> Iterator[NameRow]:
    """A story's title as its latest update has it, and its earlier titles."""
    opened = next((fact for fact in facts if fact.type == "story.opened"), None)
    if opened is None:
        return
    said = {**_said(opened), "closed": False}
    events, titles = [str(opened.id)], [said["title"]]
    for fact in facts:
        if fact.type == "story.opened":
            continue
        events.append(str(fact.id))
        said |= {"closed": True} if fact.type == "story.closed" else _said(fact)
        titles.append(said["title"])
    attributes = {name: said[name] for name in said if name not in ("story", "title")}
    latest = _title(track, said["title"])
    yield replace(latest, name_kind="canonical", attributes=attributes, events=events)
    yield from (_title(track, title) for title in reversed(titles) if title != latest.name)


@_kept
def _title(track: str, title: str) -> NameRow:
    """One that a story had."""
    return NameRow(
        entity=track,
        kind="story",
        name=title,
        name_kind="former",
        language=None,
        attributes={},
        merged_into=None,
        events=[],
        start=ALWAYS,
    )


def _titles(track: str, facts: Sequence[Fact]) -> Iterator[NameRow]:
    """What a post is called, as it was defined last."""
    for fact in facts[-1:]:
        said = _said(fact)
        yield NameRow(
            entity=track,
            kind=POST,
            name=said["title"],
            name_kind="canonical",
            language=None,
            attributes={"body": said["body"], "exclusive": said["exclusive"]},
            merged_into=None,
            events=[str(fact.id)],
            start=ALWAYS,
        )


def _subject(fact: Fact) -> str:
    subject: str = _said(fact)[SUBJECTS[fact.type]]
    return subject


@_kept
def _said(fact: Fact) -> dict[str, Any]:
    return fact.data.as_json()
