"""A track that cannot be digested waits alone; the rest goes on; a retry catches up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from events.facts import Fact
from stories.engine.parking import retry
from stories.engine.registry import projection
from stories.models import ParkedTrack, row_model
from tests.integration.stories.engine.conftest import appointment, catch_up, departure, fact
from tests.integration.stories.engine.snapshot import snapshot


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have derive fail for OpenAI from its first departure on; gives what mends it."""
    derive = projection("tenures").derive

    def fails(track: str, facts: Sequence[Fact]) -> Iterable[Any]:
        if track == "openai" and any(f.type == "person.departed" for f in facts):
            raise ZeroDivisionError("no such thing")
        return derive(track, facts)

    monkeypatch.setattr(projection("tenures"), "derive", fails, raising=False)
    return monkeypatch.undo


def test_a_poison_event_parks_its_track_alone_and_a_retry_catches_up(
    tell: Callable[..., int], poison: Callable[[], None]
) -> None:
    tell(
        {
            "type": "organization.introduced",
            "data": {"organization": "tesla", "name": "Tesla", "kind": "company"},
        }
    )
    tell(appointment("sam-altman", "2019-03"))
    bad = tell(departure("sam-altman", "2023-11-17"))
    tell(
        appointment("mira-murati", "2023-11-17"),
        fact("person.appointed", "2020", person="mira-murati", organization="tesla", post="cto"),
    )
    catch_up()
    parked = ParkedTrack.objects.get()
    assert (parked.track, parked.position) == ("openai", bad)
    assert "ZeroDivisionError: no such thing" in parked.error
    rows = row_model("tenures")._default_manager.filter(known_to=None)
    assert sorted(rows.values_list("organization", "person")) == [
        ("openai", "sam-altman"),
        ("tesla", "mira-murati"),
    ]

    assert retry("tenures").parked == ["openai"]
    poison()
    assert retry("tenures").mended == ["openai"]
    assert not ParkedTrack.objects.exists()
    caught_up = snapshot("tenures")
    row_model("tenures")._default_manager.all().delete()
    from stories.models import Checkpoint

    Checkpoint.objects.update(position=0)
    catch_up()
    assert snapshot("tenures") == caught_up
