"""List the projections and how they stand."""

from __future__ import annotations

import json
from typing import IO, Any, cast

from django.core.management.base import CommandParser

from events.log import read
from events.management.quick import QuickCommand
from events.one_line import one_line
from stories.engine.status import Status, statuses
from stories.management.printing import print_table

COLUMNS = ("projection", "generation", "position", "lag", "parked", "rebuild")


class Command(QuickCommand):
    """Exit codes: 0, or 1 when a track is parked."""

    help = "Show each projection's generation, lag, parked tracks and rebuild."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        found = statuses()
        if options["json"]:
            self.stdout.write(json.dumps([status.as_json() for status in found], indent=2))
        else:
            title = f"Projections of the log, which ends at position {read.head()}"
            out, tty = cast("IO[str]", self.stdout), self.stdout.isatty()
            print_table(title, COLUMNS, [_row(status) for status in found], out, tty=tty)
            for status in found:
                for parked in status.parked:
                    place = f"{status.name} {parked['track']} at {parked['position']}"
                    self.stdout.write(one_line(f"{place}: {parked['error']}"))
            if any(status.due for status in found):
                self.stdout.write(
                    "due: its rules have changed since; `rebuild_projection --due` derives it anew"
                )
        if any(status.parked for status in found):
            raise SystemExit(1)


def _row(status: Status) -> tuple[str, ...]:
    return (
        status.name,
        str(status.generation),
        str(status.position),
        str(status.lag),
        str(len(status.parked)),
        status.rebuild_told(),
    )
