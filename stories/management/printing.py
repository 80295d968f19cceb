"""Tables in a terminal: boxed where there is one, tab-separated text elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from events.one_line import CONTROLS

Row = Sequence[str]
Output = IO[str]


def print_table(
    title: str, heading: Sequence[str], rows: Sequence[Row], out: Output, *, tty: bool
) -> None:
    """A boxed table, or the title and tab-separated lines."""
    lines = [tuple(map(_on_one_line, row)) for row in ((title,), heading, *rows)]
    if not tty:
        out.write("".join("\t".join(line) + "\n" for line in lines))
        return
    [title], _, *shown = lines
    table = Table(*heading, title=Text(title), title_justify="left")
    for line in shown:
        table.add_row(*map(Text, line))
    Console(file=out, force_terminal=True).print(table)


def _on_one_line(cell: str) -> str:
    """What is quoted neither breaks the line nor commands the terminal."""
    return CONTROLS.sub(" ", cell)
