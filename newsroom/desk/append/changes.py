"""Rows that recording would open and close, told as changes of one state. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from events.types.control import ControlKind
from events.when import Window
from events.when.words import edge_in_words
from newsroom.desk.events.details import differing
from stories.views.shapes import Json, Names, read_instant

AREAS = {"board": "Board", "management": "Leadership", "other": "Other posts"}


@dataclass(slots=True)
class Change:
    """Of one person's post, or of one hold: what the views say now, and would say. What they would
    say as now, for other reasons, `stays`."""

    area: str
    what: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Telling:
    """How rows of a projection are told: whose state it is, and from when until when."""

    subject: Callable[[Json], tuple[str, ...]]
    area: Callable[[Json], str]
    what: Callable[[Json, Names], str]
    state: Callable[[Json, ZoneInfo], str]


def entities_in(rows: Iterable[Json]) -> set[str]:
    """The ids whose names telling the rows needs."""
    roles = ("person", "organization", "controller", "controlled")
    return {row[role] for row in rows for role in roles if row.get(role)}


def changes(
    opens: Iterable[Json], closes: Iterable[Json], names: Names, zone: ZoneInfo
) -> list[Change]:
    """Board first, then leadership, other posts and control; each state once."""
    found: dict[tuple[str, ...], Change] = {}
    closed: dict[tuple[str, ...], Json] = {}
    for side, rows in (("before", closes), ("after", opens)):
        for row in rows:
            if telling := _TELLING.get(row["projection"]):
                key = (row["projection"], *telling.subject(row))
                change = found.setdefault(key, Change(telling.area(row), telling.what(row, names)))
                state = telling.state(row, zone)
                if side == "before":
                    closed[(*key, state)] = row
                    change.before.append(state)
                elif was := closed.pop((*key, state), None):
                    change.before.remove(state)
                    change.stays.append(f"{state} – as before but for {differing(was, row)}")
                else:
                    change.after.append(state)
    order = (*AREAS.values(), "Control")
    return sorted(found.values(), key=lambda change: order.index(change.area))


def _held(row: Json, zone: ZoneInfo) -> str:
    acting = "interim, " if row.get("acting") else ""
    manner = f" ({row['manner'].replace('_', ' ')})" if row.get("manner") else ""
    return f"{acting}{_span(row, zone)}{manner}{_marks(row)}"


def _hold(row: Json, zone: ZoneInfo) -> str:
    kinds: Mapping[ControlKind | None, str] = {None: "", "board_seat": "a board seat, "}
    kind = kinds.get(row["kind"], f"{row['kind']}, ")
    return f"{kind}{_span(row, zone)}{_marks(row)}"


def _span(row: Json, zone: ZoneInfo) -> str:
    start, end = row["start"], row["end"]
    since = f"from {edge_in_words(_window(start), zone)}" if start else "from an unknown time"
    if end is None:
        return f"{since}, goes on"
    return f"{since} until {edge_in_words(_window(end), zone)}"


def _marks(row: Json) -> str:
    marks = [name for name in ("inferred", "disputed") if row.get(name)]
    return f" – {', '.join(marks)}" if marks else ""


def _window(bounds: Mapping[str, Any]) -> Window:
    return Window(read_instant(bounds["earliest"]), read_instant(bounds["latest"]))


_TELLING = {
    "tenures": _Telling(
        subject=lambda row: (row["organization"], row["person"], row["post"]),
        area=lambda row: AREAS[row["body"]],
        what=lambda row, names: (
            f"{names[row['person']]}, {row['title']} of {names[row['organization']]}"
        ),
        state=_held,
    ),
    "control": _Telling(
        subject=lambda row: (row["controller"], row["controlled"]),
        area=lambda row: "Control",
        what=lambda row, names: f"{names[row['controller']]} over {names[row['controlled']]}",
        state=_hold,
    ),
}
