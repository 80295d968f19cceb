"""How sure it is, from moment to moment, that a person holds a post. Pure.

The pieces are cut where the answer about a moment changes, and say what it says there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from events.when import Presence
from events.when.window import FIRST
from events.when.zones import MICROSECOND
from newsroom.desk.drawing.scale import Scale, meet
from stories.views import runs
from stories.views.seats import Seat

SEEN = 3.0
"""A state that lasts a minute in a drawing of decades is still drawn as wide as this."""


@dataclass(frozen=True, slots=True)
class Piece:
    """From an instant up to another, half-open; None is without limit."""

    first: datetime | None
    last: datetime | None
    presence: Presence
    disputed: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece as drawn, `opens` and `closes` with a share of the full height: what is more and
    more, or less and less, likely is a wedge, of which a scale may show a part."""

    x: float
    width: float
    presence: Presence
    opens: float = 1.0
    closes: float = 1.0
    disputed: bool = False
    unknown_start: bool = False
    goes_on: bool = False

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


def pieces(seats: Sequence[Seat]) -> list[Piece]:
    """Of one person in one post, in order of time; those alike that meet are one."""
    cuts: list[datetime | None] = [None, *_turns(seats), None]
    found: list[Piece] = []
    for first, last in pairwise(cuts):
        piece = _piece(seats, first, last)
        if piece is None:
            continue
        if found and found[-1].last == first and _alike(found[-1], piece):
            found[-1] = replace(found[-1], last=last)
        else:
            found.append(piece)
    return found


def bars(found: Sequence[Piece], scale: Scale) -> list[Bar]:
    """The pieces that the scale shows any of, side by side."""
    drawn: list[Bar] = []
    for number, piece in enumerate(found):
        if not meet((piece.first, piece.last), (scale.first, scale.last)):
            continue
        x = scale.left if piece.first is None else scale.x(piece.first)
        end = scale.right if piece.last is None else scale.x(piece.last)
        opens, closes = _heights(found, number, scale)
        drawn.append(
            Bar(
                x=x,
                width=round(end - x, 1),
                presence=piece.presence,
                opens=opens,
                closes=closes,
                disputed=piece.disputed,
                unknown_start=piece.first is None,
                goes_on=piece.last is None,
            )
        )
    return _widened(drawn, scale)


def _turns(seats: Sequence[Seat]) -> list[datetime]:
    windows = [window for seat in seats for window in (seat.start, seat.end) if window]
    return sorted({b for window in windows for b in (window.earliest, window.latest) if b})


def _piece(seats: Sequence[Seat], first: datetime | None, last: datetime | None) -> Piece | None:
    if last == FIRST:
        return None  # no moment is before it
    # Nothing changes within a piece: any instant in it, such as its first, stands for all.
    instant = first or (last - MICROSECOND if last else datetime(2000, 1, 1, tzinfo=UTC))
    held = runs.runs(seats, instant)
    if not held:
        return None
    certain = [run for run in held if run.presence == "certain"]
    likely = [seat for run in certain or held for seat in run.likely]
    return Piece(
        first,
        last,
        "certain" if certain else "possible",
        any(seat.disputed for seat in likely),
    )


def _alike(one: Piece, other: Piece) -> bool:
    return replace(one, first=other.first, last=other.last) == other


def _heights(found: Sequence[Piece], number: int, scale: Scale) -> tuple[float, float]:
    """A possible piece rises towards the certain piece that follows it, or falls from the one
    before it; between two, or with none beside it, it is as high all along."""
    piece = found[number]
    before = found[number - 1] if number else None
    after = found[number + 1] if number + 1 < len(found) else None
    falls = before and before.last == piece.first and before.presence == "certain"
    rises = after and after.first == piece.last and after.presence == "certain"
    if (
        piece.presence == "certain"
        or bool(falls) == bool(rises)
        or not (piece.first and piece.last)
    ):
        return 1.0, 1.0
    opens, closes = (
        min(max((edge - piece.first) / (piece.last - piece.first), 0.0), 1.0)
        for edge in (scale.first, scale.last)
    )
    return (opens, closes) if rises else (1.0 - opens, 1.0 - closes)


def _widened(drawn: list[Bar], scale: Scale) -> list[Bar]:
    """A row too narrow to be seen is one bar of the width that can be, its surest."""
    if not drawn or drawn[-1].end - drawn[0].x >= SEEN:
        return drawn
    surest = min(drawn, key=lambda bar: bar.presence)
    return [
        replace(surest, x=min(drawn[0].x, scale.right - SEEN), width=SEEN, opens=1.0, closes=1.0)
    ]
