"""Facts told in a line each, for tests that read like a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from events.disputes import Dispute, Verdict
from events.facts import Fact
from events.types import decode, entities
from events.when import read_occurred

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
) -> Fact:
    """The effective fact at a position: `disputed` says what is disputed of it, `verdicts` what was
    and is settled.
    """
    decoded = decode(type, 1, data)
    when = None
    if occurred is not None:
        when = read_occurred(occurred, timezone=timezone, published=None, recorded_at=RECORDED)
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
    )


def event_id(position: int) -> UUID:
    return UUID(int=position)
