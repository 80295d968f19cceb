"""Tenures: one person in one post of one organisation, by the rules of `stories.tenure`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from events.facts import Fact
from events.types import references
from stories.engine.projection import Every, Projection, Row
from stories.tenure import TENURE_TYPES, Tenure, derive_tenures

DEATH = "person.died"


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
    """A track is an organisation: all its facts about posts, and the deaths of their holders."""

    name = "tenures"
    version = 1
    Row = TenureRow
    wide: ClassVar[frozenset[str]] = frozenset({DEATH})
    indexes: ClassVar[Sequence[tuple[str, ...]]] = (("organization",), ("person",))

    def tracks(self, fact: Fact) -> Iterable[str | Every]:
        if fact.type == DEATH:
            return [Every(ref.id) for ref in references(fact.data) if ref.kind == "person"]
        if fact.type not in TENURE_TYPES:
            return []
        return [ref.id for ref in references(fact.data) if ref.role == "organization"]

    def derive(self, track: str, facts: Sequence[Fact]) -> Iterable[TenureRow]:
        return [_row(track, tenure) for tenure in derive_tenures(facts).tenures]


def _row(organization: str, tenure: Tenure) -> TenureRow:
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
        start=tenure.start,
        end=tenure.end,
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
