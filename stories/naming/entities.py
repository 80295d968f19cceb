"""The names of an entity: its own, the former ones, aliases, and of what was merged into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.facts import Fact
from stories.naming.name import SUBJECTS, Name, cached, given_way, said

ALIASED, RENAMED = "entity.aliased", "entity.renamed"


def names_of_entity(entity: str, facts: Sequence[Fact]) -> Iterator[Name]:
    """The canonical name first, then former ones and aliases in the order of their recording."""
    introductions = [fact for fact in facts if fact.type in SUBJECTS]
    own = next((one for one in introductions if not _replaced(one, entity)), None)
    gone = next((one for one in introductions if entity in given_way(one)), None)
    if gone is not None:
        called = [said(f)["name"] for f in facts if f.type == RENAMED and entity in f.merged]
        name = replace(_introduced(entity, gone), merged_into=gone.merged[entity])
        yield replace(name, name=called[-1]) if called else name
        return
    if own is None:
        return
    canonical = _introduced(entity, own)
    former: list[Name] = []
    for fact in facts:
        if fact.type == RENAMED and not _replaced(fact, entity):
            earlier, canonical = _renamed(canonical, fact)
            former.append(earlier)
    yield canonical
    yield from reversed(former)
    for fact in facts:
        yield from _aliases(entity, canonical.kind, fact)


def _replaced(fact: Fact, entity: str) -> bool:
    """Whether the fact names something else that was merged into the entity."""
    return entity in fact.merged.values()


@cached
def _introduced(entity: str, fact: Fact) -> Name:
    told, kind = said(fact), SUBJECTS[fact.type]
    return Name(
        entity=entity,
        kind=kind,
        name=told["name"],
        name_kind="canonical",
        attributes={one: told[one] for one in told if one not in (kind, "name", "aliases")},
        events=[str(fact.id)],
    )


@cached
def _renamed(canonical: Name, fact: Fact) -> tuple[Name, Name]:
    """A name that is a former one by a fact, and the one since."""
    former = replace(canonical, name_kind="former", attributes={})
    events = [*canonical.events, str(fact.id)]
    return former, replace(canonical, name=said(fact)["name"], events=events)


@cached
def _aliases(entity: str, kind: str, fact: Fact) -> tuple[Name, ...]:
    """What a fact says it is called; where that is told before as its own name, once more."""
    told = said(fact)
    if fact.type == ALIASED:
        aliases = [told]
    elif fact.type == RENAMED:
        aliases = [{"name": told["name"], "kind": "spelling"}]
    elif fact.type in SUBJECTS:
        aliases = [{"name": told["name"], "kind": "spelling"}, *(told.get("aliases") or ())]
    else:
        return ()
    return tuple(
        Name(
            entity=entity,
            kind=kind,
            name=alias["name"],
            name_kind=alias["kind"],
            language=alias.get("language"),
            events=[str(fact.id)],
        )
        for alias in aliases
    )
