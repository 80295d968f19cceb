"""`manage.py load_story FILE`: a story file into the log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from events.log.errors import AppendRefused
from events.management.arguments import recorder
from events.management.quick import QuickCommand
from events.storyfile import StoryFileError, parse
from events.storyfile.loading import Progress as Report
from events.storyfile.loading import load, plan

INVALID = 1
UNREADABLE = 2


class Command(QuickCommand):
    help = (
        "Appends what a story file tells and is not recorded yet. The whole file is validated "
        "first: with a fault in it, nothing is appended."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the story file (YAML)")
        parser.add_argument(
            "--recorded-by",
            type=recorder,
            default="load_story",
            metavar="NAME",
            help="who is shown as having recorded it",
        )
        parser.add_argument(
            "--check", action="store_true", help="only validate and say what would be appended"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        self._appended = 0
        try:
            self._load(path, options["recorded_by"], options["check"])
        except StoryFileError as exc:
            for fault in exc.faults:
                self.stderr.write(fault.text(path))
            faults = f"{len(exc.faults)} fault{'s' * (len(exc.faults) != 1)}"
            done = self._appended or "nothing"
            raise CommandError(f"{faults}; {done} appended", returncode=INVALID) from None
        except AppendRefused as exc:
            message = f"the log changed meanwhile ({exc}); load the file again for the rest"
            raise CommandError(message, returncode=INVALID) from None
        except OSError as exc:
            reason = exc.strerror or str(exc)
            raise CommandError(f"cannot read {path}: {reason}", returncode=UNREADABLE) from None

    def _noted(self, report: Report) -> Report:
        """How far loading came is told even when it is refused halfway."""

        def noted(done: int, total: int) -> None:
            self._appended = done
            report(done, total)

        return noted

    def _load(self, path: Path, recorded_by: str, check: bool) -> None:
        with self._progress() as report:
            planned = plan(parse(path))
            loaded = None
            if not check:
                loaded = load(planned, recorded_by=recorded_by, progress=self._noted(report))
        there = f"{planned.recorded} already there"
        if loaded is None:
            self.stdout.write(f"valid: {len(planned.new)} to append, {there}")
        else:
            self.stdout.write(f"{loaded.appended} appended, {there}; position {loaded.position}")

    @contextmanager
    def _progress(self) -> Iterator[Report]:
        """A bar on a terminal, else a line for each batch."""
        if not sys.stderr.isatty():
            yield lambda done, total: self.stdout.write(f"appended {done} of {total}")
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
            task = bar.add_task("Reading", total=None)

            def report(done: int, total: int) -> None:
                bar.update(task, description="Appending", completed=done, total=total)

            try:
                yield report
            finally:  # of reading nothing stays to be seen
                bar.update(task, visible=bar.tasks[task].total is not None)
