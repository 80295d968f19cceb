"""What the page shows of a projection."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.desk.operations import progress
from stories.engine.status import Json, Status, status, statuses
from stories.models import Rebuild

SHOWN = 20
"""Parked tracks with their errors on the page; there may be thousands."""


@dataclass(frozen=True, slots=True)
class Card:
    status: Status

    @property
    def name(self) -> str:
        return self.status.name

    @property
    def state(self) -> str:
        """The badge: the worst of what is the case."""
        if self.status.parked:
            return "parked"
        return "behind" if self.status.lag else "ok"

    @property
    def building(self) -> bool:
        return self._rebuild_is(Rebuild.Status.BUILDING)

    @property
    def refused(self) -> bool:
        return self._rebuild_is(Rebuild.Status.REFUSED)

    @property
    def percent(self) -> int:
        rebuild = self.status.rebuild
        return progress.percent(rebuild["done"], rebuild["total"]) if rebuild else 0

    @property
    def step(self) -> int:
        return progress.step(self.percent)

    @property
    def parked_shown(self) -> list[Json]:
        return self.status.parked[:SHOWN]

    @property
    def parked_beyond(self) -> int:
        return max(len(self.status.parked) - SHOWN, 0)

    @property
    def last_error(self) -> str:
        """Of the track that was parked last, else of a rebuild that was refused."""
        if self.status.parked:
            return str(max(self.status.parked, key=lambda one: one["parked_at"])["error"])
        rebuild = self.status.rebuild
        return str(rebuild["detail"]) if rebuild and self.refused else ""

    def to_announce(self, said: int) -> str:
        """What has changed since somebody was told of so many percent; empty if not enough."""
        if self.building:
            told = f"Rebuild of {self.name}: {self.percent} percent"
            return told if self.step > said else ""
        rebuild = self.status.rebuild or {"status": "never"}
        return f"Rebuild of {self.name}: {rebuild['status']}"

    def _rebuild_is(self, state: Rebuild.Status) -> bool:
        rebuild = self.status.rebuild
        return rebuild is not None and bool(rebuild["status"] == state)


def cards() -> list[Card]:
    return [Card(one) for one in statuses()]


def card(name: str) -> Card:
    """Raises UnknownProjection."""
    return Card(status(name))
