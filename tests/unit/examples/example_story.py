"""The example story as the views have it once it is loaded, without a database."""

from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from events.effective import effective
from events.facts import Fact
from events.history import History
from events.recorded import RecordedEvent
from events.storyfile import read
from events.types import Envelope, decode, event_type
from stories.engine.fold import fold
from stories.projections.tenures import TenureRow, Tenures
from stories.views.seats import COLUMNS, Seat

STORY = read(Path(__file__).parents[3] / "examples" / "openai-leadership.yaml")
RECORDED_AT = datetime(2023, 11, 19, tzinfo=UTC)
ZONE = "America/Los_Angeles"


def recorded() -> list[list[RecordedEvent]]:
    """Each original with what amends it."""
    by_root: dict[UUID, list[RecordedEvent]] = defaultdict(list)
    for position, raw in enumerate(STORY.envelopes, start=1):
        envelope = Envelope.model_validate(raw)
        data = decode(envelope.type, None, envelope.data)
        own = UUID(raw["id"])
        amends = event_type(envelope.type).kind == "editorial"
        root = UUID(raw["data"]["event"]) if amends else own
        content = {"timezone": ZONE} | {
            name: value for name, value in raw.items() if name not in ("id", "type")
        }
        by_root[root].append(
            RecordedEvent(
                position=position,
                id=own,
                stream="",
                version=0,
                type=data.type,
                schema=data.schema_version,
                recorded_at=RECORDED_AT,
                recorded_by="",
                root=root,
                content=content,
                hash=b"",
            )
        )
    return list(by_root.values())


def facts() -> list[Fact]:
    return [effective(events) for events in recorded()]


@cache
def rows() -> list[TenureRow]:
    """The tenures that are open once all is told."""
    history = History(event for events in recorded() for event in events)
    changes = fold(Tenures(), history, history.positions(), standing=lambda track: ())
    assert not changes.parked, changes.parked
    standing = (version.row for version in changes.opened if version.known_to is None)
    return [row for row in standing if isinstance(row, TenureRow)]


def seats(organization: str) -> list[Seat]:
    """The tenures in an organisation."""
    return [_seat(row) for row in rows() if row.organization == organization]


def _seat(row: TenureRow) -> Seat:
    columns: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    for name in ("events", "start_events", "end_events"):
        columns[name] = tuple(columns[name])
    return Seat(start=row.start, end=row.end, **columns)
