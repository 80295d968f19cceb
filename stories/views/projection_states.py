"""How far the projections are, what waits, and what is being rebuilt."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from events.log.read import head
from stories.engine import books
from stories.engine.rebuild import share
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, ProjectionState, Rebuild
from stories.views.shapes import Json, instant_json


def projection_states() -> Json:
    books.open_books()
    last = head()
    states = {state.name: state for state in ProjectionState.objects.all()}
    rebuilds = {
        rebuild.projection: rebuild for rebuild in Rebuild.objects.order_by("requested_at", "pk")
    }
    places = _places(states)
    waiting = _waiting(states)
    results = [
        {
            "name": name,
            "version": state.version,
            "current": state.version == projection.version,
            "generation": state.generation,
            "position": places[name],
            "head": last,
            "behind": max(last - places[name], 0),
            "parked": waiting[name],
            "rebuild": rebuild_json(rebuilds[name]) if name in rebuilds else None,
        }
        for name, projection in projections().items()
        if (state := states.get(name))
    ]
    return {"results": results, "next": None, "head": last}


def rebuild_json(rebuild: Rebuild) -> Json:
    progress = share(rebuild)
    return {
        "projection": rebuild.projection,
        "status": rebuild.status,
        "generation": rebuild.generation,
        "target": rebuild.target,
        "done": progress.done,
        "total": progress.total,
        "detail": rebuild.detail,
        "requested_at": instant_json(rebuild.requested_at),
        "finished_at": instant_json(rebuild.finished_at),
    }


def _places(states: dict[str, ProjectionState]) -> dict[str, int]:
    """The position that all slices of the live generation have reached."""
    places: dict[str, list[int]] = defaultdict(list)
    for one in Checkpoint.objects.all():
        state = states.get(one.projection)
        if state and state.generation == one.generation:
            places[one.projection].append(one.position)
    return {name: min(places[name], default=0) for name in states}


def _waiting(states: dict[str, ProjectionState]) -> dict[str, list[dict[str, Any]]]:
    waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in ParkedTrack.objects.order_by("projection", "track"):
        state = states.get(one.projection)
        if state and state.generation == one.generation:
            waiting[one.projection].append(
                {"track": one.track, "position": one.position, "error": one.error}
            )
    return waiting
