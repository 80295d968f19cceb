"""docs/performance.md from the results of benchmarks, with a plot of each.

    python benchmarks/_page.py [--check]

Results are the JSON files in docs/performance/, one for each script; what the figures mean is told
by docs/performance/findings.md, which people write.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from _measuring import Report, Series, row

DOCS = Path(__file__).resolve().parent.parent / "docs"
RESULTS = DOCS / "performance"
PAGE = DOCS / "performance.md"
HEAD = """# Performance

Made by `make bench` from the results in [docs/performance](performance): do not edit it by hand.

Every figure stands beside a limit measured in the same run, on the machine named, and only the
ratio says anything: above 1 is better than the limit. A ratio is the median of the rounds, with the
lowest and the highest in brackets; "asked" is what the project set out to reach.
"""


def load(path: Path) -> Report:
    told = json.loads(path.read_text())
    series = [Series(**one) for one in told.pop("series")]
    return Report(**{**told, "series": series, "axes": tuple(told["axes"])})


def page(reports: list[Report]) -> str:
    findings = RESULTS / "findings.md"
    parts = [HEAD, asked(reports), findings.read_text() if findings.exists() else ""]
    for report in reports:
        parts += [
            f"## {report.title}\n",
            f"`benchmarks/{report.benchmark}.py`, {report.machine}.\n",
        ]
        parts.append(f"![{report.title}](performance/{report.benchmark}.svg)\n")
        parts.append(table(report))
        parts += [f"- {note}" for note in report.notes]
        parts.append("")
    return "\n".join(part for part in parts if part is not None).rstrip() + "\n"


def asked(reports: Sequence[Report]) -> str:
    """What was asked of each ratio and what it reached, the farthest from it first."""
    held = [(report, one) for report in reports for one in report.series if one.bar]
    lines = ["## Asked and reached\n", "| of | what | asked | reached |", "|---|---|--:|--:|"]
    for report, one in sorted(held, key=lambda pair: median(pair[1].ratios) / (pair[1].bar or 1)):
        _, _, _, ratio, bar = row(one)
        missed = "" if median(one.ratios) >= (one.bar or 0) else " **missed**"
        lines.append(f"| {report.title} | {one.name} | {bar} | {ratio}{missed} |")
    return "\n".join(lines) + "\n"


def table(report: Report) -> str:
    lines = ["| what | median | spread | ratio to its limit | asked |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {' | '.join(row(one))} |" for one in report.series]
    return "\n".join(lines) + "\n"


def plot(report: Report, file: Path) -> None:
    """Curves where there are any, else each ratio as a bar with what was asked of it."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "newsroom"  # the same picture from the same figures
    from matplotlib import pyplot as plt

    held = [one for one in report.series if one.ratios]
    height = 4.5 if report.curves else 1 + 0.3 * len(held)
    figure, axes = plt.subplots(figsize=(8, height), layout="constrained")
    if report.curves:
        for name, points in report.curves.items():
            axes.plot(*zip(*points, strict=True), marker="o", label=name)
        axes.set(xscale="log", yscale="log", xlabel=report.axes[0], ylabel=report.axes[1])
        axes.legend(fontsize="small")
    else:
        _bars(axes, held)
    axes.grid(visible=True, which="both", alpha=0.25)
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


def _bars(axes: Any, held: Sequence[Series]) -> None:
    places = range(len(held))
    axes.barh(places, [median(one.ratios) for one in held], color="#8a9bb0")
    asked = [(place, one.bar) for place, one in zip(places, held, strict=True) if one.bar]
    if asked:
        axes.scatter([bar for _, bar in asked], [at for at, _ in asked], marker="|", s=200, c="red")
    axes.set_yticks(places, [one.name for one in held], fontsize="small")
    axes.invert_yaxis()
    axes.set(xscale="log", xlabel="ratio to its limit; a red line is what was asked")


def main(arguments: list[str]) -> int:
    reports = [load(path) for path in sorted(RESULTS.glob("*.json"))]
    made = page(reports)
    if "--check" in arguments:
        if PAGE.read_text() != made:
            print(
                "docs/performance.md is not in step with docs/performance: run benchmarks/_page.py"
            )
            return 1
        return 0
    for report in reports:
        plot(report, RESULTS / f"{report.benchmark}.svg")
    PAGE.write_text(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
