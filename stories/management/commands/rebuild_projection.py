"""Rebuild a projection with processes of this command's own, and show how far it is."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress, TaskID

from events.management.arguments import above_zero
from events.management.quick import QuickCommand
from stories.engine import rebuild, rebuild_process
from stories.engine.registry import UnknownProjection, projection
from stories.engine.status import due
from stories.models import Rebuild

LOOK_SECONDS = 0.2
WORTH_PROCESSES = 10_000
"""Events: those of a shorter log are derived before another process has started."""


class Command(QuickCommand):
    """Exit codes: 0 swapped in, 1 refused or cancelled or failed, 2 unknown name or under way."""

    help = (
        "Derive a projection anew beside the live one, compare both and swap. A rebuild that was "
        "stopped half-way is taken up where it stopped. Ctrl-C leaves it to be taken up. After an "
        "upgrade --due is what there is to do."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("projection", nargs="?")
        which.add_argument(
            "--due", action="store_true", help="every one whose rules have changed since"
        )
        parser.add_argument("--parts", type=above_zero, help="processes for a long log; one a core")
        parser.add_argument(
            "--accept-differences",
            action="store_true",
            help="swap even if the rows differ from the live ones",
        )
        parser.add_argument("--cancel", action="store_true", help="cancel the one under way")

    def handle(self, *args: Any, **options: Any) -> None:
        names = due() if options["due"] else [options["projection"]]
        if not names:
            self.stdout.write("none is due: all were derived by their present rules")
        for name in names:
            if options["cancel"]:
                self._cancel(name)
            else:
                self._rebuild(name, options)

    def _rebuild(self, name: str, options: dict[str, Any]) -> None:
        building = self._begin(name, options)
        with Progress(console=Console(), disable=not self.stdout.isatty()) as progress:
            come = rebuild.progress_of(building)
            task = progress.add_task(building.projection, total=come.total, completed=come.done)
            show = partial(_show, progress, task, building)
            _work(building, show)
            _see_through(building, show)
        self._tell(building)

    def _begin(self, name: str, options: dict[str, Any]) -> Rebuild:
        try:
            under_way = Rebuild.objects.filter(projection=name, status=Rebuild.Status.BUILDING)
            found = under_way.first()
            if found and rebuild.by_present_rules(found):
                self.stdout.write("taking up the rebuild under way")
                return found
            return rebuild.request(
                name, accept_differences=options["accept_differences"], parts=options["parts"]
            )
        except (UnknownProjection, rebuild.AlreadyRebuilding) as error:
            raise CommandError(str(error), returncode=2) from error

    def _cancel(self, name: str) -> None:
        if not rebuild.cancel(name):
            raise CommandError(f"no rebuild of {name} is under way", returncode=2)
        self.stdout.write(f"the rebuild of {name} is cancelled")

    def _tell(self, building: Rebuild) -> None:
        come = rebuild.progress_of(building)
        walked = "events" if projection(building.projection).anchor == "fact" else "entities"
        told = f"{building.projection}: {come.done} of {come.total} {walked} derived"
        if building.status != Rebuild.Status.SWAPPED:
            raise CommandError(f"{told}; {building.status}: {building.detail}", returncode=1)
        self.stdout.write(f"{told}; generation {building.generation} is live, {building.detail}")


def _work(building: Rebuild, show: Callable[[], None]) -> None:
    parts = list(building.parts.filter(finished=False).values_list("id", flat=True))
    if len(parts) > 1 and building.target >= WORTH_PROCESSES:
        _work_side_by_side(parts, show)
        return
    for part in parts:
        rebuild.work(part, on_chunk=show)


def _see_through(building: Rebuild, show: Callable[[], None]) -> None:
    """Wait for the parts that workers took, and take up what one of them leaves behind."""
    while True:
        # Whoever finished the last part swapped; if it was killed just before, this does it.
        rebuild.finish(building.pk)
        building.refresh_from_db()
        if building.status != Rebuild.Status.BUILDING:
            return
        time.sleep(LOOK_SECONDS)
        show()
        for part in building.parts.filter(finished=False).values_list("id", flat=True):
            rebuild.work(part, on_chunk=show)


def _show(progress: Progress, task: TaskID, building: Rebuild) -> None:
    progress.update(task, completed=rebuild.progress_of(building).done)


def _work_side_by_side(parts: list[int], show: Callable[[], None]) -> None:
    """One fresh process a part: a forked one would share this one's database connection."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=rebuild_process.work, args=(part,)) for part in parts]
    try:
        for process in processes:
            process.start()
        while any(process.is_alive() for process in processes):
            time.sleep(LOOK_SECONDS)
            show()
        show()
    finally:
        for process in processes:
            if process.pid is not None:
                process.terminate()
                process.join()
