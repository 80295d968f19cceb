"""Two answers compared: who came, who went, of whom we grew surer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stories.views.board import independence, members_at
from stories.views.leadership import holders_at, leads
from stories.views.seats import Holding, Presence, Seat, best
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

    @property
    def presence(self) -> Presence:
        return best(holding.presence for holding in self.holdings)

    def attributes(self) -> Json:
        return {
            "posts": sorted({holding.last.post for holding in self.holdings}),
            "titles": sorted({holding.last.title for holding in self.holdings}),
            "acting": any(holding.acting for holding in self.holdings),
            "independent": independence(self.holdings),
        }


Key = tuple[str, ...]
Sides = Mapping[Key, Held]


def board_sides(seats: Sequence[Seat], instant: datetime) -> dict[Key, Held]:
    return {(person,): Held(person, held) for person, held in members_at(seats, instant).items()}


def leadership_sides(seats: Sequence[Seat], instant: datetime) -> dict[Key, Held]:
    posts = sorted({seat.post for seat in seats if leads(seat)})
    return {
        (post, holding.last.person): Held(holding.last.person, [holding])
        for post in posts
        for holding in holders_at([seat for seat in seats if seat.post == post], instant)
    }


def compare(
    before: Sides, after: Sides, names: Names, events: Callable[[Held | None, Held | None], Any]
) -> dict[str, list[Json]]:
    """Differences by kind; `events` picks those that account for one of them."""
    found: dict[str, list[Json]] = {kind: [] for kind in (*KINDS.values(), CHANGED)}
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        kind = _kind(one, other)
        if kind is not None:
            found[kind].append(_item(kind, one, other, names) | {"events": events(one, other)})
    return found


def _kind(before: Held | None, after: Held | None) -> str | None:
    presences = (before.presence if before else None, after.presence if after else None)
    if presences in KINDS:
        return KINDS[presences]
    differs = before and after and before.attributes() != after.attributes()
    return CHANGED if differs else None


def _item(kind: str, before: Held | None, after: Held | None, names: Names) -> Json:
    side = after or before
    assert side is not None
    gone = kind in ("left", "dropped")
    item: Json = {
        "person": names.entity(side.person),
        "posts": side.attributes()["posts"],
        "manner": next((h.last.manner for h in side.holdings if h.last.manner), None)
        if gone
        else None,
    }
    if kind == CHANGED and before and after:
        item |= {"before": before.attributes(), "after": after.attributes()}
    return item


def events_between(
    first: datetime, last: datetime
) -> Callable[[Held | None, Held | None], list[str]]:
    """Picks the events of the starts and ends that can have come between two moments."""

    def between(before: Held | None, after: Held | None) -> list[str]:
        held = [h for side in (before, after) if side for h in side.holdings]
        seats = list(dict.fromkeys(seat for holding in held for seat in holding.seats))
        found: dict[str, None] = {}
        for seat in seats:
            if _touches(seat.start.earliest, seat.start.latest, first, last):
                found |= dict.fromkeys(seat.start_events)
            if seat.end and _touches(seat.end.earliest, seat.end.latest, first, last):
                found |= dict.fromkeys(seat.end_events)
        return list(found or dict.fromkeys(e for seat in seats for e in seat.events))

    return between


def _touches(
    earliest: datetime | None, latest: datetime | None, first: datetime, last: datetime
) -> bool:
    return (earliest is None or earliest <= last) and (latest is None or latest > first)
