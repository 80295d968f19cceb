"""Checking that the log is what was appended."""

from collections.abc import Callable
from uuid import UUID

from events.log.canonical import GENESIS, chained_hash
from events.log.connection import plain_cursor
from events.log.read import head, stream_log
from events.recorded import RecordedEvent
from events.types.registry import event_types

Progress = Callable[[int, int], None]  # events checked, of how many
REPORT_EVERY = 500

# What is derived from the events and kept beside them must lead back to them.
_FIRST_STRAY = """
SELECT min(position) FROM (
    SELECT mention.position FROM events_mention mention
    LEFT JOIN events_event event ON event.position = mention.position
    WHERE event.root IS DISTINCT FROM mention.root
    UNION ALL
    SELECT entity.position FROM events_entity entity
    LEFT JOIN events_event event ON event.position = entity.position
    WHERE event.type IS NULL
) AS stray
"""


def verify(progress: Progress | None = None) -> int | None:
    """The first position that is missing or not as it was appended; None if there is none.

    It cannot know of events cut off at the end: compare the last hash with one noted elsewhere.
    """
    upto = head()
    previous = GENESIS
    position = 0
    amendments: dict[UUID, UUID] = {}
    for position, event in enumerate(stream_log(upto), start=1):
        if event.position != position or not _intact(event, previous, amendments):
            return position
        previous = event.hash
        if progress and (position % REPORT_EVERY == 0 or position == upto):
            progress(position, upto)
    return _first_stray()


def _intact(event: RecordedEvent, previous: bytes, amendments: dict[UUID, UUID]) -> bool:
    try:
        return chained_hash(previous, event) == event.hash and _well_rooted(event, amendments)
    except (ValueError, KeyError, TypeError):
        return False  # no event that was appended lacks a canonical form or a target


def _well_rooted(event: RecordedEvent, amendments: dict[UUID, UUID]) -> bool:
    """The root is not hashed, as it follows from the data: an amendment has its target's."""
    declared = event_types().get(event.type)
    if declared is None:  # a type of a part that is no longer installed
        return True
    if declared.kind != "editorial":
        return event.root == event.id
    target = UUID(event.content["data"]["event"])
    amendments[event.id] = amendments.get(target, target)
    return event.root == amendments[event.id]


def _first_stray() -> int | None:
    with plain_cursor() as cursor:
        row = cursor.execute(_FIRST_STRAY).fetchone()
    return row[0] if row else None
