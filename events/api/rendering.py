"""Answers as JSON; lists as lines of JSON and as CSV, which a spreadsheet opens, not runs."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer, JSONRenderer

ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to a spreadsheet."""


class FastJSONRenderer(JSONRenderer):
    """As DRF's, several times faster. Times are text already, to the microsecond."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)


class TableRenderer(BaseRenderer):
    """`results` as CSV: a column for each member, and nested values as JSON in one cell."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> str:
        rows = data.get("results", [data])
        return "".join(csv_lines(list(dict.fromkeys(name for row in rows for name in row)), rows))


class LinesRenderer(BaseRenderer):
    """A list, or `results`, a line of JSON each."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"".join(json_lines(data if isinstance(data, list) else data.get("results", [data])))


def json_lines(values: Iterable[Any]) -> Iterator[bytes]:
    option = orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE
    return (orjson.dumps(value, option=option) for value in values)


def cell(value: Any) -> str:
    """The text of a cell; nested values as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return inert(value)
    return inert(orjson.dumps(value).decode())


def inert(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(ACTIVE) else text


Cell = Callable[[Any], str]


def csv_lines(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], cell: Cell = cell
) -> Iterator[str]:
    """A heading and the rows, each as it is read."""
    yield csv_records([columns])
    for row in rows:
        yield csv_rows(columns, [row], cell)


def csv_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], cell: Cell) -> str:
    """Rows without a heading."""
    return csv_records([cell(row.get(name)) for name in columns] for row in rows)


def csv_records(records: Iterable[Sequence[str]]) -> str:
    """RFC 4180."""
    text = io.StringIO()
    csv.writer(text).writerows(records)
    return text.getvalue()
