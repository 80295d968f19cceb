"""The list of recorded events: filters and pages."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from events.api import parameters
from events.api.parameters import KnownAt
from events.api.problems import bad_parameter
from events.api.representation import event_json
from events.log.read import events_by_ids
from events.models import Event, Mention
from events.types import UnknownType, event_type


def page(request: Request) -> tuple[dict[str, Any], KnownAt]:
    """One page in the order of positions, oldest first unless `order=desc`."""
    known = parameters.known_at(request)
    limit = parameters.number(request, "limit", parameters.PAGE, 1, parameters.LARGEST_PAGE)
    descending = parameters.choice(request, "order", ("asc", "desc")) == "desc"
    found = _filtered(request, known)
    start = parameters.cursor(request)
    if start is not None:
        found = found.filter(**{"position__lt" if descending else "position__gt": start})
    rows = list(
        found.order_by("-position" if descending else "position").values_list("id", "position")[
            : limit + 1
        ]
    )
    shown = rows[:limit]
    events = {event.id: event for event in events_by_ids([found_id for found_id, _ in shown])}
    more = len(rows) > limit
    answer = {
        "results": [event_json(events[found_id]) for found_id, _ in shown],
        "next": parameters.next_page(request, shown[-1][1], known) if more else None,
        "known_at": known.as_json(),
    }
    return answer, known


def _filtered(request: Request, known: KnownAt) -> QuerySet[Event]:
    found = Event.objects.filter(position__lte=known.position)
    if types := _types(request):
        found = found.filter(type__in=types)
    for name in ("stream", "recorded_by"):
        if (value := parameters.text(request, name)) is not None:
            found = found.filter(**{name: value})
    for name in ("entity", "story"):
        if (value := parameters.text(request, name)) is not None:
            found = found.filter(root__in=Mention.objects.filter(entity=value).values("root"))
    if target := parameters.uuid(request, "amends"):
        roots = Event.objects.filter(id=target).values("root")
        found = found.filter(root__in=roots, content__data__event=str(target))
    return _recorded_between(request, found)


def _types(request: Request) -> list[str]:
    """`type` may be repeated, or several joined by commas."""
    names = [name for one in request.query_params.getlist("type") for name in one.split(",")]
    try:
        return [event_type(name).type for name in names]
    except UnknownType as unknown:
        raise bad_parameter("type", unknown.detail, unknown.code) from unknown


def _recorded_between(request: Request, found: QuerySet[Event]) -> QuerySet[Event]:
    """`from` and `to` are of the recorded time here, dates inclusive."""
    if start := parameters.moment(request, "from"):
        found = found.filter(recorded_at__gte=start.day[0] if start.day else start.instant)
    if end := parameters.moment(request, "to"):
        found = found.filter(recorded_at__lte=end.instant)
    return found
