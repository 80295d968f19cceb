"""The moments that the sliders snap to: those at which something in the answer changes. Pure.

A long history is cut to the points around the one in question, so that pages stay small.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from events.when import Moment, presence, utc_text
from events.when.words import date_in_words, moment_in_words
from events.when.zones import MICROSECOND, local_time
from newsroom.desk.timemachine.holds import in_words
from stories.views.seats import Seat
from stories.views.shapes import Names
from stories.views.stakes import Stake

AROUND = 100
"""Points kept before the one in question, and as many after it."""
TOLD = 2
"""Changes told of a point; the others are counted."""


class _Words(NamedTuple):
    """What is told of the bounds of a state, of somebody (`who`) and something (`what`)."""

    begins: str
    may_begin: str
    has_begun: str
    ends: str
    may_end: str
    has_ended: str


POST = _Words(
    "{who} becomes {what}",
    "{who} may be {what} from here on",
    "{who} is {what} for certain",
    "{who} is no longer {what}",
    "{who} may no longer be {what}",
    "{who} is no longer {what} for certain",
)
HOLD = _Words(
    "{who} gains {what}",
    "{who} may have {what} from here on",
    "{who} has {what} for certain",
    "{who} no longer has {what}",
    "{who} may no longer have {what}",
    "{who} no longer has {what} for certain",
)


@dataclass(frozen=True, slots=True)
class Point:
    """One stop of a slider: `value` is what the address says for it, nothing meaning now."""

    value: str
    told: str
    changes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """In one line, as the list of stops and a screen reader say it."""
        if not self.changes:
            return self.told
        more = len(self.changes) - TOLD
        said = ", ".join(self.changes[:TOLD]) + (f" and {more} more" if more > 0 else "")
        return f"{self.told}: {said}"


@dataclass(frozen=True, slots=True)
class Stops:
    """The points of one slider in order, and which of them is answered for."""

    points: Sequence[Point]
    current: int
    cut: bool = False
    """There are more, earlier or later ones."""

    @property
    def now(self) -> Point:
        return self.points[self.current]

    @property
    def before(self) -> Point | None:
        return self.points[self.current - 1] if self.current else None

    @property
    def after(self) -> Point | None:
        return self.points[self.current + 1] if self.current + 1 < len(self.points) else None

    @property
    def last(self) -> int:
        return len(self.points) - 1


def world_stops(
    seats: Iterable[Seat],
    asked: Moment,
    present: datetime,
    names: Names,
    *,
    stakes: Iterable[Stake] = (),
    within: bool = False,
) -> Stops:
    """Instants at which somebody's presence or a hold changes, the one asked for, and now.

    `within` says of what organisation a post is: those of a person are of several.
    """
    zone = ZoneInfo(asked.timezone)
    at = asked.instant
    states: list[tuple[Seat | Stake, _Words, str, str]] = [
        *((seat, POST, seat.person, _title(seat, names, within=within)) for seat in seats),
        *((stake, HOLD, stake.controller, in_words(stake, names)) for stake in stakes),
    ]
    said: dict[datetime, list[tuple[str, str, str]]] = defaultdict(list)
    for state, words, who, what in states:
        for bound, phrase in _phrases(state, words):
            said[_stop(bound, zone)].append((phrase, who, what))
    turns = sorted(said)
    kept, cut = _around(turns, at)
    changes = {turn: _told(said[turn], names) for turn in kept}
    value = "" if asked.requested is None else asked.requested
    points = {turn: Point(as_text(turn, zone), told(turn, zone), changes[turn]) for turn in kept}
    if asked.requested is not None and not _same_side(turns, at, present):
        points.setdefault(present, Point("", "now"))
    points[at] = Point(value, told(at, zone) if value else "now", changes.get(at, ()))
    return _stops(points, at, cut)


def record_stops(causes: Mapping[int, Any], asked: Moment, *, pinned: bool, cut: bool) -> Stops:
    """Positions at which rows changed, each told by its event; the one asked for, and now."""
    zone, at = ZoneInfo(asked.timezone), asked.position or 0
    points = {
        position: _recorded(position, cause["recorded_at"], zone, (cause["summary"],))
        for position, cause in causes.items()
    }
    if pinned and any(position > at for position in causes):
        points[max(causes) + 1] = Point("", "now")
    found = points.get(at) or _recorded(at, utc_text(asked.instant), zone, ())
    points[at] = found if pinned else Point("", f"now, {found.told}", found.changes)
    return _stops(points, at, cut)


def bounds(seat: Seat) -> list[datetime]:
    """The instants between which a seat began, and ended."""
    windows = [seat.start, seat.end] if seat.end else [seat.start]
    return [bound for one in windows for bound in (one.earliest, one.latest) if bound]


def as_text(instant: datetime, zone: ZoneInfo) -> str:
    """What `as_of` takes for an instant: the day that it ends, else a date-time with offset."""
    local = local_time(instant, zone)
    if _ends_day(instant, zone):
        return local.date().isoformat()
    offset = local.utcoffset()
    if offset is None or offset.seconds % 60:  # local mean time has seconds, which no one may ask
        local = instant.astimezone(UTC)
    return local.isoformat()


def told(instant: datetime, zone: ZoneInfo) -> str:
    local = local_time(instant, zone)
    if _ends_day(instant, zone):
        return f"end of {date_in_words(local.date())}"
    return moment_in_words(local)


def _stop(bound: datetime, zone: ZoneInfo) -> datetime:
    """A minute's last microsecond stands for the next minute: nothing fits in between.

    The last of a day stays, since an address can name it by its date.
    """
    if _ends_day(bound, zone) or bound > datetime.max.replace(tzinfo=UTC) - MICROSECOND:
        return bound
    following = bound + MICROSECOND
    return bound if following.second or following.microsecond else following


def _ends_day(instant: datetime, zone: ZoneInfo) -> bool:
    try:
        day = instant.astimezone(zone).date()
    except OverflowError:
        return False  # the zone has no date there
    try:
        return (instant + MICROSECOND).astimezone(zone).date() > day
    except OverflowError:
        return True


def _around(turns: Sequence[datetime], at: datetime) -> tuple[list[datetime], bool]:
    here = bisect_right(turns, at)
    kept = turns[max(0, here - AROUND) : here + AROUND]
    return list(kept), len(kept) < len(turns)


def _same_side(turns: Sequence[datetime], at: datetime, present: datetime) -> bool:
    """Whether nothing changes between the two, so that one stop can stand for both."""
    first, last = sorted((at, present))
    return bisect_right(turns, first) == bisect_right(turns, last)


def _stops(points: Mapping[Any, Point], current: Any, cut: bool) -> Stops:
    order = sorted(points)
    return Stops([points[key] for key in order], bisect_left(order, current), cut)


def _told(said: Iterable[tuple[str, str, str]], names: Names) -> tuple[str, ...]:
    told = (phrase.format(who=names[who], what=what) for phrase, who, what in said)
    return tuple(dict.fromkeys(told))


def _title(seat: Seat, names: Names, *, within: bool) -> str:
    title = f"{'acting ' if seat.acting else ''}{seat.title or seat.post}"
    return f"{title} of {names[seat.organization]}" if within else title


def _phrases(state: Seat | Stake, words: _Words) -> Iterable[tuple[datetime, str]]:
    start, end = state.start, state.end
    if start.earliest and start.earliest == start.latest:
        yield start.earliest, words.begins
    else:
        if start.earliest:
            yield start.earliest, words.may_begin
        if start.latest and presence(start, end, start.latest) == "certain":
            yield start.latest, words.has_begun
    if end is None:
        return
    if end.earliest and end.earliest == end.latest:
        yield end.earliest, words.ends
        return
    if end.earliest and not (start.earliest and end.earliest <= start.earliest):
        yield end.earliest, words.may_end
    if end.latest:
        yield end.latest, words.has_ended


def _recorded(position: int, at: str, zone: ZoneInfo, changes: tuple[str, ...]) -> Point:
    recorded = moment_in_words(datetime.fromisoformat(at).astimezone(zone))
    return Point(f"@{position}", f"@{position}, {recorded}", changes)
