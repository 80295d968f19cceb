"""Reading the log, always in the order of positions."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from psycopg.sql import Literal

from events.log.connection import fetch, log_cursor, plain_cursor, reading_from
from events.recorded import RecordedEvent

_COLUMNS = (
    "position, id, stream, version, type, schema, recorded_at, recorded_by, root, content, hash"
)
_SELECT = f"SELECT {_COLUMNS} FROM events_event"  # noqa: S608 - constants only
_RECORDED_AT = 6
# The pair that events/sql/append.sql locks.
APPEND_LOCK = "1702258030, 1"
# Large enough for round trips not to matter, small enough to hold in memory at once.
_READ_AT_ONCE = 2_000


def head() -> int:
    """The last position; 0 while nothing is recorded."""
    return int(_value("SELECT coalesce(max(position), 0) FROM events_event"))


def position_at(instant: datetime) -> int:
    """The last position recorded at or before an instant; 0 if none was.

    An append under way may have been stamped before the instant and not be visible yet. Where the
    end of the log is concerned, it is waited for: the answer for an instant never changes. Of where
    that end is a replica knows nothing, so the primary is asked.
    """
    position, is_last = _position_at(instant)
    if is_last:
        with reading_from(DEFAULT_DB_ALIAS):
            with plain_cursor() as cursor:
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
    """The first events after a position, in order, `limit` at the most."""
    return _events("WHERE position > %s ORDER BY position LIMIT %s", position, limit)


def read_between(after: int, upto: int, types: Iterable[str] | None = None) -> list[RecordedEvent]:
    """Originals (of some types) and every amendment, recorded after one position up to another."""
    if types is None:
        return _events("WHERE position > %s AND position <= %s ORDER BY position", after, upto)
    wanted = "position > %s AND position <= %s AND (type = ANY(%s) OR root <> id)"
    return _events(f"WHERE {wanted} ORDER BY position", after, upto, list(types))


def ends_and_between(first: int, last: int, types: Iterable[str]) -> list[RecordedEvent]:
    """The events at two positions, and between them the originals of some types and every
    amendment."""
    wanted = f"position IN (%s, %s) OR {_is_of(types)} OR root <> id"
    return _events(
        f"WHERE position BETWEEN %s AND greatest(%s, %s) AND ({wanted}) ORDER BY position",
        *(first, first, last, first, last),
    )


def event_by_id(id: UUID) -> RecordedEvent | None:
    return next(iter(_events("WHERE id = %s", id)), None)


def events_by_ids(ids: Iterable[UUID]) -> list[RecordedEvent]:
    """Those of them that are recorded, in order of position."""
    return _events("WHERE id = ANY(%s) ORDER BY position", list(ids))


def events_of_roots(roots: Iterable[UUID], upto: int | None) -> list[RecordedEvent]:
    """The originals and every amendment to them."""
    wanted = "root = ANY(%s) AND (%s::bigint IS NULL OR position <= %s)"
    return _events(f"WHERE {wanted} ORDER BY position", list(roots), upto, upto)


def amendments_of(roots: Iterable[UUID], upto: int) -> list[RecordedEvent]:
    """Every amendment to the originals recorded up to a position, in order."""
    wanted = "root = ANY(%s) AND root <> id AND position <= %s"
    return _events(f"WHERE {wanted} ORDER BY position", list(roots), upto)


def events_of_types(types: Iterable[str], upto: int) -> list[RecordedEvent]:
    """Events of some types recorded up to a position, in order."""
    return _events(f"WHERE {_is_of(types)} AND position <= %s ORDER BY position", upto)


@dataclass(frozen=True, slots=True)
class Sought:
    """Facts found under one of the keys, originally or by an amendment.

    With `types` those of these types, and those of any type amended by one of `amended_by`; with
    `within` only those found under one of these keys too.
    """

    keys: Collection[str]
    types: Collection[str] | None = None
    amended_by: Collection[str] = ()
    within: Collection[str] | None = None


def roots_mentioning(sought: Iterable[Sought], upto: int) -> set[UUID]:
    """What is found by any of the descriptions (one at least) up to a position: one query."""
    conditions = [_mentioned(one, upto) for one in sought]
    statement = " UNION ".join(
        f"SELECT root FROM events_mention WHERE {condition}"  # noqa: S608 - types quoted
        for condition, _ in conditions
    )
    parameters = [parameter for _, given in conditions for parameter in given]
    with plain_cursor() as cursor:
        cursor.execute(statement, parameters, binary=True)
        return {root for (root,) in cursor}


def _mentioned(sought: Sought, upto: int) -> tuple[str, list[Any]]:
    condition, parameters = "entity = ANY(%s) AND position <= %s", [list(sought.keys), upto]
    if sought.types is not None:
        amended = f"SELECT root FROM events_event WHERE {_is_of(sought.amended_by)}"  # noqa: S608 - quoted
        condition += f" AND ({_is_of(sought.types)} OR root IN ({amended}))"
    if sought.within is not None:
        condition += " AND root IN (SELECT root FROM events_mention WHERE entity = ANY(%s)"
        parameters.append(list(sought.within))
        if sought.types is not None:
            condition += f" AND {_is_of(sought.types)}"
        condition += ")"
    return condition, parameters


def introduced(ids: Collection[str]) -> list[tuple[str, str, int]]:
    """Id, kind and position of each entity or story that was introduced under one of the ids; two
    may have the same, one of them a story."""
    return fetch("SELECT id, kind, position FROM events_entity WHERE id = ANY(%s)", [list(ids)])


def version_of(stream: str, upto: int | None = None) -> int:
    """The version of a stream's last event (up to a position), after which the next is appended;
    0 if it has none."""
    found = _value(
        "SELECT coalesce(max(version), 0) FROM events_event"
        " WHERE stream = %s AND (%s::bigint IS NULL OR position <= %s)",
        *(stream, upto, upto),
    )
    return int(found)


def intervening(stream: str, after_version: int, most: int | None = None) -> list[RecordedEvent]:
    """What happened to a stream since it had this version: the first events, or all."""
    condition = "WHERE stream = %s AND version > %s ORDER BY position LIMIT %s"
    return _events(condition, stream, after_version, most)


def stream_log(upto: int | None = None, *, after: int = 0) -> Iterator[RecordedEvent]:
    """The whole log, as fast as it can be read. Other queries may be made in between: it is read
    a stretch at a time, which is safe because what is written never changes."""
    last = head() if upto is None else upto
    for start in range(after, last, _READ_AT_ONCE):
        yield from read_between(start, min(start + _READ_AT_ONCE, last))


def _is_of(types: Iterable[str]) -> str:
    """A condition with the types as a constant.

    They are those of the code, so there are few such statements; and their plan must depend on how
    common they are. As parameters of a prepared statement the planner takes them for the average,
    and for the three mergers of a long log it reads all of it.
    """
    return f"type = ANY({Literal(sorted(types)).as_string()})"


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
    # Not prepared: whether anything is later is planned as a look through the index for what is
    # nearly the end, and as one through the whole log for an instant that is not known.
    with plain_cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT position FROM events_event WHERE recorded_at <= %s"
            " ORDER BY recorded_at DESC LIMIT 1), 0),"
            " NOT EXISTS (SELECT FROM events_event WHERE recorded_at > %s)",
            (instant, instant),
            binary=True,
        )
        [(position, is_last)] = cursor.fetchall()
    return position, is_last


def _value(statement: LiteralString, *parameters: Any) -> Any:
    [(value,)] = fetch(statement, parameters)
    return value
