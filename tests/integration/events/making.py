"""Events for the tests of the log, which looks into none."""

from typing import Any
from uuid import UUID

from uuid6 import uuid7

from events.log.append import NewEvent


def new_id() -> UUID:
    return UUID(int=uuid7().int)


def new_event(
    entity: str = "openai",
    *,
    stream: str | None = None,
    id: UUID | None = None,
    amends: UUID | None = None,
    type: str = "happening.recorded",
    introduces: tuple[str, str] | None = None,
    expected_version: int | None = None,
    **data: Any,
) -> NewEvent:
    chosen = id or new_id()
    mentions = [entity] if amends else [entity, str(chosen)]
    return NewEvent(
        id=chosen,
        type="event.retracted" if amends else type,
        schema=1,
        stream=stream or f"organization/{entity}",
        root=amends or chosen,
        content={
            "occurred": "2023-11-17",
            "timezone": "America/Los_Angeles",
            "data": data | ({"event": str(amends)} if amends else {}),
            "citations": [{"source": "blog", "quote": "“…” \u2028 é 😀"}],
            "stories": [],
        },
        mentions=mentions,
        introduces=introduces,
        expected_version=expected_version,
    )
