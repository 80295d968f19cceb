"""What a projection says of an undecoded event, by which a slice passes over those of others."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from events.facts import effective
from events.recorded import RecordedEvent
from stories.engine.projection import Every, Projection, Within, home
from stories.engine.registry import projections

GOLDENS = sorted((Path(__file__).parents[1] / "events" / "golden").glob("*.json"))
ID = UUID(int=1)


@pytest.mark.parametrize("projection", projections().values(), ids=lambda each: each.name)
@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_the_homes_told_are_those_of_all_its_tracks(projection: Projection, path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    content = {"data": kept["data"], "occurred": "2020", "timezone": "UTC"}
    recorded = (datetime(2024, 1, 1, tzinfo=UTC), "desk", ID, content, b"")
    event = RecordedEvent(1, ID, "story/one", 1, kept["type"], kept["schema"], *recorded)
    told = projection.homes_of(event)
    if projection.types is not None and event.type not in projection.types:
        return
    for place in projection.places(effective([event])):
        if isinstance(place, Every):
            assert told is None, "it bears on tracks of whatever home"
        else:
            track = place.track if isinstance(place, Within) else place
            assert told is None or home(track) in told


def test_what_is_told_of_posts_concerns_the_slice_of_the_organisation_alone() -> None:
    appointed = {"organization": "acme", "person": "ann", "post": "ceo", "replaces": "bob"}
    recorded = (datetime(2024, 1, 1, tzinfo=UTC), "desk", ID, {"data": appointed}, b"")
    event = RecordedEvent(1, ID, "organization/acme", 1, "person.appointed", 1, *recorded)
    for name in ("tenures", "contradictions"):
        assert projections()[name].homes_of(event) == ("acme",)
