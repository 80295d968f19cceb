"""The small JSON shapes that answers share. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from events.when import Moment, utc_text
from stories.views.seats import Holding, Seat

Json = dict[str, Any]


class Names(dict[str, str]):
    """Names by id as known at a moment; an id without a name stands for itself."""

    def __missing__(self, key: str) -> str:
        return key

    def entity(self, id: str) -> Json:
        return {"id": id, "name": self[id]}


def instant_json(instant: datetime | None) -> str | None:
    return utc_text(instant) if instant else None


def read_instant(told: str | datetime | None) -> datetime | None:
    """An instant out of an answer; rows that are not shaped yet have it as it is."""
    if not told:
        return None
    return told if isinstance(told, datetime) else datetime.fromisoformat(told)


def start_json(seat: Seat) -> Json:
    return {"text": seat.start_text, **seat.start.as_json()}


def end_json(seat: Seat) -> Json | None:
    return {"text": seat.end_text, **seat.end.as_json()} if seat.end else None


def known_json(moment: Moment) -> Json:
    return {**moment.as_json(), "position": moment.position}


def holding_json(holding: Holding) -> Json:
    """What a holding says of post and time, without the person."""
    return {
        "post": holding.last.post,
        "title": holding.last.title,
        "presence": holding.presence,
        "acting": holding.acting,
        "start": start_json(holding.first),
        "end": end_json(holding.last),
        "last_attested": instant_json(holding.last_attested),
        "confidence": holding.last.confidence,
        "disputed": holding.disputed,
        "inferred": holding.last.inferred,
        "events": holding.events,
    }


def entity_json(names: Names, id: str | None) -> Json | None:
    return names.entity(id) if id else None
