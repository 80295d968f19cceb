"""Events found in the log by what they say, whom and what they are about, and who recorded them.

Text and effect are looked up in the projection `facts`, who and when of the recording in the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import (
    BooleanField,
    Exists,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from events.facts import STATUSES
from events.log.read import events_by_ids
from events.models import Event
from events.recorded import RecordedEvent
from stories.engine.reading import Known, rows
from stories.engine.tables import words_of
from stories.views import fact_pages
from stories.views.fact_pages import Place
from stories.views.rows import StoredFact
from stories.views.windows import happening
from stories.wording import folded

Order = Literal["recorded", "oldest", "world", "world-oldest"]
FEW = 1_000
"""Facts found by text or name are looked up in the log one by one, unless they are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; what is empty does not matter. Bounds are inclusive."""

    text: str = ""
    entity: str = ""
    story: str = ""
    confidence: str = ""
    status: str = ""
    happened_from: datetime | None = None
    happened_to: datetime | None = None
    type: str = ""
    editor: str = ""
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    order: Order = "recorded"

    @property
    def by_world_time(self) -> bool:
        return self.order.startswith("world")


@dataclass(frozen=True, slots=True)
class Found:
    """An event, and the effective fact that it is or amends; one that cannot be read has none."""

    event: RecordedEvent
    fact: StoredFact | None


@dataclass(frozen=True, slots=True)
class Page:
    found: Sequence[Found]
    after: int | Place | None
    """Where the next page begins, if there is more."""


def search(known: Known, wanted: Wanted, after: Any = None, limit: int = 50) -> Page:
    """One page, in three or four queries. What is appended meanwhile moves nothing: it is not
    known."""
    if wanted.by_world_time:
        return _by_world_time(known, wanted, after, limit)
    newest = wanted.order == "recorded"
    found = _recorded(known, wanted)
    if after is not None:
        found = found.filter(**{"position__lt" if newest else "position__gt": after})
    ordered = found.order_by("-position" if newest else "position")
    ids = list(ordered.values_list("id", "position")[: limit + 1])
    more = ids[limit - 1][1] if len(ids) > limit else None
    return Page(_with_facts(known, [found_id for found_id, _ in ids[:limit]]), more)


def _by_world_time(known: Known, wanted: Wanted, after: Place | None, limit: int) -> Page:
    """Facts only: nothing else happened in the world. Those without a date come last."""
    filters = fact_pages.Filters(
        types=[wanted.type] if wanted.type else (),
        statuses=STATUSES,
        order="desc" if wanted.order == "world" else "asc",
        within=_effect(wanted) & _recording(wanted) & Q(kind="fact"),
    )
    facts, last = fact_pages.page(known, filters, after, limit)
    events = {event.id: event for event in events_by_ids([UUID(fact.event) for fact in facts])}
    return Page([Found(events[UUID(fact.event)], fact) for fact in facts], last)


def _recorded(known: Known, wanted: Wanted) -> QuerySet[Event]:
    found = Event.objects.filter(_recording(wanted), position__lte=known.position)
    if wanted.type:
        found = found.filter(type=wanted.type)
    effect = _effect(wanted)
    if not effect:
        return found
    facts = rows(StoredFact, known).filter(effect)
    if wanted.text or wanted.entity or wanted.story:
        roots = list(facts.values_list("event", flat=True)[: FEW + 1])
        if len(roots) <= FEW:
            return found.filter(root__in=roots)
    # So many that a page of them is soon found by going through the log.
    return found.filter(Exists(facts.filter(event=Cast(OuterRef("root"), TextField()))))


def _recording(wanted: Wanted) -> Q:
    """Who recorded it, and when: columns of the log and of facts alike."""
    kept = Q()
    if wanted.editor:
        kept &= Q(recorded_by=wanted.editor)
    if wanted.recorded_from:
        kept &= Q(recorded_at__gte=wanted.recorded_from)
    if wanted.recorded_to:
        kept &= Q(recorded_at__lte=wanted.recorded_to)
    return kept


def _effect(wanted: Wanted) -> Q:
    """What the effective fact must be."""
    kept = Q()
    if wanted.text:
        kept &= Q(_says(wanted.text))
    if wanted.entity:
        kept &= Q(entities__contains=[wanted.entity])
    if wanted.story:
        kept &= Q(stories__contains=[wanted.story])
    if wanted.confidence:
        kept &= Q(confidence=wanted.confidence)
    if wanted.status:
        kept &= Q(status=wanted.status)
    if wanted.happened_from or wanted.happened_to:
        kept &= Q(kind="fact")
    return kept & happening(wanted.happened_from, wanted.happened_to)


def _says(text: str) -> Func:
    asked = Func(Value(folded(text)), function="stories_words", output_field=TextField())
    return Func(
        words_of("words"),
        asked,
        template="%(expressions)s",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def _with_facts(known: Known, ids: Sequence[UUID]) -> list[Found]:
    events = {event.id: event for event in events_by_ids(ids)}
    roots = {str(event.root) for event in events.values()}
    facts = {fact.event: fact for fact in rows(StoredFact, known).filter(event__in=roots)}
    return [Found(events[one], facts.get(str(events[one].root))) for one in ids]
