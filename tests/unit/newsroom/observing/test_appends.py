"""What the log of a process says of a batch."""

from __future__ import annotations

import logging

import pytest

from newsroom.observing import appends


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_line_tells_all_positions_and_no_more_ids_than_a_line_can_hold(
    caplog: pytest.LogCaptureFixture, size: int
) -> None:
    events = [{"id": f"id-{position}", "position": position} for position in range(7, 7 + size)]
    with caplog.at_level(logging.INFO, appends.__name__):
        appends.observe(events, 0.0123456789)
    [told] = caplog.records
    assert told.getMessage() == f"recorded positions 7 to {6 + size}"
    extra = told.__dict__
    assert extra["positions"] == [7, 6 + size]
    assert extra["events"] == [f"id-{position}" for position in range(7, 7 + min(size, 100))]
    assert extra["seconds"] == 0.012346
