"""Catch up projections in this process, without a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from events.log import read
from events.management.quick import QuickCommand
from stories.engine import checkpoints
from stories.engine.advance import BATCH, advance_once
from stories.engine.registry import UnknownProjection, projection, projections
from stories.engine.status import statuses


class Command(QuickCommand):
    """Exit codes: 0 caught up, 1 with parked tracks left, 2 for an unknown projection."""

    help = "Bring projections (all, or those named) up to the end of the log in this process."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("projection", nargs="*", help="names; without any: all projections")

    def handle(self, *args: Any, **options: Any) -> None:
        names = _names(options["projection"])
        checkpoints.enter_projections()
        head = read.head()
        below: list[str] = []  # a line among the bars would break them
        tell = below.append if self.stdout.isatty() else self.stdout.write
        with Progress(console=Console(), disable=not self.stdout.isatty()) as progress:
            for name in names:
                _catch_up(name, head, progress, tell)
        for line in below:
            self.stdout.write(line)
        parked = sum(len(one.parked) for one in statuses() if one.name in names)
        if parked:
            are = "1 track is" if parked == 1 else f"{parked} tracks are"
            raise CommandError(f"{are} parked; see `manage.py projections`", returncode=1)


def _catch_up(name: str, head: int, progress: Progress, tell: Callable[[str], Any]) -> None:
    generation = checkpoints.live_generation(name)
    for number, position in checkpoints.positions(name, generation).items():
        task = progress.add_task(f"{name}/{number}", total=max(head - position, 0))
        taken = 0
        while done := advance_once(name, number, generation):
            taken += done.events
            progress.update(task, completed=taken)
            if done.events < BATCH and read.head() <= done.position:
                break
        if done is None:
            tell(f"{name}/{number}: a worker is at it, left to it")
        else:
            # what was appended meanwhile was taken up too; a bar of nothing stays at its start
            progress.update(task, total=taken or 1, completed=taken or 1)
            tell(f"{name}/{number}: {taken} events, at position {done.position}")


def _names(wanted: list[str]) -> list[str]:
    try:
        return [projection(name).name for name in wanted] or list(projections())
    except UnknownProjection as error:
        raise CommandError(str(error), returncode=2) from error
