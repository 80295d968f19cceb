"""The drawing of a subject's tenures, in two widths, and the same as the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.desk.drawing.layout import NARROW, WIDE, Line, draw, lines, shown
from newsroom.desk.drawing.scale import Zoom, visible_range
from newsroom.desk.timemachine.addresses import GROUPS, ZOOMS, Address, Group
from newsroom.desk.timemachine.points import bounds
from stories.views.leadership import rank
from stories.views.question import Question
from stories.views.seats import Seat, in_time
from stories.views.shapes import Json, Names, end_json, start_json


def picture(
    question: Question,
    seats: Sequence[Seat],
    names: Names,
    address: Address,
    marked: dict[str, datetime],
    present: datetime,
) -> Json | None:
    """None where there is nothing to draw."""
    if not seats:
        return None
    zone, at = ZoneInfo(question.timezone), question.as_of.instant
    zoom: Zoom = next((zoom for zoom in ZOOMS if zoom == address.zoom), "all")
    group: Group = "person" if address.group == "person" else "post"
    whole = [bound for seat in seats for bound in bounds(seat)]
    first, last = visible_range(zoom, [*whole, present, *marked.values()], at, zone)
    found = _lines(question, seats, names, address)
    drawn = shown(found, at, first, last)
    drawings = [draw(drawn, first, last, zone, form, marked) for form in (WIDE, NARROW)]
    return {
        "drawings": dict(zip(("wide", "narrow"), drawings, strict=True)),
        "rows": [row for line in drawn for row in _rows(line, at, names)],
        "left_out": len(found) - len(drawn),
        "zooms": [(one, address.but(zoom=one), one == zoom) for one in ZOOMS],
        "groups": [(one, address.but(group=one), one == group) for one in GROUPS],
    }


def _lines(question: Question, seats: Sequence[Seat], names: Names, address: Address) -> list[Line]:
    """By post or by person; a person's own by organisation."""
    titles = {seat.post: seat.title or seat.post for seat in sorted(seats, key=in_time)}
    if question.of.kind == "person":
        return lines(seats, group=lambda seat: names[seat.organization], label=_title)
    if address.group == "person":
        return lines(seats, group=lambda seat: names[seat.person], label=_title)
    found = lines(
        seats, group=lambda seat: titles[seat.post], label=lambda seat: names[seat.person]
    )
    return sorted(found, key=lambda line: rank(line.seats[0].post))


def _title(seat: Seat) -> str:
    return (seat.title or seat.post) + (", acting" if seat.acting else "")


def _rows(line: Line, at: datetime, names: Names) -> list[Json]:
    return [
        {
            "person": names.entity(seat.person),
            "organization": names.entity(seat.organization),
            "title": seat.title or seat.post,
            "acting": seat.acting,
            "start": start_json(seat),
            "end": end_json(seat),
            "manner": seat.manner,
            "inferred": seat.inferred,
            "presence": seat.presence_at(at),
            "disputed": seat.disputed,
            "confidence": seat.confidence,
            "events": list(seat.events),
        }
        for seat in line.seats
    ]
