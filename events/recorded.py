"""An event as it stands in the log."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class RecordedEvent(NamedTuple):
    """One row of the log as read.

    `content` holds the client's part of the envelope, those fields that were given: `data`,
    `citations` and `stories`, and where there are any `occurred`, `timezone` (resolved),
    `confidence`, `note`, `correlation` and `causation`.

    `root` is the id of the original event that this one amends; an original is its own root.
    """

    position: int
    id: UUID
    stream: str
    version: int
    type: str
    schema: int
    recorded_at: datetime
    recorded_by: str
    root: UUID
    content: dict[str, Any]
    hash: bytes
