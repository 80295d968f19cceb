"""The log as a table, or a line of JSON an event: whole, and written as it is read."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse

from events.api import log_query
from events.api.rendering import csv_lines, json_lines
from events.api.representation import CONTENT, RECORDED


def streamed(question: log_query.LogQuestion, written_as: str) -> StreamingHttpResponse:
    """All that the filters keep, however long it is; a page of it where `limit` is given."""
    rows = log_query.every(question)
    if written_as == "csv":
        fields = log_query.data_fields(question)
        lines: Iterator[str | bytes] = iter(csv_lines(_columns(fields), map(_spread, rows)))
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return StreamingHttpResponse(json_lines(rows), content_type="application/x-ndjson")


def _columns(fields: list[str]) -> list[str]:
    """The same for all rows, with the fields of all data in the place of `data`."""
    content = [name for name, _ in CONTENT]
    at = content.index("data")
    data = [f"data.{name}" for name in fields]
    return [*RECORDED, *content[:at], *data, *content[at + 1 :], "amends", "hash"]


def _spread(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, **{f"data.{name}": value for name, value in event["data"].items()}}
