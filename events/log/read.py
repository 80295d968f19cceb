"""Reading the log, always in the order of positions."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from events.log.connection import log_cursor
from events.recorded import RecordedEvent

_COLUMNS = (
    "position, id, stream, version, type, schema, recorded_at, recorded_by, root, content, hash"
)
_TYPES = [
    *("int8", "uuid", "text", "int4", "text", "int2", "timestamptz"),  # position to recorded_at
    *("text", "uuid", "jsonb", "bytea"),
]
_SELECT = f"SELECT {_COLUMNS} FROM events_event"  # noqa: S608 - constants only
_RECORDED_AT = 6
# The pair that events/sql/append.sql locks.
APPEND_LOCK = "1702258030, 1"
# Large enough for COPY to pay, small enough to hold in memory at once.
_COPIED_AT_ONCE = 2_000


def head() -> int:
    """The last position; 0 while nothing is recorded."""
    return int(_value("SELECT coalesce(max(position), 0) FROM events_event"))


def position_at(instant: datetime) -> int:
    """The last position recorded at or before an instant; 0 if none was.

    An append under way may have been stamped before the instant and not be visible yet. Where the
    end of the log is concerned, it is waited for: the answer for an instant never changes.
    """
    position, is_last = _position_at(instant)
    if is_last:
        with log_cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock_shared({APPEND_LOCK})")
        position, _ = _position_at(instant)
    return position


def recorded_at(position: int) -> datetime:
    """When the event at a position was recorded, in UTC; of position 0 the beginning of time."""
    if position == 0:
        return datetime.min.replace(tzinfo=UTC)
    recorded: datetime = _value(
        "SELECT recorded_at FROM events_event WHERE position = %s", position
    )
    return recorded.astimezone(UTC)


def read_after(position: int, limit: int) -> list[RecordedEvent]:
    return _events("WHERE position > %s ORDER BY position LIMIT %s", position, limit)


def event_by_id(id: UUID) -> RecordedEvent | None:
    return next(iter(_events("WHERE id = %s", id)), None)


def events_by_ids(ids: Iterable[UUID]) -> list[RecordedEvent]:
    return _events("WHERE id = ANY(%s) ORDER BY position", list(ids))


def events_of_roots(roots: Iterable[UUID], upto: int | None) -> list[RecordedEvent]:
    """The originals and every amendment to them."""
    return _events(
        "WHERE root = ANY(%s) AND (%s::bigint IS NULL OR position <= %s) ORDER BY position",
        list(roots),
        upto,
        upto,
    )


def events_of_types(types: Iterable[str], upto: int) -> list[RecordedEvent]:
    return _events("WHERE type = ANY(%s) AND position <= %s ORDER BY position", list(types), upto)


def roots_mentioning(
    entities: Iterable[str], upto: int, *, types: Iterable[str] | None = None
) -> set[UUID]:
    """The facts (of some types) that name one of the entities, originally or by an amendment."""
    statement = "SELECT DISTINCT root FROM events_mention WHERE entity = ANY(%s) AND position <= %s"
    parameters: list[Any] = [list(entities), upto]
    if types is not None:
        statement += " AND EXISTS (SELECT FROM events_event e WHERE e.id = root AND type = ANY(%s))"
        parameters.append(list(types))
    with log_cursor() as cursor:
        cursor.execute(statement, parameters, binary=True)
        return {root for (root,) in cursor}


def events_mentioning(entities: Iterable[str], upto: int) -> list[RecordedEvent]:
    """The facts that name one of the entities, each with every amendment to it."""
    return _events(
        "WHERE root IN (SELECT root FROM events_mention WHERE entity = ANY(%s) AND position <= %s)"
        " AND position <= %s ORDER BY position",
        list(entities),
        upto,
        upto,
    )


def intervening(stream: str, after_version: int) -> list[RecordedEvent]:
    """What happened to a stream since it had this version."""
    return _events("WHERE stream = %s AND version > %s ORDER BY position", stream, after_version)


def stream_log(upto: int | None = None, *, after: int = 0) -> Iterator[RecordedEvent]:
    """The whole log, as fast as it can be read. Other queries may be made in between: it is copied
    a stretch at a time, which is safe because what is written never changes."""
    last = head() if upto is None else upto
    for start in range(after, last, _COPIED_AT_ONCE):
        yield from _copied(start, min(start + _COPIED_AT_ONCE, last))


def _copied(after: int, upto: int) -> list[RecordedEvent]:
    selection = f"{_SELECT} WHERE position > %s AND position <= %s ORDER BY position"
    with (
        log_cursor() as cursor,
        cursor.copy(f"COPY ({selection}) TO STDOUT (FORMAT BINARY)", (after, upto)) as copy,
    ):
        copy.set_types(_TYPES)
        return [_recorded(row) for row in copy.rows()]


def _events(condition: str, *parameters: Any) -> list[RecordedEvent]:
    with log_cursor() as cursor:
        cursor.execute(f"{_SELECT} {condition}", parameters, binary=True)
        return [_recorded(row) for row in cursor.fetchall()]


def _recorded(row: tuple[Any, ...]) -> RecordedEvent:
    """The session's time zone is of no concern to a reader of the log."""
    if row[_RECORDED_AT].tzinfo is not UTC:
        row = (*row[:_RECORDED_AT], row[_RECORDED_AT].astimezone(UTC), *row[_RECORDED_AT + 1 :])
    return RecordedEvent(*row)


def _position_at(instant: datetime) -> tuple[int, bool]:
    with log_cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT position FROM events_event WHERE recorded_at <= %s"
            " ORDER BY recorded_at DESC LIMIT 1), 0),"
            " NOT EXISTS (SELECT FROM events_event WHERE recorded_at > %s)",
            (instant, instant),
            binary=True,
        )
        [(position, is_last)] = cursor.fetchall()
    return position, is_last


def _value(statement: str, *parameters: Any) -> Any:
    with log_cursor() as cursor:
        [(value,)] = cursor.execute(statement, parameters, binary=True).fetchall()
    return value
