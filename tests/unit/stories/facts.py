"""Facts told in a line each, for tests that read like a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from events.disputes import Dispute, Verdict
from events.facts import Fact
from events.types import decode, entities
from events.when import When, read_occurred

RECORDED = datetime(2024, 1, 1, 12, tzinfo=UTC)
NOTHING: Mapping[str, Verdict] = {}


def fact(
    position: int,
    type: str,
    occurred: str | dict[str, Any] | None,
    data: dict[str, Any],
    *,
    timezone: str = "UTC",
    confidence: str | None = "reported",
    disputed: Sequence[str] = (),
    verdicts: Mapping[str, Verdict] = NOTHING,
    refuted: str | None = None,
) -> Fact:
    """The effective fact at a position: `disputed` says what is disputed of it, `verdicts` what was
    and is settled, `refuted` when it did not happen.
    """
    decoded = decode(type, 1, data)

    def read(time: str | dict[str, Any] | None) -> When | None:
        return (
            None
            if time is None
            else read_occurred(time, timezone=timezone, published=None, recorded_at=RECORDED)
        )

    when, denied = read(occurred), read(refuted)
    disputes = tuple(
        Dispute(UUID(int=10**6 + position), what, "another account")  # type: ignore[arg-type]
        for what in disputed
    )
    return Fact(
        id=event_id(position),
        position=position,
        type=type,
        data=decoded,
        when=when,
        citations=(),
        confidence=confidence if when else None,
        stories=(),
        note=None,
        recorded_at=RECORDED,
        recorded_by="desk",
        status="disputed" if disputes else "standing",
        disputes=disputes,
        amendments=(),
        entities=entities(decoded),
        merged={},
        verdicts=verdicts,
        refuted=denied.window if denied else None,
    )


def event_id(position: int) -> UUID:
    return UUID(int=position)
