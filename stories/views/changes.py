"""Two answers compared: who came, who went, of whom we grew surer. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.when import Presence, Window
from events.when.window import LAST
from stories.views.board import independence, members_at
from stories.views.leadership import holders_at, leads
from stories.views.seats import Holding, Seat, best, course, surest
from stories.views.shapes import Json, Names

KINDS: Mapping[tuple[Presence | None, Presence | None], str] = {
    (None, "certain"): "joined",
    ("certain", None): "left",
    ("possible", "certain"): "confirmed",
    ("certain", "possible"): "doubted",
    (None, "possible"): "appeared",
    ("possible", None): "dropped",
}
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Held:
    """Someone's holdings at one of the two moments."""

    person: str
    holdings: Sequence[Holding]
    seats: Sequence[Seat]
    """All that were known of the person, or more."""

    @property
    def presence(self) -> Presence:
        return best(holding.presence for holding in self.holdings)

    def courses(self) -> list[tuple[Seat, ...]]:
        """How each of the holdings began, changed and ended, whenever that was."""
        return [course(self.seats, holding) for holding in self.holdings]

    def attributes(self) -> Json:
        """As the answer for the moment shows them: of a post held twice, the surer holding's."""
        shown = surest(self.holdings, lambda holding: holding.last.post)
        return {
            "posts": sorted(shown),
            "titles": sorted({holding.last.title for holding in shown.values()}),
            "acting": any(holding.acting for holding in shown.values()),
            "independent": independence(self.holdings),
        }


Key = tuple[str, ...]
Sides = Mapping[Key, Held]


def board_sides(seats: Sequence[Seat], instant: datetime) -> dict[Key, Held]:
    """Who is on the board, by person, as `compare` takes it."""
    own = _by_person(seats)
    members = members_at(seats, instant)
    return {(person,): Held(person, held, own[person]) for person, held in members.items()}


def leadership_sides(seats: Sequence[Seat], instant: datetime) -> dict[Key, Held]:
    """Who holds which post of leadership, by post and person, as `compare` takes it."""
    own = _by_person(seats)
    posts = sorted({seat.post for seat in seats if leads(seat)})
    return {
        (post, holding.last.person): Held(holding.last.person, [holding], own[holding.last.person])
        for post in posts
        for holding in holders_at([seat for seat in seats if seat.post == post], instant)
    }


def _by_person(seats: Sequence[Seat]) -> Mapping[str, Sequence[Seat]]:
    own: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        own[seat.person].append(seat)
    return own


def compare(
    before: Sides, after: Sides, names: Names, events: Callable[[Sequence[Held]], list[str]]
) -> dict[str, list[Json]]:
    """Differences by kind; `events` picks those that account for one of them."""
    found: dict[str, list[Json]] = {kind: [] for kind in (*KINDS.values(), CHANGED)}
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        kind = _kind(one, other)
        if kind is not None:
            sides = [side for side in (one, other) if side]
            found[kind].append(_item(kind, sides, names) | {"events": events(sides)})
    return found


def _kind(before: Held | None, after: Held | None) -> str | None:
    presences = (before.presence if before else None, after.presence if after else None)
    if presences in KINDS:
        return KINDS[presences]
    differs = before and after and before.attributes() != after.attributes()
    return CHANGED if differs else None


def _item(kind: str, sides: Sequence[Held], names: Names) -> Json:
    side = sides[-1]
    gone = kind in ("left", "dropped")
    item: Json = {
        "person": names.entity(side.person),
        "posts": side.attributes()["posts"],
        "manner": _manner(side) if gone else None,
    }
    if kind == CHANGED:
        item |= {"before": sides[0].attributes(), "after": sides[1].attributes()}
    return item


def _manner(side: Held) -> str | None:
    """How the person went: as the last post was left; of several at once, what is not disputed, and
    what is told, counts first.
    """
    lasts = sorted((seats[-1] for seats in side.courses()), key=lambda seat: seat.post)
    return max(lasts, key=lambda s: (_left_by(s), not s.disputed, s.manner is not None)).manner


def _left_by(seat: Seat) -> datetime:
    return (seat.end and seat.end.latest) or LAST


def events_between(first: datetime, last: datetime) -> Callable[[Sequence[Held]], list[str]]:
    """Picks the events of the starts and ends that can have come between two moments."""

    def between(sides: Sequence[Held]) -> list[str]:
        courses = [seats for side in sides for seats in side.courses()]
        seats = list(dict.fromkeys(seat for seats in courses for seat in seats))
        found: dict[str, None] = {}
        for seat in seats:
            if can_lie_between(seat.start, first, last):
                found |= dict.fromkeys(seat.start_events)
            if seat.end and can_lie_between(seat.end, first, last):
                found |= dict.fromkeys(seat.end_events)
        return list(found or dict.fromkeys(e for seat in seats for e in seat.events))

    return between


def can_lie_between(window: Window, first: datetime, last: datetime) -> bool:
    """Whether a change in the window can have come after the first moment and by the last."""
    begun = window.earliest is None or window.earliest <= last
    return begun and (window.latest is None or window.latest > first)
