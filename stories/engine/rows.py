"""Read and write projected rows: sets at a time, new rows by COPY."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, LiteralString

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db.models import JSONField
from psycopg import sql

from events.log.connection import fetch, plain_cursor
from events.when import Window
from stories.engine.fold import Changes, Version
from stories.engine.projection import Projection, Row
from stories.engine.tables import OWN_COLUMNS, WINDOWS, row_columns
from stories.models import row_model


def _array(texts: Sequence[str]) -> str:
    quoted = [text.replace("\\", r"\\").replace('"', r"\"") for text in texts]
    return '{"' + '","'.join(quoted) + '"}' if quoted else "{}"


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


# Each text of an array in quotes, as section 8.15.6 of PostgreSQL's manual has it: psycopg looks
# through every list for what it holds, a tenth of all the time that a row of `tenures` takes.
AS_TEXT: Mapping[Any, Callable[[Any], str]] = {ArrayField: _array, JSONField: _json}


def standing(
    projection: Projection, generation: int, tracks: Collection[str]
) -> Mapping[str, list[Version]]:
    """The open rows of the tracks, without their columns: one query."""
    if not tracks:
        return {}
    return _standing(projection, generation, "track = ANY(%s)", list(tracks))


def standing_of(projection: Projection, generation: int, track: str) -> Mapping[str, list[Version]]:
    """The open rows of a track, or of every track of a home, by track."""
    own = "(track = %s OR starts_with(track, %s))"
    return _standing(projection, generation, own, track, f"{track}/")


def _standing(
    projection: Projection, generation: int, which: LiteralString, *asked: Any
) -> Mapping[str, list[Version]]:
    statement = sql.SQL(
        "SELECT id, track, digest, known_from FROM {}"
        " WHERE generation = %s AND known_to IS NULL AND {}"
    ).format(_table(projection), sql.SQL(which))
    found: dict[str, list[Version]] = defaultdict(list)
    for id_, track, digest, since in fetch(statement, [generation, *asked]):
        found[track].append(Version(track, digest, since, id=id_))
    return found


def write(projection: Projection, generation: int, changes: Changes) -> None:
    """Open and close rows in the caller's transaction: one COPY and one UPDATE.

    Rows go out as they are derived, so that PostgreSQL works at the same time: whatever derives
    them may ask it for nothing on the way.
    """
    table = _table(projection)
    _copy(projection, generation, table, changes.opened)
    if changes.closed:
        with plain_cursor() as cursor:
            cursor.execute(
                sql.SQL(
                    "UPDATE {} AS r SET known_to = gone.at"
                    " FROM unnest(%s::bigint[], %s::bigint[]) AS gone (id, at) WHERE r.id = gone.id"
                ).format(table),
                [[v.id for v in changes.closed], [v.known_to for v in changes.closed]],
            )


def columns(projection: Projection) -> list[str]:
    bounds = [f"{window}_{bound}" for window in WINDOWS for bound in ("earliest", "latest")]
    return [*OWN_COLUMNS, *bounds, *row_columns(projection.Row)]


def _copy(
    projection: Projection, generation: int, table: sql.Identifier, opened: Iterable[Version]
) -> None:
    coming = iter(opened)
    first = next(coming, None)
    if first is None:
        return
    names = columns(projection)
    fields = row_model(projection.name)._meta
    kinds = [type(fields.get_field(name)) for name in names]
    put = [(place, AS_TEXT[kind]) for place, kind in enumerate(kinds) if kind in AS_TEXT]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        table, sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with plain_cursor() as cursor, cursor.copy(statement) as copy:
        for row in _told(projection, generation, chain([first], coming)):
            for place, as_text in put:
                if row[place] is not None:
                    row[place] = as_text(row[place])
            copy.write_row(row)


def _told(
    projection: Projection, generation: int, opened: Iterable[Version]
) -> Iterator[list[Any]]:
    """The values of new rows in the order of `columns`."""
    of_row = attrgetter(*WINDOWS, *row_columns(projection.Row))
    for version in opened:
        if version.row is None:
            raise ValueError("only a newly derived row can be opened")
        start, end, *own = of_row(version.row)
        yield [
            generation,
            version.track,
            version.known_from,
            version.known_to,
            version.digest,
            *_bounds(start, end),
            *own,
        ]


def _table(projection: Projection) -> sql.Identifier:
    return sql.Identifier(f"stories_{projection.name}")


def _bounds(start: Window, end: Window | None) -> list[Any]:
    return [
        start.earliest,
        start.latest,
        end.earliest if end else None,
        end.latest if end else None,
    ]


def as_dict(row: Row) -> dict[str, Any]:
    """A row's columns by name, its windows included."""
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
