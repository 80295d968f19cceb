"""Tenures: one person in one post of one organisation, by the rules of `stories.tenure`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import ClassVar

from events.facts import Fact
from events.recorded import RecordedEvent
from events.types import post_keys
from events.when import Window
from stories.engine.projection import NO_PARTS, Parts, Place, Projection, Row, section
from stories.tenure import TENURE_TYPES, WIDE_TYPES, Tenure, of_person, of_post, places


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TenureRow(Row):
    """See docs/tenures.md for the rules, with an example of each."""

    organization: str
    person: str
    post: str
    title: str
    body: str
    exclusive: bool
    acting: bool
    independent: bool | None
    reports_to: str | None
    start_text: str | None
    end_text: str | None
    start_known: bool
    """An appointment says when it began."""
    manner: str | None
    reason: str | None
    inferred: bool
    """The end follows from something else than a departure: a death, a successor."""
    last_attested: datetime | None
    confidence: str
    disputed: bool
    events: list[str]
    start_events: list[str]
    end_events: list[str]


class Tenures(Projection):
    """A track is a person in an organisation, or one of its posts; see `stories.tenure.places`.

    Tenures in posts that one person at a time holds are rows of the post, others of the person.
    """

    name = "tenures"
    version = 18
    Row = TenureRow
    homes = "organization.introduced"
    homed = TENURE_TYPES
    types = TENURE_TYPES
    wide = WIDE_TYPES
    waking: ClassVar[frozenset[str]] = frozenset({places.DEFINITION})
    indexes: ClassVar[Sequence[tuple[str, ...]]] = (("organization",), ("person",))
    at_a_moment: ClassVar[Sequence[str]] = ("organization",)

    def places(self, fact: Fact) -> Iterable[Place]:
        return places.places(fact)

    def keys(self, fact: Fact) -> tuple[str, ...]:
        return (*fact.entities, *post_keys(fact.data))

    def key(self, track: str) -> str:
        return places.key(track)

    def homes_of(self, event: RecordedEvent) -> Collection[str] | None:
        return places.homes_of(event)

    def awake(self, track: str, own: Iterable[Fact]) -> bool:
        if section(track) == places.PERSON:
            return True
        _, post = places.subject(track)
        return places.defined(post, own).exclusive

    def derive(
        self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS
    ) -> Iterable[TenureRow]:
        organization, one = places.subject(track)
        if section(track) == places.POST:
            stays = of_post(one, places.by_person(parts))
            return [_row(organization, stay.tenure, stay.start, stay.end) for stay in stays]
        return [
            _row(organization, tenure, tenure.start, tenure.end)
            for tenure in of_person(one, tuple(facts)).tenures
            if not tenure.post.exclusive
        ]


@lru_cache(8192)
def _row(organization: str, tenure: Tenure, start: Window, end: Window | None) -> TenureRow:
    """The row of a tenure within these bounds; the same object for the same tenure and bounds."""
    attributes = tenure.attributes
    return TenureRow(
        organization=organization,
        person=tenure.person,
        post=tenure.post_id,
        title=tenure.title,
        body=tenure.post.body,
        exclusive=tenure.post.exclusive,
        acting=bool(attributes.acting),
        independent=attributes.independent,
        reports_to=attributes.reports_to,
        start=start,
        end=end,
        start_text=tenure.start_text,
        end_text=tenure.end_text,
        start_known=tenure.start_known,
        manner=tenure.manner,
        reason=tenure.reason,
        inferred=tenure.inferred,
        last_attested=tenure.last_attested,
        confidence=tenure.confidence,
        disputed=tenure.disputed,
        events=[one.event for one in tenure.facts],
        start_events=[one.event for one in tenure.begun],
        end_events=[one.event for one in tenure.ended],
    )
