"""A Django model for every projection's rows, made from the annotations of its Row class."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, LiteralString, Union, get_args, get_origin, get_type_hints

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.expressions import RawSQL

from stories.engine.projection import Projection, Row

WINDOWS = ("start", "end")
VALID: Final[LiteralString] = (
    "tstzrange(start_earliest, CASE WHEN end_latest < start_earliest THEN start_earliest"
    " ELSE end_latest END, '[]')"
)
"""When a row's state can have held; facts that contradict one another may end it too early."""
KNOWN: Final[LiteralString] = "int8range(known_from, known_to)"
OWN_COLUMNS = ("generation", "track", "known_from", "known_to", "digest")


_columns: dict[type[Row], Mapping[str, Any]] = {}


def row_columns(row: type[Row]) -> Mapping[str, Any]:
    """The annotations of a row's own columns, without its windows. Read once: they are compiled."""
    if row not in _columns:
        hints = get_type_hints(row)
        own = (f.name for f in dataclasses.fields(row) if f.name not in WINDOWS)
        _columns[row] = {name: hints[name] for name in own}
    return _columns[row]


def make_model(projection: Projection) -> type[models.Model]:
    """The model `stories.<Name>Row` with table `stories_<name>`.

    Columns: `generation`, `track`, `known_from` and `known_to` (log positions, half-open),
    `digest`, the bounds of both windows (UTC, inclusive; NULL: without limit), and the row's own.
    """
    columns: dict[str, Any] = {
        "generation": models.IntegerField(),
        "track": models.TextField(),
        "known_from": models.BigIntegerField(),
        "known_to": models.BigIntegerField(null=True),
        "digest": models.BinaryField(),
        "__module__": "stories.models",
        "__doc__": f"A row of `{projection.name}` as known over a range of positions.",
        "Meta": _meta(projection),
    }
    for window in WINDOWS:
        columns |= {
            f"{window}_{bound}": models.DateTimeField(null=True) for bound in ("earliest", "latest")
        }
    for name, hint in row_columns(projection.Row).items():
        columns[name] = _field(hint)
    return type(f"{projection.name.title().replace('_', '')}Row", (models.Model,), columns)


def _meta(projection: Projection) -> type:
    name = projection.name
    indexes: list[models.Index] = [
        models.Index(
            fields=["generation", "track"],
            condition=models.Q(known_to=None),
            name=f"{name}_open",
        ),
    ]
    arrays = {n for n, hint in row_columns(projection.Row).items() if hint == list[str]}
    for fields in projection.indexes:
        title = f"{name}_{'_'.join(fields)}"[:30].rstrip("_")
        if len(fields) == 1 and fields[0] in arrays:
            indexes.append(GinIndex(fields=list(fields), name=title))
        else:
            indexes.append(models.Index(fields=["generation", *fields], name=title))
    if column := projection.searched:
        indexes.append(GinIndex(words_of(column), name=f"{name}_{column}"))
    # What keeps its cost as a history grows: the rows of one thing at one moment, as known then.
    indexes += [
        GistIndex(
            "generation", column, RawSQL(VALID, ()), RawSQL(KNOWN, ()), name=f"{name}_{column}_then"
        )
        for column in projection.at_a_moment
    ]
    options = {
        "app_label": "stories",
        "db_table": f"stories_{name}",
        "indexes": indexes,
        "verbose_name": f"row of {name}",
        "verbose_name_plural": f"rows of {name}",
    }
    return type("Meta", (), options)


def words_of(column: str) -> SearchVector:
    """The words of a searched column, as they are indexed.

    The record is in many languages, and of names, so that no language's stems are right.
    """
    return SearchVector(column, config="simple")


def _field(hint: Any) -> models.Field[Any, Any]:
    hint, null = _optional(hint)
    if get_origin(hint) is list and get_args(hint) == (str,):
        return ArrayField(models.TextField(), null=null)
    if get_origin(hint) in (list, dict) or hint in (dict, list):
        return models.JSONField(null=null)
    plain: dict[Any, type[models.Field[Any, Any]]] = {
        str: models.TextField,
        bool: models.BooleanField,
        int: models.BigIntegerField,
        datetime: models.DateTimeField,
    }
    if hint not in plain:
        raise TypeError(f"a row's column may not be {hint}; see stories.engine.projection.Row")
    return plain[hint](null=null)


def _optional(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        kinds: Sequence[Any] = [kind for kind in get_args(hint) if kind is not type(None)]
        if len(kinds) == 1:
            return kinds[0], True
    return hint, False
