"""The titles that a story has and had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.facts import Fact
from stories.naming.name import Name, cached, said

OPENED, UPDATED, CLOSED = "story.opened", "story.updated", "story.closed"


def names_of_story(story: str, facts: Sequence[Fact]) -> Iterator[Name]:
    """Its title as the latest update has it, and its earlier titles."""
    opened = next((fact for fact in facts if fact.type == OPENED), None)
    if opened is None:
        return
    told = {**said(opened), "closed": False}
    events, titles = [str(opened.id)], [told["title"]]
    for fact in facts:
        if fact.type == OPENED:
            continue
        events.append(str(fact.id))
        told |= {"closed": True} if fact.type == CLOSED else said(fact)
        titles.append(told["title"])
    attributes = {one: told[one] for one in told if one not in ("story", "title")}
    latest = _title(story, told["title"])
    yield replace(latest, name_kind="canonical", attributes=attributes, events=events)
    yield from (_title(story, title) for title in reversed(titles) if title != latest.name)


@cached
def _title(story: str, title: str) -> Name:
    """One that it had."""
    return Name(entity=story, kind="story", name=title, name_kind="former")
