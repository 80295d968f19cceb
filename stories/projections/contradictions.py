"""Contradictions: facts that cannot all be true, by the rules of `stories.contradictions`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from events.facts import Fact
from events.recorded import RecordedEvent
from events.types import post_keys, references
from stories.contradictions import Contradiction, Evidence, find_all, sections
from stories.engine.projection import NO_PARTS, Parts, Place, Projection, Row
from stories.tenure import places


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContradictionRow(Row):
    """See docs/contradictions.md for the kinds. Names in texts stand as `{slug}`."""

    kind: str
    matter: str
    """What it is about, the same whatever else is told of it later; unique among open rows."""
    summary: str
    organization: str | None
    post: str | None
    lasts: bool
    """It is about a state from `start` to `end`; else about a moment within `start`."""
    sides: list[dict[str, Any]]
    """`account`, `what`, `by` and `events` of each."""
    events: list[str]
    entities: list[str]
    stories: list[str]


class Contradictions(Projection):
    """Tracks: see `stories.contradictions.sections`."""

    name = "contradictions"
    version = 22
    Row = ContradictionRow
    preview = "contradictions"
    homes = "organization.introduced"
    homed = sections.ABOUT_POSTS_ALONE
    types = sections.TYPES
    amended_by = sections.DISPUTING
    wide = sections.WIDE
    chained = sections.CHAINED
    waking = sections.WAKING
    indexes: ClassVar[Sequence[tuple[str, ...]]] = (
        ("stories",),
        ("entities",),
        ("matter", "known_from"),
    )

    def places(self, fact: Fact) -> Iterable[Place]:
        return sections.places_of(fact)

    def keys(self, fact: Fact) -> tuple[str, ...]:
        return (*fact.entities, *post_keys(fact.data))

    def key(self, track: str) -> str | UUID:
        return sections.key(track)

    def homes_of(self, event: RecordedEvent) -> Collection[str] | None:
        return places.homes_of(event)

    def awake(self, track: str, own: Iterable[Fact]) -> bool:
        return sections.awake(track, own)

    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[ContradictionRow]:
        evidence = Evidence(track, facts, parts)
        return [_row(track, found, evidence) for found in find_all(evidence)]


def _row(track: str, found: Contradiction, evidence: Evidence) -> ContradictionRow:
    facts = evidence.known(found.events)
    return ContradictionRow(
        kind=found.kind,
        matter=f"{sections.heading(track)}/{found.kind}/{found.matter}",
        summary=found.summary,
        organization=_organization(facts),
        post=found.post,
        lasts=found.lasts,
        sides=[
            {"account": s.account, "what": s.what, "by": s.by, "events": list(s.events)}
            for s in found.sides
        ],
        events=list(found.events),
        entities=list(
            dict.fromkeys(
                (
                    *(entity for fact in facts for entity in fact.entities),
                    *(side.by for side in found.sides if side.by is not None),
                )
            )
        ),
        stories=list(dict.fromkeys(story for fact in facts for story in fact.stories)),
        start=found.start,
        end=found.end,
    )


def _organization(facts: Sequence[Fact]) -> str | None:
    """The organisation that the facts are about, by the first that says."""
    named = (ref for fact in facts for ref in references(fact.data))
    return next((ref.id for ref in named if ref.role == "organization"), None)
