"""Lists written as they are read, a batch at a time, so that their length costs no memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stories.api.rendering import csv_record, csv_records, json_lines
from stories.api.tables import Table

Batches = Iterable[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Writer:
    content_type: str
    lines: Callable[[Table, Batches], Iterator[bytes]]


def _csv(table: Table, batches: Batches) -> Iterator[bytes]:
    names = list(table.columns)
    yield csv_record(names).encode()
    for batch in batches:
        yield csv_records(names, table.rows({"results": batch})).encode()


def _ndjson(table: Table, batches: Batches) -> Iterator[bytes]:
    for batch in batches:
        yield json_lines(batch)


WRITERS = {
    "csv": Writer("text/csv; charset=utf-8", _csv),
    "ndjson": Writer("application/x-ndjson", _ndjson),
}
"""By the format agreed upon."""
