"""A drawing of tenures: groups of rows with bars, an axis, and marks. Pure.

It is as wide as asked: names stand beside the bars, or above them where there is little room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from rich.cells import get_character_cell_size

from events.when import Window
from events.when.words import days_in_words, edge_in_words, in_words
from newsroom.desk.drawing.bars import Bar, bars, pieces
from newsroom.desk.drawing.scale import Scale, meet
from newsroom.desk.drawing.ticks import Tick, ticks
from stories.views import runs
from stories.views.seats import Seat, in_time

MOST_ROWS = 80
"""Rows of bars; of more, those that hold at the moment asked for, or nearest to it, are drawn."""
BAR = 14.0
GLYPH = 7.4
"""What a character takes up, at most on average; a wide one, as of Chinese, twice that."""
HEAD = 52.0
GROUP = 30.0
MARKED = {"as_of": "as of", "pin": "compared with"}


@dataclass(frozen=True, slots=True)
class Format:
    width: float
    beside: float
    """The width of the column of names; none, and they stand above the bars."""
    edge: float
    row: float
    tick: float


WIDE = Format(width=960, beside=190, edge=28, row=26, tick=84)
NARROW = Format(width=340, beside=0, edge=28, row=42, tick=66)


@dataclass(frozen=True, slots=True)
class Line:
    """What the rows of a drawing are made of: the seats of one person in one post."""

    group: str
    label: str
    seats: Sequence[Seat]


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    title: str
    y: float
    bars: Sequence[Bar]
    label_x: float
    label_y: float
    disputed: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    y: float
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment pointed out: a line through all rows, its label on the side that has room."""

    kind: str
    label: str
    x: float
    label_x: float
    anchor: str
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    format: Format
    height: float
    groups: Sequence[Group] = ()
    ticks: Sequence[Tick] = ()
    marks: Sequence[Mark] = ()
    covers: str = ""


def lines(
    seats: Iterable[Seat], group: Callable[[Seat], str], label: Callable[[Seat], str]
) -> list[Line]:
    """Seats of one person in one post are one line; groups and lines keep the order of time."""
    found: dict[Hashable, list[Seat]] = defaultdict(list)
    for seat in sorted(seats, key=in_time):
        found[(seat.organization, seat.post, seat.person)].append(seat)
    return [Line(group(own[0]), label(own[-1]), own) for own in found.values()]


def shown(found: Sequence[Line], at: datetime, first: datetime, last: datetime) -> list[Line]:
    """Those that can have held within the span; of too many, the nearest to the moment."""
    within = [line for line in found if any(_seen(seat, first, last) for seat in line.seats)]
    if len(within) <= MOST_ROWS:
        return within
    nearest = sorted(range(len(within)), key=lambda n: (_distance(within[n], at), n))
    return [within[number] for number in sorted(nearest[:MOST_ROWS])]


def draw(
    found: Sequence[Line],
    first: datetime,
    last: datetime,
    zone: ZoneInfo,
    format: Format = WIDE,
    marked: Mapping[str, datetime] | None = None,
) -> Drawing:
    """Lines in the groups that they name; groups come in the order of their first lines."""
    scale = Scale(first, last, format.beside + format.edge, format.width - format.edge)
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        groups[line.group].append(line)
    y = HEAD
    placed = []
    for label, own in groups.items():
        rows = [
            _row(line, y + GROUP + n * format.row, scale, zone, format)
            for n, line in enumerate(own)
        ]
        placed.append(Group(_cut(label, format.width - format.edge), y + GROUP - 10, rows))
        y += GROUP + len(own) * format.row
    return Drawing(
        format=format,
        height=y + 10,
        groups=placed,
        ticks=ticks(scale, zone, format.tick),
        marks=_marks(marked or {}, scale),
        covers=_covers(first, last, zone),
    )


def _row(line: Line, y: float, scale: Scale, zone: ZoneInfo, format: Format) -> Row:
    disputed = any(seat.disputed for seat in line.seats)
    label = f"{line.label}, disputed" if disputed else line.label
    above = not format.beside
    return Row(
        label=_cut(label, format.width - format.edge if above else format.beside),
        title=f"{label}, {line.group}: {'; '.join(seat_in_words(s, zone) for s in line.seats)}",
        y=y + (22 if above else 5),
        bars=bars(pieces(line.seats), scale),
        label_x=0,
        label_y=y + (16 if above else 17),
        disputed=disputed,
    )


def seat_in_words(seat: Seat, zone: ZoneInfo) -> str:
    """ "from 2019, ended 17 November 2023, 12:00 (removed)"."""
    start = (
        f"from {edge_in_words(seat.start, zone)}" if _known(seat.start) else "from when is unknown"
    )
    if seat.end is None:
        return f"{start}, goes on"
    how = f" ({seat.manner.replace('_', ' ')})" if seat.manner else ""
    return f"{start}, ended {in_words(seat.end, zone)}{how}"


def _known(window: Window) -> bool:
    return window.earliest is not None or window.latest is not None


def _marks(marked: Mapping[str, datetime], scale: Scale) -> list[Mark]:
    """Each on a line of its own, so that labels never meet."""
    middle = (scale.left + scale.right) / 2
    found = []
    for number, (kind, instant) in enumerate(marked.items()):
        if instant in scale:
            x = scale.x(instant)
            anchor = "end" if x > middle else "start"
            label_x = x - 5 if anchor == "end" else x + 5
            found.append(Mark(kind, MARKED[kind], x, label_x, anchor, 11.0 + 12 * number))
    return found


def _covers(first: datetime, last: datetime, zone: ZoneInfo) -> str:
    days = first.astimezone(zone).date(), (last - timedelta(microseconds=1)).astimezone(zone).date()
    return days_in_words(*days)


def _cut(label: str, width: float) -> str:
    taken = list(accumulate(map(width_of, label)))
    if not taken or taken[-1] <= width:
        return label
    return f"{label[: bisect_right(taken, width - GLYPH)].rstrip()}…"


def width_of(character: str) -> float:
    return GLYPH * get_character_cell_size(character)


def _seen(seat: Seat, first: datetime, last: datetime) -> bool:
    held = runs.extent(seat)
    return meet((held.earliest, held.latest), (first, last))


def _distance(line: Line, at: datetime) -> tuple[bool, timedelta]:
    """Whether no seat of it holds at the moment, and how far off the nearest change of one is."""
    turns = [
        bound
        for seat in line.seats
        for window in (seat.start, seat.end)
        if window
        for bound in (window.earliest, window.latest)
        if bound
    ]
    held = any(seat.presence_at(at) for seat in line.seats)
    return not held, min((abs(turn - at) for turn in turns), default=timedelta())
