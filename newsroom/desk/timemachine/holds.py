"""An organisation's holds on others, and theirs on it: in words, and compared. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.types import render
from events.types.amounts import Share
from events.types.control import hold
from stories.views.changes import CHANGED, KINDS
from stories.views.shapes import Json, Names
from stories.views.stakes import Link, Stake, links, pair

WORDS = {
    "joined": "Gained",
    "left": "Ended",
    "confirmed": "Now certain, was possible",
    "doubted": "Now only possible, was certain",
    "appeared": "Now possible",
    "dropped": "No longer possible",
    CHANGED: "Otherwise than before",
}


@dataclass(frozen=True, slots=True)
class Holds:
    """What was known of the holds, and the moment it is about."""

    stakes: Sequence[Stake]
    instant: datetime

    def by_pair(self) -> dict[tuple[str, str], Link]:
        """The surest of each, where one may have had a hold twice."""
        found = reversed(links(self.stakes, self.instant))
        return {pair(one.last): one for one in found}


def in_words(stake: Stake, names: Names) -> str:
    """As sentences tell what somebody has of another: "a minority stake in Acme (49%)"."""
    return _hold(stake.kind, stake.share, stake.controlled, names)


def told_in_words(told: Json) -> str:
    """The same of a hold as an answer tells it."""
    controlled = told["controlled"]
    names = {controlled["id"]: controlled["name"]}
    return _hold(told["kind"], told["share"], controlled["id"], names)


def differing(before: Holds, after: Holds, names: Names) -> list[Json]:
    """By kind, as for the board; kinds without any are left out."""
    old, new = before.by_pair(), after.by_pair()
    found: dict[str, list[Json]] = {kind: [] for kind in (*KINDS.values(), CHANGED)}
    for ends in sorted(old.keys() | new.keys()):
        sides = [side[ends] for side in (old, new) if ends in side]
        if kind := _kind(old.get(ends), new.get(ends)):
            found[kind].append(_item(sides, names))
    return [
        {"kind": kind, "told": WORDS[kind], "items": told} for kind, told in found.items() if told
    ]


def _hold(kind: str | None, told: Json | None, controlled: str, names: Mapping[str, str]) -> str:
    return render(hold(kind, controlled, Share(**told) if told else None), names)


def _kind(before: Link | None, after: Link | None) -> str | None:
    presences = (before.presence if before else None, after.presence if after else None)
    if presences in KINDS:
        return KINDS[presences]
    if before and after and _terms(before) != _terms(after):
        return CHANGED
    return None


def _terms(link: Link) -> tuple[object, object]:
    return link.last.kind, link.share


def _item(sides: Sequence[Link], names: Names) -> Json:
    told = sides[-1]
    return {
        "holder": names.entity(told.last.controller),
        "titles": [_hold(told.last.kind, told.share, told.last.controlled, names)],
        "events": list(dict.fromkeys(event for link in sides for event in link.events)),
    }
