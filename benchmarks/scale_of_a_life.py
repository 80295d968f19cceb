"""A long-running newsroom: a story file of many events, a tenth of them about one organisation of
which all sorts of things are told, and a tenth about one whose posts change hands all the time.

    python benchmarks/scale_of_a_life.py [EVENTS] [--short] [--json FILE]   (100,000 events)

Starts servers of its own, loads the file with `load_story`, catches up the projections one after
another, and asks. Prints rates, the peak memory of each step's process, and as a ratio how long an
answer about the large organisation takes beside one about a small one.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from _measuring import Report, Series, finish, options
from _newsroom import CHECKOUT, servers
from growth import PROJECTIONS

LARGE, BUSY, SMALL = "large-house", "busy-house", "house-1"
QUESTIONS = ("board", "leadership", "timeline")
TELLINGS = ("happening.recorded", "person.observed", "person.appointed", "person.departed")
ROUNDS = 20


def story(events: int) -> Iterator[str]:
    """A tenth of the facts is about each of the two large organisations."""
    chance = random.Random(1)  # the same story in every run
    houses = max(events // 100, 2)
    people = max(events // 50, 10)
    yield "entities:\n"
    for slug in (LARGE, BUSY):
        yield f"  - {{organization: {slug}, name: {slug.replace('-', ' ')}, kind: company}}\n"
    for number in range(1, houses):
        yield f"  - {{organization: house-{number}, name: House {number}, kind: company}}\n"
    for number in range(people):
        yield f"  - {{person: person-{number}, name: Person {number}}}\n"
    yield "events:\n"
    facts = events - houses - people
    busy = _busy(facts, people, chance)
    for number in range(facts):
        if number % 10 == 1:
            yield next(busy)
            continue
        house = LARGE if number % 10 == 0 else f"house-{chance.randrange(1, houses)}"
        telling = TELLINGS[0] if house == LARGE and number % 50 else chance.choice(TELLINGS)
        post = chance.choice(("director", "ceo", "cfo", "advisor"))
        yield _event(number, telling, house, f"person-{chance.randrange(people)}", post, chance)


def _busy(facts: int, people: int, chance: random.Random) -> Iterator[str]:
    """Half of what is told is about people in two posts that one person at a time holds, each of
    whom replaces the one before; half about people in posts for many."""
    holders = {"ceo": "person-0", "cfo": "person-1"}
    for number in range(1, facts, 10):
        person = f"person-{chance.randrange(people)}"
        day = date(1990, 1, 1) + timedelta(days=number * 12_600 // facts)
        if chance.random() < 0.5:
            post = chance.choice(("director", "advisor"))
            telling = chance.choice(TELLINGS[1:])
            yield _event(number, telling, BUSY, person, post, chance, str(day))
            continue
        post = chance.choice(("ceo", "cfo"))
        holder = holders[post]
        if chance.random() < 0.5 or person == holder:
            yield _event(number, TELLINGS[1], BUSY, holder, post, chance, str(day))
        else:
            also = f", replaces: {holder}"
            yield _event(number, TELLINGS[2], BUSY, person, post, chance, str(day), also)
            holders[post] = person


def _event(
    number: int,
    telling: str,
    house: str,
    person: str,
    post: str,
    chance: random.Random,
    day: str | None = None,
    also: str = "",
) -> str:
    if day is None:
        year, month = chance.randrange(1990, 2025), chance.randrange(1, 13)
        day = f"{year}-{month:02}-{chance.randrange(1, 29):02}"
    data = {
        "happening.recorded": f"headline: Something happened, about: [{house}, {person}]",
        "person.observed": f"person: {person}, organization: {house}, post: {post}",
        "person.appointed": f"person: {person}, organization: {house}, post: {post}{also}",
        "person.departed": (
            f"person: {person}, organization: {house}, post: {post}, manner: resigned"
        ),
    }[telling]
    return (
        f"  - {{ref: e{number}, type: {telling}, occurred: '{day}',"
        f" data: {{{data}}},"
        f" citations: [{{source: archive, locator: 'p. {number}'}}]}}\n"
    )


def child(step: str, *arguments: str) -> dict[str, float]:
    """Run a step in a process of its own; it prints what it measured as JSON on its last line."""
    done = subprocess.run(
        [sys.executable, __file__, "--step", step, *arguments],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=CHECKOUT,
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def step(name: str, arguments: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    began = time.perf_counter()
    measured: dict[str, float] = {}
    if name == "load":
        call_command("load_story", arguments[0])
    elif name == "project":
        from stories.engine.advance import advance

        advance(arguments[0])
    elif name == "ask":
        measured = ask()
    measured["seconds"] = time.perf_counter() - began
    measured["mebibytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(measured))


def ask() -> dict[str, float]:
    """Median milliseconds of each answer over HTTP views in this process, both sizes in turn."""
    from django.contrib.auth.models import User
    from rest_framework.test import APIClient

    client = APIClient(SERVER_NAME="localhost")
    client.force_authenticate(User(username="benchmark", is_superuser=True, is_active=True))
    took: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for house in (LARGE, BUSY, SMALL):
            for question in QUESTIONS:
                began = time.perf_counter()
                answer = client.get(f"/api/v1/organizations/{house}/{question}/")
                if answer.status_code != 200:
                    raise SystemExit(f"{question}: {answer.status_code} {answer.content!r}")
                took.setdefault(f"{house} {question}", []).append(time.perf_counter() - began)
    return {name: median(times) * 1000 for name, times in took.items()}


def main() -> int:
    parser = options(__doc__.splitlines()[0])
    parser.add_argument("events", type=int, nargs="?", default=100_000)
    chosen = parser.parse_args()
    events = 2_000 if chosen.short else chosen.events
    report = Report("scale_of_a_life", f"A newsroom of {events:,} events")
    with servers():
        file = Path(os.environ["NEWSROOM_DATA"]) / "story.yaml"
        file.write_text("".join(story(events)))
        report.notes.append(f"{file.stat().st_size / 2**20:.0f} MiB of YAML.")
        tell(report, "load_story", child("load", str(file)), events)
        for name in PROJECTIONS:
            tell(report, f"projection {name}", child("project", name), events)
        compare_answers(report, child("ask"))
    return finish(report, chosen)


def tell(report: Report, what: str, measured: dict[str, float], events: int) -> None:
    report.series.append(Series(what, "events/s", [events / measured["seconds"]]))
    report.series.append(Series(f"{what}, peak memory", "MiB", [measured["mebibytes"]]))
    print(f"{what}: {measured['seconds']:.0f} s", flush=True)


def compare_answers(report: Report, answers: dict[str, float]) -> None:
    """Each answer about a large organisation beside the one about a small one."""
    for question in QUESTIONS:
        small = f"{question} of {SMALL}"
        taken = {f"{question} of {h}": [answers[f"{h} {question}"]] for h in (SMALL, LARGE, BUSY)}
        report.compare(taken, unit="ms", limit=small, less_is_better=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if "--step" in sys.argv:
        step(sys.argv[2], sys.argv[3:])
    else:
        raise SystemExit(main())
