"""The log cut into partitions by ranges of positions, once it is large.

What is old is then in tables and indexes of its own, which nothing writes any more: they are
vacuumed once, cached as what is asked of them wants, backed up once, moved to slower disks. See ADR
51. All of it is for the owner of the tables, and while the newsroom runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from psycopg import sql
from psycopg.errors import LockNotAvailable

from events.log.privileges import grant

LOG = "events_event"
TAIL = "events_event_tail"
LEAST_ROOM = 10_000
CONVERTED = "SELECT relkind = 'p' FROM pg_class WHERE oid = 'events_event'::regclass"
PARTITIONS = """
SELECT child.relname, pg_get_expr(child.relpartbound, child.oid), pg_total_relation_size(child.oid)
FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
WHERE inhparent = 'events_event'::regclass
"""
LOCK_TIMEOUT = "2s"
LIMITS = """
SELECT conname FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'c' AND conname LIKE '%%\\_positions'
"""


class Busy(RuntimeError):
    """Somebody reads the log for long, and is not waited for."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A part of the log: positions from `first` to before `end`; the tail has no end."""

    table: str
    first: int
    end: int | None
    bytes: int


def partitions() -> list[Partition]:
    """In order, the tail last; none as long as the log is one table."""
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS)
        found = cursor.fetchall()
    closed = [
        Partition(table, *_bounds(bound), size) for table, bound, size in found if table != TAIL
    ]
    closed.sort(key=lambda one: one.first)
    first = closed[-1].end or 1 if closed else 1
    return closed + [
        Partition(table, first, None, size) for table, _, size in found if table == TAIL
    ]


def cut(every: int, *, room: int | None = None) -> Partition | None:
    """Close the tail if it holds so many events; gives what was closed.

    The partition keeps room for some more events, a tenth if nothing else is said: what is appended
    meanwhile, which must not be more. Nobody waits but for the moments in which tables are attached
    and detached: that what is in them fits has been checked before. Raises Busy.
    """
    with _impatient():
        return _cut(every, room)


@contextmanager
def _impatient() -> Iterator[None]:
    """Locks are waited for so long and no longer: what comes after waits as well, appends too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy("somebody reads the log for long, perhaps a backup") from error
        raise
    finally:
        _run("RESET lock_timeout")


def _cut(every: int, room: int | None) -> Partition | None:
    _make_partitioned()
    _forget_unfinished()
    tail = partitions()[-1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM events_event")
        [(head,)] = cursor.fetchall()
    if head - tail.first + 1 < every:
        return None
    end = head + 1 + (max(every // 10, LEAST_ROOM) if room is None else room)
    try:
        return _close(tail.first, end)
    except BaseException:  # also of whoever has waited long enough
        _forget_unfinished()
        raise


def _close(first: int, end: int) -> Partition:
    """What is in the tail becomes the partition of positions from `first` to before `end`."""
    table = f"{LOG}_{first}_{end - 1}"
    limit = sql.SQL("CHECK (position >= {} AND position < {})").format(first, end)
    named = sql.Identifier(f"{table}_positions")
    # First unchecked, which needs a lock for a moment; then checked, which stops nobody.
    _run("ALTER TABLE {} ADD CONSTRAINT {} {} NOT VALID", _tail, named, limit)
    _run("ALTER TABLE {} VALIDATE CONSTRAINT {}", _tail, named)
    with transaction.atomic():
        _run("ALTER TABLE {} DETACH PARTITION {}", _log, _tail)
        _run("ALTER TABLE {} RENAME TO {}", _tail, sql.Identifier(table))
        _run(
            "ALTER TABLE {} ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})",
            *(_log, sql.Identifier(table), sql.Literal(first), sql.Literal(end)),
        )
        _open_tail(like=sql.Identifier(table), without=named)
        grant()
    return next(one for one in partitions() if one.table == table)


_log, _tail = sql.Identifier(LOG), sql.Identifier(TAIL)


def _make_partitioned() -> None:
    """The one table becomes the tail of a log with no other partition: a change of names only."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CONVERTED)
        if cursor.fetchone()[0]:
            return
        _run("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", _log)
        _run("ALTER TABLE {} RENAME TO {}", _log, _tail)
        _run("CREATE TABLE {} (LIKE {}) PARTITION BY RANGE (position)", _log, _tail)
        _run("ALTER TABLE {} ADD PRIMARY KEY (position)", _log)
        for columns in ("root, position", "type, position", "recorded_at"):
            _run("CREATE INDEX ON {} ({})", _log, sql.SQL(columns))
        _run("ALTER TABLE {} ATTACH PARTITION {} DEFAULT", _log, _tail)
        _refuse_changes(_log)
        grant()


def _forget_unfinished() -> None:
    """The limit that a cut left which was stopped half-way: it would refuse appends beyond it."""
    with connection.cursor() as cursor:
        cursor.execute(LIMITS, [TAIL])
        for (name,) in cursor.fetchall():
            _run("ALTER TABLE {} DROP CONSTRAINT {}", _tail, sql.Identifier(name))


def _open_tail(*, like: sql.Identifier, without: sql.Identifier) -> None:
    _run("CREATE TABLE {} (LIKE {} INCLUDING ALL)", _tail, like)
    _run("ALTER TABLE {} DROP CONSTRAINT {}", _tail, without)
    _refuse_changes(_tail)
    _run("ALTER TABLE {} ATTACH PARTITION {} DEFAULT", _log, _tail)


def _refuse_changes(table: sql.Identifier) -> None:
    _run(
        "CREATE TRIGGER events_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {}"
        " FOR EACH STATEMENT EXECUTE FUNCTION events_refuse_change()",
        table,
    )


def _run(statement: str, *parts: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*parts).as_string(connection.connection))


def _bounds(bound: str) -> tuple[int, int]:
    """Of `FOR VALUES FROM ('1') TO ('1101')`."""
    first, end = (int(part.split("'")[1]) for part in bound.split("TO"))
    return first, end
