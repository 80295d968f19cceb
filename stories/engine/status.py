"""How the projections stand: position, lag, parked tracks, the latest rebuild."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Sum

from events.when import utc_text
from stories.engine.checkpoints import enter_projections
from stories.engine.lag import lags
from stories.engine.registry import UnknownProjection, projections
from stories.models import Checkpoint, ParkedTrack, ProjectionState, Rebuild

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Status:
    """One projection's state. `lag` counts events of the log not yet taken up, `lag_seconds` says
    how long the first of them has waited; `version` is that of the rules which derived the rows,
    `code_version` that of the present ones."""

    name: str
    version: int
    code_version: int
    generation: int
    slices: int
    position: int
    lag: int
    lag_seconds: float
    advanced_at: str | None
    parked: list[Json]
    rebuild: Json | None

    def as_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def due(self) -> bool:
        """Whether a rebuild would derive the rows by other rules than they were."""
        return self.version != self.code_version

    def rebuild_told(self) -> str:
        told = str(self.rebuild["status"]) if self.rebuild else "never"
        if self.rebuild and told == Rebuild.Status.BUILDING:
            return f"{told} {self.rebuild['done']}/{self.rebuild['total']}"
        return f"{told}, due" if self.due else told


def statuses() -> list[Status]:
    """All projections, in order of their names: five queries, however many there are."""
    states = _states()
    rules = projections()
    behind = {lag.projection: lag for lag in lags()}
    slices = _of_live(states, Checkpoint.objects.order_by("slice"))
    parked = _of_live(states, ParkedTrack.objects.order_by("track"))
    rebuilds = _latest_rebuilds()
    return [
        Status(
            name=name,
            version=state.version,
            code_version=rules[name].version,
            generation=state.generation,
            slices=len(slices[name]),
            position=behind[name].position,
            lag=behind[name].lag_events,
            lag_seconds=round(behind[name].lag_seconds, 1),
            advanced_at=_text(max(one.advanced_at for one in slices[name])),
            parked=[_parked(one) for one in parked[name]],
            rebuild=rebuilds.get(name),
        )
        for name, state in states.items()
    ]


def due() -> list[str]:
    """The projections whose rules have changed since they were derived."""
    return [one.name for one in statuses() if one.due]


def status(name: str) -> Status:
    """One projection. Raises UnknownProjection."""
    found = next((one for one in statuses() if one.name == name), None)
    if found is None:
        raise UnknownProjection(name)
    return found


def _states() -> dict[str, ProjectionState]:
    found = ProjectionState.objects.in_bulk()
    if projections().keys() - found.keys():
        enter_projections()
        found = ProjectionState.objects.in_bulk()
    return {name: found[name] for name in projections()}


def _of_live(states: dict[str, ProjectionState], rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        state = states.get(row.projection)
        if state is not None and row.generation == state.generation:
            found[row.projection].append(row)
    return found


def _parked(one: ParkedTrack) -> Json:
    return {
        "track": one.track,
        "position": one.position,
        "error": one.error,
        "parked_at": utc_text(one.parked_at),
    }


def _latest_rebuilds() -> dict[str, Json]:
    latest = Rebuild.objects.values("projection").annotate(last=Max("id"))
    found = Rebuild.objects.filter(id__in=latest.values("last")).annotate(
        done=Sum("parts__done"), total=Sum("parts__total")
    )
    return {one.projection: _rebuild(one) for one in found}


def _rebuild(latest: Any) -> Json:
    return {
        "status": latest.status,
        "generation": latest.generation,
        "target": latest.target,
        "done": int(latest.done),
        "total": int(latest.total),
        "detail": latest.detail,
        "requested_at": utc_text(latest.requested_at),
        "finished_at": _text(latest.finished_at),
    }


def _text(instant: datetime | None) -> str | None:
    return utc_text(instant) if instant else None
