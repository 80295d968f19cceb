"""One entity's hold on another, and whether it held at a moment. Pure.

A `Stake` is a projected row of `control` as the views see it. Stakes that meet, as when a minority
becomes a majority, are one `Link`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from events.when import Window
from stories.views import runs
from stories.views.runs import Run

Share = dict[str, str | None]
STRONGEST_FIRST = ("full", "majority", "minority", "board_seat", "other", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """The columns of a row of `control`; see that projection for their meaning."""

    controller: str
    controlled: str
    start: Window
    end: Window | None = None
    kind: str | None = "full"
    share: Share | None = None
    start_text: str | None = None
    end_text: str | None = None
    start_known: bool = True
    how: str | None = None
    inferred: bool = False
    last_attested: datetime | None = None
    confidence: str = "reported"
    disputed: bool = False
    events: tuple[str, ...] = ()
    start_events: tuple[str, ...] = ()
    end_events: tuple[str, ...] = ()


COLUMNS = tuple(Stake.__dataclass_fields__.keys() - {"start", "end"})


def stake(row: Mapping[str, Any]) -> Stake:
    """A stake from a row of the projection, by column."""
    return runs.from_row(Stake, COLUMNS, row)


@dataclass(frozen=True, slots=True)
class Link(Run[Stake]):
    """One entity's hold on another at a moment, by one or more stakes that meet."""

    @property
    def share(self) -> Share | None:
        """While one share changes into another, from the least that either allows to the most."""
        told = [one.share for one in self.likely if one.kind == self.last.kind]
        known = [share for share in told if share]
        if len(known) < len(told):
            return None
        least, most = ([share.get(end) for share in known] for end in ("min", "max"))
        return {
            "min": min(filter(None, least), key=Decimal) if all(least) else None,
            "max": max(filter(None, most), key=Decimal) if all(most) else None,
        }

    @property
    def strength(self) -> tuple[bool, int, Decimal]:
        """Sort key: certain before possible, the strongest kind and the largest share first."""
        share = self.last.share or {}
        least = share.get("min") or share.get("max") or "0"
        rank = STRONGEST_FIRST.index(self.last.kind)
        return self.presence != "certain", rank, -Decimal(least)


def pair(stake: Stake) -> tuple[str, str]:
    return stake.controller, stake.controlled


def by_pair(stakes: Iterable[Stake]) -> dict[tuple[str, str], list[Stake]]:
    """In order of time."""
    pairs: dict[tuple[str, str], list[Stake]] = defaultdict(list)
    for one in sorted(stakes, key=runs.in_time):
        pairs[pair(one)].append(one)
    return pairs


def links(stakes: Iterable[Stake], instant: datetime) -> list[Link]:
    """What held at an instant, the strongest first."""
    found = [
        Link(run.states, run.presence, run.likely)
        for of_pair in by_pair(stakes).values()
        for run in runs.runs(of_pair, instant)
    ]
    return sorted(found, key=lambda link: (link.strength, pair(link.last)))
