"""A person's tenures, everywhere. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from events.when import Moment
from stories.views.seats import Seat, in_time
from stories.views.shapes import Json, Names, end_json, entity_json, instant_json, start_json


def career(seats: Iterable[Seat], names: Names, moment: Moment | None) -> list[Json]:
    """All tenures in order of time; with a moment, each says its presence then (or null)."""
    ordered = sorted(seats, key=in_time)
    tenures = [_tenure(seat, names) for seat in ordered]
    if moment is not None:
        for seat, tenure in zip(ordered, tenures, strict=True):
            tenure["presence"] = seat.presence_at(moment.instant)
    return tenures


def _tenure(seat: Seat, names: Names) -> Json:
    return {
        "organization": names.entity(seat.organization),
        "post": seat.post,
        "title": seat.title,
        "body": seat.body,
        "acting": seat.acting,
        "independent": seat.independent,
        "reports_to": entity_json(names, seat.reports_to),
        "start": start_json(seat),
        "end": end_json(seat),
        "manner": seat.manner,
        "reason": seat.reason,
        "inferred": seat.inferred,
        "last_attested": instant_json(seat.last_attested),
        "confidence": seat.confidence,
        "disputed": seat.disputed,
        "events": list(seat.events),
    }
