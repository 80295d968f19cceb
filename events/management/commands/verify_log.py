"""`manage.py verify_log`: whether the log is what was appended."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from events.log import verify
from events.log.read import head, read_after
from events.management.quick import QuickCommand

_PLAIN_STEPS = 10


class Command(QuickCommand):
    help = "Recomputes the hash chain of the log; exit code 1 and the first bad position if broken."

    def handle(self, *_: Any, **options: Any) -> None:
        with self._progress() as report:
            bad = verify.verify(report)
        if bad is not None:
            raise CommandError(f"the log is broken: first bad position {bad}", returncode=1)
        last = head()
        if not last:
            self.stdout.write("The log is empty.")
            return
        [event] = read_after(last - 1, 1)
        self.stdout.write(f"The log is intact: {last} events, last hash {event.hash.hex()}.")

    @contextmanager
    def _progress(self) -> Iterator[verify.Progress]:
        """A bar on a terminal, a few lines elsewhere."""
        if not self.stderr.isatty():
            yield self._line
            return
        columns = (
            TextColumn("Verifying"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("verify", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _line(self, done: int, total: int) -> None:
        step = max(total // _PLAIN_STEPS, verify.REPORT_EVERY)
        if done == total or done % step < verify.REPORT_EVERY:
            self.stderr.write(f"{done} of {total} events verified")
