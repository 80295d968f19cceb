"""The list of recorded events: filters, and pages or all of it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Func, Q, QuerySet
from django.db.models.fields.json import KT, KeyTransform
from rest_framework.request import Request

from events.api import parameters
from events.api.parameters import KnownAt
from events.api.problems import bad_parameter
from events.api.representation import event_json, status_of
from events.facts import STATUSES
from events.log.read import events_by_ids, events_of_roots
from events.models import Event, Mention
from events.recorded import RecordedEvent
from events.types import CONFIDENCES, DEFAULT_CONFIDENCE, UnknownType, event_type, event_types

ACCEPTED = (
    *("type", "entity", "story", "stream", "recorded_by", "amends", "from", "to", "confidence"),
    *("status", "order", "limit", "cursor", *parameters.UNIVERSAL),
)
CHANGES_STATUS = ("event.retracted", "event.reinstated", "event.disputed", "dispute.settled")
READ_AT_ONCE = 500


def page(request: Request) -> tuple[dict[str, Any], KnownAt]:
    """One page in the order of positions, oldest first unless `order=desc`."""
    known = parameters.known_at(request)
    limit = parameters.number(request, "limit", parameters.PAGE, 1, parameters.LARGEST_PAGE)
    shown = list(islice(_events(request, known, limit + 1), limit + 1))
    more = len(shown) > limit
    answer = {
        "results": [event_json(event) for event in shown[:limit]],
        "next": parameters.next_page(request, shown[limit - 1].position, known) if more else None,
        **parameters.as_of_echoed(request),
        "known_at": known.as_json(),
    }
    return answer, known


def every(request: Request, known: KnownAt) -> Iterator[dict[str, Any]]:
    """All that the filters keep, from the cursor on, up to a limit if there is one."""
    limit = parameters.number(request, "limit", 0, 1, parameters.LARGEST_PAGE)
    events = _events(request, known, limit or READ_AT_ONCE)
    return map(event_json, islice(events, limit) if limit else events)


def data_fields(request: Request, known: KnownAt) -> list[str]:
    """The fields that the data of the events listed has, in the order of the catalogue."""
    keys = Func(KeyTransform("data", "content"), function="jsonb_object_keys")
    there = set(
        _filtered(request, known).annotate(key=keys).values_list("key", flat=True).distinct()
    )
    told = (name for each in event_types().values() for name in each.json_schema()["properties"])
    return [name for name in dict.fromkeys((*told, *sorted(there))) if name in there]


def _events(request: Request, known: KnownAt, at_once: int) -> Iterator[RecordedEvent]:
    """In order, read so many at a time."""
    descending = parameters.choice(request, "order", ("asc", "desc")) == "desc"
    statuses = parameters.several(request, "status", STATUSES)
    found = _filtered(request, known)
    after = parameters.cursor(request)
    beyond = "position__lt" if descending else "position__gt"
    ordered = found.order_by("-position" if descending else "position")
    return _read(ordered, beyond, after, at_once, known.position, statuses)


def _read(
    ordered: QuerySet[Event],
    beyond: str,
    after: int | None,
    at_once: int,
    upto: int,
    statuses: list[str],
) -> Iterator[RecordedEvent]:
    while True:
        rest = ordered if after is None else ordered.filter(**{beyond: after})
        rows = list(rest.values_list("id", "position")[:at_once])
        events = {event.id: event for event in events_by_ids([found for found, _ in rows])}
        listed = [events[found] for found, _ in rows]
        yield from _of_status(listed, statuses, upto) if statuses else listed
        if len(rows) < at_once:
            return
        after = rows[-1][1]


def _of_status(
    events: list[RecordedEvent], statuses: list[str], upto: int
) -> Iterator[RecordedEvent]:
    of_root: dict[UUID, list[RecordedEvent]] = defaultdict(list)
    for event in events_of_roots({event.root for event in events}, upto):
        of_root[event.root].append(event)
    return (event for event in events if status_of(event, of_root[event.root]) in statuses)


def _filtered(request: Request, known: KnownAt) -> QuerySet[Event]:
    parameters.refuse_unknown(request, ACCEPTED)
    # The log is the same at every moment, but a mistake is told.
    parameters.moment(request, "as_of")
    found = Event.objects.filter(position__lte=known.position)
    if types := _types(request):
        found = found.filter(type__in=types)
    for name in ("stream", "recorded_by"):
        if (value := parameters.text(request, name)) is not None:
            found = found.filter(**{name: value})
    for name in ("entity", "story"):
        for value in parameters.every(request, name):
            found = found.filter(root__in=Mention.objects.filter(entity=value).values("root"))
    if target := parameters.uuid(request, "amends"):
        roots = Event.objects.filter(id=target).values("root")
        found = found.filter(root__in=roots, content__data__event=str(target))
    found = _with_confidence(request, found)
    statuses = parameters.several(request, "status", STATUSES)
    if statuses and "standing" not in statuses:
        changed = Event.objects.filter(type__in=CHANGES_STATUS, position__lte=known.position)
        found = found.filter(root__in=changed.values("root"))
    return _recorded_between(request, found)


def _with_confidence(request: Request, found: QuerySet[Event]) -> QuerySet[Event]:
    """As it was recorded: a fact of which nothing was said has the usual one."""
    asked = parameters.several(request, "confidence", CONFIDENCES)
    if not asked:
        return found
    found = found.annotate(confidence=KT("content__confidence"))
    kept = Q(confidence__in=asked)
    if DEFAULT_CONFIDENCE in asked:
        facts = [each.type for each in event_types().values() if each.kind == "fact"]
        kept |= Q(confidence__isnull=True, type__in=facts)
    return found.filter(kept)


def _types(request: Request) -> list[str]:
    """`type` may be repeated, or several joined by commas."""
    try:
        return [event_type(name).type for name in parameters.every(request, "type")]
    except UnknownType as unknown:
        raise bad_parameter("type", unknown.detail, unknown.code) from unknown


def _recorded_between(request: Request, found: QuerySet[Event]) -> QuerySet[Event]:
    """`from` and `to` are of the recorded time here, dates inclusive."""
    start, end = parameters.moment(request, "from"), parameters.moment(request, "to")
    if start and end and start.instant > end.instant:
        raise bad_parameter("to", "to must not be before from.", "before_from")
    if start:
        found = found.filter(recorded_at__gte=start.day[0] if start.day else start.instant)
    if end:
        found = found.filter(recorded_at__lte=end.instant)
    return found
