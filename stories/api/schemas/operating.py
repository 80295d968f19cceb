"""Projections, and what is done about them."""

from __future__ import annotations

from events.api.json_schema import IDS, NOTHING, NUMBER, TEXT, TIME, WHOLE, array, maybe, obj

PROJECTION = obj(
    "Projection",
    name=TEXT,
    version=WHOLE,
    code_version=WHOLE,
    generation=WHOLE,
    slices=WHOLE,
    position=WHOLE,
    lag=WHOLE,
    lag_seconds=NUMBER,
    advanced_at=maybe(TIME),
    parked=array(obj(track=TEXT, position=WHOLE, error=TEXT, parked_at=TIME)),
    rebuild=maybe(
        obj(
            status=TEXT,
            generation=WHOLE,
            target=WHOLE,
            done=WHOLE,
            total=WHOLE,
            detail=TEXT,
            requested_at=TIME,
            finished_at=maybe(TIME),
        )
    ),
)
PROJECTIONS = obj(results=array(PROJECTION), next=NOTHING)
RETRIED = obj(projection=TEXT, mended=IDS, parked=IDS)
