"""What a projection says of an undecoded event, by which a slice passes over those of others."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from events.effective import effective
from events.recorded import RecordedEvent
from events.types import references
from stories.engine.projection import Every, Projection, Within, home
from stories.engine.registry import projections

GOLDENS = sorted((Path(__file__).parents[1] / "events" / "golden").glob("*.json"))
ID = UUID(int=1)


every_projection = pytest.mark.parametrize(
    "projection", projections().values(), ids=lambda each: each.name
)
every_golden = pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)


def golden(path: Path) -> RecordedEvent:
    kept = json.loads(path.read_text(encoding="utf-8"))
    content = {"data": kept["data"], "occurred": "2020", "timezone": "UTC"}
    recorded = (datetime(2024, 1, 1, tzinfo=UTC), "desk", ID, content, b"")
    return RecordedEvent(1, ID, "story/one", 1, kept["type"], kept["schema"], *recorded)


@every_projection
@every_golden
def test_the_homes_told_are_those_of_all_its_tracks(projection: Projection, path: Path) -> None:
    event = golden(path)
    told = projection.homes_of(event)
    if projection.types is not None and event.type not in projection.types:
        return
    for place in projection.places(effective([event])):
        if isinstance(place, Every):
            assert told is None, "it bears on tracks of whatever home"
        else:
            track = place.track if isinstance(place, Within) else place
            assert told is None or home(track) in told


@every_projection
@every_golden
def test_what_touches_a_track_is_read(projection: Projection, path: Path) -> None:
    """Events of other types than a projection names are passed over before they are decoded."""
    event = golden(path)
    if list(projection.places(effective([event]))):
        assert projection.types is None or event.type in projection.types


@every_projection
@every_golden
def test_what_bears_on_other_tracks_is_said_to(projection: Projection, path: Path) -> None:
    event = golden(path)
    if any(isinstance(place, Every) for place in projection.places(effective([event]))):
        assert event.type in projection.wide


@every_projection
@every_golden
def test_what_is_at_home_with_one_kind_alone_names_no_other_home(
    projection: Projection, path: Path
) -> None:
    """A rebuild looks for the tracks of such events with that kind only."""
    event = golden(path)
    if event.type in projection.homed:
        fact = effective([event])
        kind = projection.homes.removesuffix(".introduced")
        of_kind = {ref.id for ref in references(fact.data) if ref.role == kind}
        for place in projection.places(fact):
            if not isinstance(place, Every):
                track = place.track if isinstance(place, Within) else place
                assert home(track) in of_kind


def test_what_is_told_of_posts_concerns_the_slice_of_the_organisation_alone() -> None:
    appointed = {"organization": "acme", "person": "ann", "post": "ceo", "replaces": "bob"}
    recorded = (datetime(2024, 1, 1, tzinfo=UTC), "desk", ID, {"data": appointed}, b"")
    event = RecordedEvent(1, ID, "organization/acme", 1, "person.appointed", 1, *recorded)
    for name in ("tenures", "contradictions"):
        assert projections()[name].homes_of(event) == ("acme",)
