"""What benchmarks share: rounds in turn, ratios within a round, a table, and a file of results.

Machines are noisy and drift, so nothing here is judged by its seconds: each figure stands beside
the limit that was measured in the same round, and their ratio is what counts.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

LOOSENED = 0.2
"""Of a bar, in a short run: with four other programs on two cores the worst ratio was a quarter of
what it is asked to be. What is below is a mistake, not a slow machine."""


@dataclass(frozen=True, slots=True)
class Series:
    """One figure, once a round. `limit` names the series that it is held against."""

    name: str
    unit: str
    values: list[float]
    limit: str | None = None
    ratios: list[float] = field(default_factory=list)
    """Above 1 is better than the limit, whether more or less of the unit is."""
    bar: float | None = None
    """The ratio that was asked for."""


@dataclass(slots=True)
class Report:
    """What a benchmark found; `curves` are for plots: name → points (x, y)."""

    benchmark: str
    title: str
    series: list[Series] = field(default_factory=list)
    curves: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    axes: tuple[str, str] = ("", "")
    notes: list[str] = field(default_factory=list)
    machine: str = f"{platform.machine()}, Python {platform.python_version()}"

    def compare(
        self,
        measured: Mapping[str, Sequence[float]],
        *,
        unit: str,
        limit: str,
        bars: Mapping[str, float] | None = None,
        less_is_better: bool = False,
    ) -> None:
        """Add a group of series measured in the same rounds, one of which is the limit."""
        for name, values in measured.items():
            pairs = zip(values, measured[limit], strict=True)
            ratios = [(b / a if less_is_better else a / b) for a, b in pairs]
            own = name != limit
            self.series.append(
                Series(
                    name,
                    unit,
                    list(values),
                    limit if own else None,
                    ratios if own else [],
                    (bars or {}).get(name),
                )
            )


def rounds(
    ways: Mapping[str, Callable[[], float]], count: int, *, say: Callable[[str], None] = print
) -> dict[str, list[float]]:
    """Each way once a round, in turn, the order turned around every other round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(count):
        names = list(ways) if number % 2 == 0 else list(reversed(ways))
        for name in names:
            found[name].append(ways[name]())
        say(f"round {number + 1} of {count}")
    return found


def options(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", type=Path, help="write the results to this file")
    parser.add_argument("--short", action="store_true", help="small sizes, for a first look and CI")
    return parser


def finish(report: Report, chosen: argparse.Namespace) -> int:
    """Print the report, write it where asked, and give the exit code: 1 if a short run found a
    ratio that no noise explains. A whole run only tells what it found."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    table = Table(title=report.title, title_justify="left")
    for column, justify in (("what", "left"), ("median", "right"), ("spread", "right")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]
    table.add_column("ratio to its limit", justify="right")
    table.add_column("asked", justify="right")
    for one in report.series:
        table.add_row(*row(one))
    console.print(table)
    for note in report.notes:
        console.print(note)
    if file := chosen.json:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(report), indent=1) + "\n")
    for name in missed(report):
        console.print(f"Less than was asked: {name}")
    far = missed(report, LOOSENED) if chosen.short else []
    for name in far:
        console.print(f"Less than {LOOSENED:.0%} of what was asked: {name}", style="bold")
    return 1 if far else 0


def row(one: Series) -> tuple[str, str, str, str, str]:
    ratio = (
        f"{statistics.median(one.ratios):.2f} ({min(one.ratios):.2f}–{max(one.ratios):.2f})"
        if one.ratios
        else ""
    )
    return (
        one.name,
        f"{statistics.median(one.values):,.4g} {one.unit}",
        f"{min(one.values):,.4g}–{max(one.values):,.4g}",
        ratio,
        f"≥ {one.bar:.3g}" if one.bar else "",
    )


def missed(report: Report, share: float = 1.0) -> list[str]:
    """What reached less than that share of its bar."""
    return [
        one.name
        for one in report.series
        if one.bar is not None and statistics.median(one.ratios) < one.bar * share
    ]


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
