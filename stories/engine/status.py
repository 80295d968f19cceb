"""How the projections stand: position, lag, parked tracks, the latest rebuild."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Min

from events.log import read
from events.when import utc_text
from stories.engine import books, rebuild
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, ProjectionState, Rebuild


@dataclass(frozen=True, slots=True)
class Status:
    """One projection's state. `lag` counts events of the log not yet taken up."""

    name: str
    version: int
    generation: int
    slices: int
    position: int
    lag: int
    parked: list[dict[str, Any]]
    rebuild: dict[str, Any] | None

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def rebuild_told(self) -> str:
        if self.rebuild is None:
            return "never"
        told = f"{self.rebuild['status']}"
        if self.rebuild["status"] == Rebuild.Status.BUILDING:
            told += f" {self.rebuild['done']}/{self.rebuild['total']}"
        return told


def statuses() -> list[Status]:
    """All projections, in order of their names. A few queries for each."""
    books.open_books()
    head = read.head()
    return [_status(name, head) for name in projections()]


def status(name: str) -> Status:
    """One projection. Raises UnknownProjection."""
    return next(one for one in statuses() if one.name == name)


def _status(name: str, head: int) -> Status:
    state = ProjectionState.objects.get(name=name)
    checkpoints = Checkpoint.objects.filter(projection=name, generation=state.generation)
    position = checkpoints.aggregate(reached=Min("position"))["reached"]
    parked = ParkedTrack.objects.filter(projection=name, generation=state.generation)
    latest = Rebuild.objects.filter(projection=name).order_by("-id").first()
    return Status(
        name=name,
        version=state.version,
        generation=state.generation,
        slices=checkpoints.count(),
        position=position,
        lag=max(head - position, 0),
        parked=[
            {
                "track": one.track,
                "position": one.position,
                "error": one.error,
                "parked_at": utc_text(one.parked_at),
            }
            for one in parked.order_by("track")
        ],
        rebuild=_rebuild(latest) if latest else None,
    )


def _rebuild(latest: Rebuild) -> dict[str, Any]:
    share = rebuild.share(latest)
    return {
        "status": latest.status,
        "generation": latest.generation,
        "target": latest.target,
        "done": share.done,
        "total": share.total,
        "detail": latest.detail,
        "requested_at": utc_text(latest.requested_at),
        "finished_at": utc_text(latest.finished_at) if latest.finished_at else None,
    }
