"""Read and write projected rows: sets at a time, new rows by COPY."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from stories.engine.fold import Changes, Version
from stories.engine.projection import Projection, Row
from stories.engine.tables import OWN_COLUMNS, WINDOWS, row_columns
from stories.models import row_model


def standing(
    projection: Projection, generation: int, tracks: Collection[str]
) -> Mapping[str, list[Version]]:
    """The open rows of the tracks, without their columns: one query."""
    found: dict[str, list[Version]] = {track: [] for track in tracks}
    rows = row_model(projection.name)._default_manager.filter(
        generation=generation, known_to=None, track__in=list(tracks)
    )
    for id_, track, digest, since in rows.values_list("id", "track", "digest", "known_from"):
        found[track].append(Version(track, bytes(digest), since, id=id_))
    return found


def write(projection: Projection, generation: int, changes: Changes) -> None:
    """Close and open rows: one UPDATE and one COPY, in the caller's transaction."""
    table = sql.Identifier(f"stories_{projection.name}")
    if changes.closed:
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL(
                    "UPDATE {} AS r SET known_to = gone.at"
                    " FROM unnest(%s::bigint[], %s::bigint[]) AS gone (id, at) WHERE r.id = gone.id"
                )
                .format(table)
                .as_string(),
                [[v.id for v in changes.closed], [v.known_to for v in changes.closed]],
            )
    if changes.opened:
        _copy(projection, generation, table, changes.opened)


def drop(projection: Projection, generation: int) -> int:
    """Delete a generation's rows; says how many."""
    manager = row_model(projection.name)._default_manager
    return manager.filter(generation=generation)._raw_delete(manager.db) or 0


def columns(projection: Projection) -> list[str]:
    bounds = [f"{window}_{bound}" for window in WINDOWS for bound in ("earliest", "latest")]
    return [*OWN_COLUMNS, *bounds, *row_columns(projection.Row)]


def _copy(
    projection: Projection, generation: int, table: sql.Identifier, opened: Sequence[Version]
) -> None:
    model = row_model(projection.name)
    json = {field.name for field in model._meta.get_fields() if isinstance(field, models.JSONField)}
    own = list(row_columns(projection.Row))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        table, sql.SQL(", ").join(map(sql.Identifier, columns(projection)))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for version in opened:
            if version.row is None:
                raise ValueError("only a newly derived row can be opened")
            copy.write_row(
                [
                    generation,
                    version.track,
                    version.known_from,
                    version.known_to,
                    version.digest,
                    *_bounds(version.row),
                    *(_adapt(getattr(version.row, name), name in json) for name in own),
                ]
            )


def _bounds(row: Row) -> list[Any]:
    end = row.end
    return [
        row.start.earliest,
        row.start.latest,
        end.earliest if end else None,
        end.latest if end else None,
    ]


def _adapt(value: Any, is_json: bool) -> Any:
    return Jsonb(value) if is_json and value is not None else value


def as_dict(row: Row) -> dict[str, Any]:
    """A row's columns by name, its windows included."""
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
