"""Which events stand after retractions and reinstatements, themselves retractable."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from events.effective import in_effect
from events.recorded import RecordedEvent


def history(*acts: tuple[str, int]) -> list[RecordedEvent]:
    """A fact, number 0, then what acts on it (type, target's number)."""
    rows = [("person.died", 0), *acts]
    return [
        RecordedEvent(
            position=number,
            id=UUID(int=number),
            stream="person/a",
            version=number,
            type=f"event.{kind}" if number else kind,
            schema=1,
            recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
            recorded_by="ada",
            root=UUID(int=0),
            content={"data": {"event": str(UUID(int=target))}},
            hash=b"",
        )
        for number, (kind, target) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("acts", "standing"),
    [
        ([], {0}),
        ([("retracted", 0)], {1}),
        ([("retracted", 0), ("reinstated", 0)], {0, 1, 2}),
        ([("retracted", 0), ("retracted", 1)], {0, 2}),
        ([("retracted", 0), ("retracted", 1), ("reinstated", 1)], {1, 2, 3}),
        ([("corrected", 0), ("retracted", 1)], {0, 2}),
        ([("retracted", 0), ("reinstated", 0), ("retracted", 2)], {1, 3}),
    ],
)
def test_the_latest_that_stands_counts(acts: list[tuple[str, int]], standing: set[int]) -> None:
    assert {event.int for event in in_effect(history(*acts))} == standing
