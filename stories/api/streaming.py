"""Lists written as they are read, a batch at a time, so that their length costs no memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from events.api.rendering import csv_records, csv_rows, json_lines
from events.log.connection import reading_from_replica
from stories.api.rendering import readable
from stories.api.tables import Table

Batches = Iterable[list[dict[str, Any]]]


def from_replica(batches: Batches) -> Batches:
    """They are read while they are sent, when the view has long returned."""
    coming = iter(batches)
    while True:
        with reading_from_replica():
            batch = next(coming, None)
        if batch is None:
            return
        yield batch


@dataclass(frozen=True, slots=True)
class Writer:
    content_type: str
    lines: Callable[[Table, Batches], Iterator[bytes]]


def _csv(table: Table, batches: Batches) -> Iterator[bytes]:
    yield csv_records([table.columns]).encode()
    for batch in batches:
        yield csv_rows(table.columns, table.rows({"results": batch}), readable).encode()


def _ndjson(table: Table, batches: Batches) -> Iterator[bytes]:
    for batch in batches:
        yield b"".join(json_lines(batch))


WRITERS = {
    "csv": Writer("text/csv; charset=utf-8", _csv),
    "ndjson": Writer("application/x-ndjson", _ndjson),
}
"""By the format agreed upon."""
