"""How appending, boards and catching up change as the log grows.

    python benchmarks/growth.py [--short] [--sizes 10000 100000 1000000] [--json FILE]

The log is filled in batches to each size; there single events are appended, boards asked for, and
some batches appended and caught up by each projection, of which the median counts. The law is the
slope of the cost over the size, both as logarithms: 0 is a cost that does not grow, 1 one that
grows with the size.
"""

from __future__ import annotations

import math
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count, islice
from statistics import median
from typing import Any

from _measuring import Report, Series, finish, options, percentile
from _newsroom import servers

BATCH = 1000
ROUNDS = 5
"""Of batches at each size: one that comes upon a collection of Python's cycles takes far longer."""
SAMPLES = 200
PROJECTIONS = ("facts", "names", "tenures", "control", "contradictions")
Json = dict[str, Any]


def story(chance: random.Random) -> Iterator[Json]:
    """A hundred facts for each organisation with its people: the world grows with the log."""
    for house in count():
        yield _event(
            "organization.introduced",
            organization=f"house-{house}",
            name=f"House {house}",
            kind="company",
        )
        for person in range(10):
            slug = f"person-{house}-{person}"
            yield _event("person.introduced", person=slug, name=f"Person {house} {person}")
        for number in range(100):
            yield _fact(house, number, chance)


def _fact(house: int, number: int, chance: random.Random) -> Json:
    who = {"person": f"person-{house}-{chance.randrange(10)}", "organization": f"house-{house}"}
    year, month, day = (chance.randrange(*span) for span in ((1990, 2025), (1, 13), (1, 29)))
    match number % 5:
        case 0:
            said = _event("person.appointed", **who, post="director")
        case 1:
            said = _event("person.departed", **who, post="director", manner="resigned")
        case 2:
            said = _event("person.observed", **who, post="advisor")
        case _:
            said = _event(
                "happening.recorded", headline=f"Thing {number}", about=list(who.values())
            )
    citations = [{"source": "archive", "locator": f"p. {number}"}]
    return said | {"occurred": f"{year}-{month:02}-{day:02}", "citations": citations}


def _event(type: str, **data: Any) -> Json:
    return {"type": type, "data": data}


def main() -> int:
    parser = options(__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of events, ascending")
    chosen = parser.parse_args()
    sizes = chosen.sizes or ([1_000, 5_000] if chosen.short else [10_000, 30_000, 100_000])
    report = Report("growth", "As the log grows", axes=("events", "ms"))
    with servers():
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django

        django.setup()
        grow(report, sizes)
    return finish(report, chosen)


def grow(report: Report, sizes: list[int]) -> None:
    from events.log.read import head
    from events.recording.service import record
    from stories.engine.advance import advance

    chance = random.Random(1)
    told = story(chance)
    for size in sizes:
        while head() < size - BATCH:
            record(list(islice(told, BATCH)), recorded_by="benchmark")
        for name in PROJECTIONS:
            advance(name)
        took: dict[str, list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            batch = list(islice(told, BATCH))
            began = time.perf_counter()
            record(batch, recorded_by="benchmark")
            took["append of 1,000, for each event"].append(_for_each(began))
            for name in PROJECTIONS:
                began = time.perf_counter()
                advance(name)
                took[f"catching up {name}, for each event"].append(_for_each(began))
        for name, milliseconds in took.items():
            note(report, name, size, median(milliseconds))
        single(report, size, lambda: record(list(islice(told, 1)), recorded_by="benchmark"))
        boards(report, size, chance)
        print(f"at {size:,} events")
    for name, points in report.curves.items():
        report.series.append(Series(name, "ms", [y for _, y in points]))
        report.notes.append(f"{name}: grows as size^{slope(points):.2f}")


def _for_each(began: float) -> float:
    """Milliseconds for each event of a batch that was begun then."""
    return (time.perf_counter() - began) * 1000 / BATCH


def note(report: Report, name: str, size: int, milliseconds: float) -> None:
    report.curves.setdefault(name, []).append((size, milliseconds))


def single(report: Report, size: int, append: Callable[[], object]) -> None:
    note(report, "append of one", size, percentile(_timed(append), 0.5))


def boards(report: Report, size: int, chance: random.Random) -> None:
    from events.log.read import head
    from stories.engine.reading import Known
    from stories.views.queries import board_seats

    at, houses = datetime(2010, 6, 1, tzinfo=UTC), max(size // 111, 1)
    known = Known(head(), at, {"tenures": 1})

    def ask() -> None:
        board_seats(known, f"house-{chance.randrange(houses)}", at, at)

    note(report, "board", size, percentile(_timed(ask), 0.5))


def _timed(do: Callable[[], object]) -> list[float]:
    took = []
    for _ in range(SAMPLES):
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    return took


def slope(points: list[tuple[float, float]]) -> float:
    """Least squares over the logarithms of size and cost."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
