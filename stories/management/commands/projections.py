"""List the projections and how they stand."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from stories.engine.status import Status, statuses


class Command(BaseCommand):
    """Exit codes: 0, or 1 when a track is parked."""

    help = "Show each projection's generation, lag, parked tracks and rebuild."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        found = statuses()
        if options["json"]:
            self.stdout.write(json.dumps([status.as_json() for status in found], indent=2))
        else:
            _print(found)
        if any(status.parked for status in found):
            raise SystemExit(1)


def _print(found: list[Status]) -> None:
    table = Table(title=None)
    for column in ("projection", "generation", "position", "lag", "parked", "rebuild"):
        table.add_column(column)
    for status in found:
        table.add_row(
            status.name,
            str(status.generation),
            str(status.position),
            str(status.lag),
            str(len(status.parked)),
            status.rebuild_told(),
        )
    console = Console()
    console.print(table)
    for status in found:
        for parked in status.parked:
            console.print(
                f"{status.name} {parked['track']} at {parked['position']}: {parked['error']}"
            )
