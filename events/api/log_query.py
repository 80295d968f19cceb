"""The list of recorded events: filters, and pages or all of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Func, Q, QuerySet
from django.db.models.fields.json import KT, KeyTransform
from rest_framework.request import Request

from events.api import namesakes
from events.api.cursors import next_page, read_cursor
from events.api.known_at import KnownAt, as_of_echoed, resolve_known_at, zone
from events.api.parameters import UNIVERSAL, Parameters, anything, known_type, one_of
from events.api.representation import event_json, status_of
from events.facts import STATUSES
from events.log.merged import merges
from events.log.read import events_by_ids, events_of_roots, introduced
from events.models import Event, Mention
from events.recorded import RecordedEvent
from events.types import CONFIDENCES, DEFAULT_CONFIDENCE, event_types

Keep = Callable[[RecordedEvent, Sequence[RecordedEvent]], bool]
"""Whether an event is kept, by all events of its root."""
ACCEPTED = (
    *("type", "entity", "story", "stream", "recorded_by", "amends", "from", "to", "confidence"),
    *("status", "order", "limit", "cursor", *UNIVERSAL),
)
CHANGES_STATUS = ("event.retracted", "event.reinstated", "event.disputed", "dispute.settled")
PAGE = 50
READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """Which events are asked for, and how."""

    types: Sequence[str]
    entities: Sequence[Collection[str]]
    """Each with all that count as it: an event names one of them."""
    stories: Sequence[str]
    """An event names all."""
    stream: str | None
    recorded_by: str | None
    amends: UUID | None
    confidences: Sequence[str]
    statuses: Sequence[str]
    first: datetime | None
    last: datetime | None
    """Of the recorded time."""
    descending: bool
    limit: int | None
    after: int | None
    as_of: dict[str, Any]
    """Only echoed: the log is the same at every moment."""
    known: KnownAt

    @classmethod
    def of(cls, request: Request) -> "LogQuestion":
        """Raises ProblemException with every fault of the parameters."""
        given = Parameters(request.query_params, ACCEPTED)
        first, last = given.span(zone(given))
        asked = cls(
            types=given.several("type", known_type),
            entities=[(one,) for one in given.several("entity", anything)],
            stories=given.several("story", anything),
            stream=given.text("stream"),
            recorded_by=given.text("recorded_by"),
            amends=given.uuid("amends"),
            confidences=given.several("confidence", one_of(CONFIDENCES)),
            statuses=given.several("status", one_of(STATUSES)),
            first=first,
            last=last,
            descending=given.choice("order", "asc", ("asc", "desc")) == "desc",
            limit=given.number("limit", 0) or None,
            after=read_cursor(given),
            as_of=as_of_echoed(given),
            known=resolve_known_at(given),  # last, for it refuses what is wrong with the others
        )
        return asked._with_merged() if asked.entities else asked

    def _with_merged(self) -> "LogQuestion":
        position = self.known.position
        merged = merges(position)
        return replace(self, entities=[merged.same_at(one, position) for (one,) in self.entities])


def page(request: Request, question: LogQuestion) -> dict[str, Any]:
    """One page in the order of positions, oldest first unless `order=desc`."""
    known, limit = question.known, question.limit or PAGE
    shown = list(islice(_events(question, limit + 1), limit + 1))
    more = len(shown) > limit
    return {
        "results": [event_json(event) for event in shown[:limit]],
        "next": next_page(request, shown[limit - 1].position, known) if more else None,
        **question.as_of,
        "known_at": known.as_json(),
    }


def every(question: LogQuestion) -> Iterator[dict[str, Any]]:
    """All that the filters keep, from the cursor on, up to a limit if there is one."""
    events = _events(question, question.limit or READ_AT_ONCE)
    return map(event_json, islice(events, question.limit) if question.limit else events)


def data_fields(question: LogQuestion) -> list[str]:
    """The fields that the data of the events listed has, in the order of the catalogue."""
    keys = Func(KeyTransform("data", "content"), function="jsonb_object_keys")
    there = set(_filtered(question).annotate(key=keys).values_list("key", flat=True).distinct())
    told = (name for each in event_types().values() for name in each.json_schema()["properties"])
    return [name for name in dict.fromkeys((*told, *sorted(there))) if name in there]


def _events(question: LogQuestion, at_once: int) -> Iterator[RecordedEvent]:
    """In order, read so many at a time."""
    beyond = "position__lt" if question.descending else "position__gt"
    ordered = _filtered(question).order_by("-position" if question.descending else "position")
    after, keeps = question.after, _narrowing(question)
    if keeps is None:
        return
    while True:
        rest = ordered if after is None else ordered.filter(**{beyond: after})
        rows = list(rest.values_list("id", "position")[:at_once])
        events = {event.id: event for event in events_by_ids([found for found, _ in rows])}
        listed = [events[found] for found, _ in rows]
        yield from _kept(listed, question.known.position, keeps) if keeps else listed
        if len(rows) < at_once:
            return
        after = rows[-1][1]


def _narrowing(question: LogQuestion) -> list[Keep] | None:
    """What only all events of a root can tell; None where nothing can pass."""
    asked_for = [
        *((same, False) for same in question.entities),
        *(((story,), True) for story in question.stories),
    ]
    slugs = {slug for same, _ in asked_for for slug in same}
    kinds: dict[str, list[str]] = defaultdict(list)
    for slug, kind, _ in introduced(slugs) if slugs else ():
        kinds[slug].append(kind)
    if not all(
        any(namesakes.can_be(kinds[slug], story=story) for slug in same)
        for same, story in asked_for
    ):
        return None
    keeps: list[Keep] = [
        partial(_names, slugs=same, story=story)
        for same, story in asked_for
        if any(namesakes.is_shared(kinds[slug]) for slug in same)
    ]
    return [*keeps, partial(_has_status, question.statuses)] if question.statuses else keeps


def _names(
    event: RecordedEvent, of_root: Sequence[RecordedEvent], *, slugs: Collection[str], story: bool
) -> bool:
    return namesakes.named(of_root, slugs, story=story)


def _has_status(
    statuses: Sequence[str], event: RecordedEvent, of_root: Sequence[RecordedEvent]
) -> bool:
    return status_of(event, of_root) in statuses


def _kept(
    events: list[RecordedEvent], position: int, keeps: Sequence[Keep]
) -> Iterator[RecordedEvent]:
    of_root: dict[UUID, list[RecordedEvent]] = defaultdict(list)
    for event in events_of_roots({event.root for event in events}, position):
        of_root[event.root].append(event)
    return (e for e in events if all(keep(e, of_root[e.root]) for keep in keeps))


def _filtered(question: LogQuestion) -> QuerySet[Event]:
    upto = question.known.position
    found = Event.objects.filter(position__lte=upto)
    if question.types:
        found = found.filter(type__in=question.types)
    if question.stream is not None:
        found = found.filter(stream=question.stream)
    if question.recorded_by is not None:
        found = found.filter(recorded_by=question.recorded_by)
    for same in (*question.entities, *((story,) for story in question.stories)):
        naming = Mention.objects.filter(entity__in=same, position__lte=upto)
        found = found.filter(root__in=naming.values("root"))
    if question.amends:
        roots = Event.objects.filter(id=question.amends).values("root")
        found = found.filter(root__in=roots, content__data__event=str(question.amends))
    if question.confidences:
        found = _with_confidence(found, question.confidences)
    if question.statuses and "standing" not in question.statuses:
        changed = Event.objects.filter(type__in=CHANGES_STATUS, position__lte=upto)
        found = found.filter(root__in=changed.values("root"))
    if question.first:
        found = found.filter(recorded_at__gte=question.first)
    if question.last:
        found = found.filter(recorded_at__lte=question.last)
    return found


def _with_confidence(found: QuerySet[Event], asked_for: Sequence[str]) -> QuerySet[Event]:
    """As it was recorded: a fact of which nothing was said has the usual one."""
    found = found.annotate(confidence=KT("content__confidence"))
    kept = Q(confidence__in=asked_for)
    if DEFAULT_CONFIDENCE in asked_for:
        facts = [each.type for each in event_types().values() if each.kind == "fact"]
        kept |= Q(confidence__isnull=True, type__in=facts)
    return found.filter(kept)
