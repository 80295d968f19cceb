"""`manage.py partition_log`: a large log cut into tables."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from events.log.partitions import Busy, Partition, cut, partitions
from events.management.arguments import above_zero
from events.management.quick import QuickCommand

EVERY = 10_000_000


class Command(QuickCommand):
    help = (
        "Closes the newest partition of the log once it holds so many events, and opens the next. "
        "To be run now and then, as the owner of the tables; the newsroom goes on meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every",
            type=above_zero,
            default=EVERY,
            metavar="EVENTS",
            help=f"how many events make a partition (default {EVERY:,})",
        )
        parser.add_argument("--list", action="store_true", help="only say which there are")

    def handle(self, *_: Any, every: int, list: bool, **options: Any) -> None:
        if not list:
            try:
                closed = cut(every)
            except Busy as fault:
                raise CommandError(f"{fault}; try again later", returncode=1) from None
            told = (
                f"Closed {closed.table}." if closed else f"Nothing to do before {every:,} events."
            )
            self.stdout.write(told)
        found = partitions()
        for one in found:
            self.stdout.write(_line(one))
        if list and not found:
            self.stdout.write("The log is one table: there are no partitions.")


def _line(one: Partition) -> str:
    last = one.end - 1 if one.end else "…"
    return f"{one.table}  {one.first} to {last}  {filesizeformat(one.bytes)}"
