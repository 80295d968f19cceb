"""One event: what it says and what became of it, what rests on it, and what led to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from events.effective import AmendmentFold, target_of
from events.facts import Fact
from events.log.read import event_by_id, events_by_ids
from events.models import Event
from events.recorded import RecordedEvent
from events.types import references
from events.types.summary import of_story, placeholders, render
from newsroom.desk.events import feeds
from newsroom.desk.events.acts import possible
from newsroom.desk.events.differences import Change, changes, data_told, fields_told
from newsroom.desk.events.sentences import sentences
from newsroom.desk.events.target import Target, named_by, target_at
from stories.engine.reading import Known
from stories.sourcing import cited, origins
from stories.views.queries import names_of_any
from stories.views.shapes import Json

MOST_COMPARED = 100
"""Amendments whose effect is worked out; of an event with more, the latest."""
MOST_EFFECTS = 50
"""Events told that name this one as their cause."""


def event_answer(known: Known, id: UUID) -> Json:
    """Everything that the page shows, as known."""
    target = target_at(known.position, id)
    event, fact = target.event, target.fact
    cause, effects = _cause(event), _effects(event, known.position)
    more_effects, effects = len(effects) > MOST_EFFECTS, effects[:MOST_EFFECTS]
    said = sentences(known, [*target.events, *effects, *filter(None, [cause])])
    names = names_of_any(known, {*named_by(target), *placeholders(fact.data.sentence())})
    now = render(fact.data.sentence(), names)
    fed, more_fed = feeds.fed_by(known, fact) if target.is_original else ([], False)
    return {
        "event": event,
        "hash": bytes(event.hash).hex(),
        "summary": now if target.is_original else said[event.id],
        "original": target.events[0],
        "original_summary": now,
        "is_original": target.is_original,
        "in_effect": target.in_effect,
        "status": _status(target),
        "fact": fact,
        "fact_zone": fact.when.timezone if fact.when else settings.NEWSROOM_TIMEZONE,
        "window": fact.when.as_json() if fact.when else None,
        "fields": _fields(target, names),
        "entities": _entities(fact, names),
        "merged": [(names.get(a, a), names.get(b, b)) for a, b in fact.merged.items()],
        "stories": [{"id": one, "name": names.get(of_story(one), one)} for one in fact.stories],
        "citations": [_citation(one) for one in _cited(target)],
        "origins": origins(cited(fact.citations)) if target.is_original else [],
        "disputes": [(dispute, names.get(dispute.by or "")) for dispute in fact.disputes],
        "steps": _steps(target, said, names),
        "acts": possible(target),
        "feeds": fed,
        "more_feeds": more_fed,
        "cause": cause and {"id": cause.id, "summary": said[cause.id]},
        "effects": [{"id": one.id, "summary": said[one.id]} for one in effects],
        "more_effects": more_effects,
        "correlation": event.content.get("correlation"),
        "story": next(iter(fact.stories), ""),
    }


def _cause(event: RecordedEvent) -> RecordedEvent | None:
    cause = event.content.get("causation")
    return event_by_id(UUID(cause)) if cause else None


def _effects(event: RecordedEvent, position: int) -> list[RecordedEvent]:
    """What names the event as its cause, the first recorded first; by an index of its own."""
    named = Event.objects.filter(
        content__has_key="causation", content__causation=str(event.id), position__lte=position
    )
    ids = named.order_by("position").values_list("id", flat=True)[: MOST_EFFECTS + 1]
    return events_by_ids(ids) if ids else []


def _status(target: Target) -> str:
    if target.is_original:
        return target.fact.status
    return "in effect" if target.in_effect else "retracted"


def _fields(target: Target, names: dict[str, str]) -> dict[str, str]:
    """Of an amendment its own; its target, which is shown apart, left out."""
    if target.is_original:
        return data_told(target.fact, names)
    data = target.event.content["data"]
    return fields_told({key: value for key, value in data.items() if key != "event"}, names)


def _entities(fact: Fact, names: dict[str, str]) -> list[Json]:
    """With the kind that the reference asks for, where it is the page of one."""
    found = {
        ref.id: {"id": ref.id, "name": names.get(ref.id, ref.id), "kind": ref.kind, "as": ref.role}
        for ref in references(fact.data)
        if ref.kind not in ("story", "event")
    }
    return list(found.values())


def _cited(target: Target) -> Sequence[Mapping[str, Any]]:
    if not target.is_original:
        return target.event.content.get("citations") or ()
    return target.fact.citations


def _citation(citation: Mapping[str, Any]) -> Json:
    """Only a web address is ever a link; whatever an older schema let in is shown as text."""
    url = citation.get("url")
    clickable = url and urlsplit(url).scheme in ("http", "https")
    return {**citation, "link": url if clickable else None}


def _steps(target: Target, said: dict[UUID, str], names: dict[str, str]) -> list[Json]:
    """The amendments in order, each with what it made of the fact."""
    steps = []
    fold = AmendmentFold()
    numbers = {event.id: number for number, event in enumerate(target.events, start=1)}
    compared = {event.id for event in target.events[-MOST_COMPARED:]}
    for amendment in target.amendments:
        data = amendment.content["data"]
        told = target.events[: numbers[amendment.id]]
        steps.append(
            {
                "event": amendment,
                "summary": said[amendment.id],
                "reason": data.get("reason"),
                "public_note": data.get("public_note"),
                "on": target_of(amendment) if target_of(amendment) != target.event.id else None,
                "changes": _effect(fold, told, names) if amendment.id in compared else None,
            }
        )
    return steps


def _effect(
    fold: AmendmentFold, events: Sequence[RecordedEvent], names: dict[str, str]
) -> list[Change]:
    """What the last of the events made of the fact."""
    return changes(fold.fact(events[:-1]), fold.fact(events), names)
