"""What appending would change is told from the log, however far the views have got."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from events.log.read import head
from events.recording.service import prepare
from stories.engine.advance import catch_up
from stories.engine.preview import preview
from tests.integration.stories.engine.conftest import appointment, departure


def previewed(*envelopes: dict[str, Any]) -> dict[str, list[tuple[str, bool]]]:
    """By kind, whose tenure opens or closes, and whether it has an end."""
    drafts = prepare(list(envelopes), recorded_by="desk", after=head())
    told = preview([draft.provisional for draft in drafts])
    return {
        kind: [(row["person"], row["end"] is not None) for row in rows]
        for kind, rows in told.items()
        if kind != "contradictions"
    }


@pytest.mark.parametrize("caught_up", [False, True])
def test_a_departure_closes_the_open_tenure(tell: Callable[..., int], caught_up: bool) -> None:
    tell(appointment("sam-altman", "2019-03"))
    if caught_up:
        catch_up()
    assert previewed(departure("sam-altman", "2023-11-17")) == {
        "opens": [("sam-altman", True)],
        "closes": [("sam-altman", False)],
    }


def test_what_passes_within_the_batch_is_not_told(tell: Callable[..., int]) -> None:
    batch = [appointment("sam-altman", "2019-03"), departure("sam-altman", "2023-11-17")]
    assert previewed(*batch) == {"opens": [("sam-altman", True)], "closes": []}


def test_what_changes_nothing(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    founding = {"type": "person.introduced", "data": {"person": "ada", "name": "Ada"}}
    assert previewed(founding) == {"opens": [], "closes": []}
