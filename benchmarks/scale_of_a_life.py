"""A long-running newsroom: a story file of many events, one organisation with a tenth of them.

    python benchmarks/scale_of_a_life.py [EVENTS]      (100,000 unless said otherwise)

Starts servers of its own, loads the file with `load_story`, catches up the projections one after
another, and asks. Prints rates, the peak memory of each step's process, and as a ratio how long an
answer about the large organisation takes beside one about a small one.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

CHECKOUT = Path(__file__).resolve().parent.parent
LARGE, SMALL = "large-house", "house-1"
QUESTIONS = ("board", "leadership", "timeline")
TELLINGS = ("happening.recorded", "person.observed", "person.appointed", "person.departed")
PROJECTIONS = ("facts", "names", "tenures", "control", "contradictions")
ROUNDS = 20


def story(events: int) -> Iterator[str]:
    """A tenth of the facts is about one organisation, mostly things that happened there."""
    chance = random.Random(1)  # the same story in every run
    houses = max(events // 100, 2)
    people = max(events // 50, 10)
    yield "entities:\n"
    yield f"  - {{organization: {LARGE}, name: Large House, kind: company}}\n"
    for number in range(1, houses):
        yield f"  - {{organization: house-{number}, name: House {number}, kind: company}}\n"
    for number in range(people):
        yield f"  - {{person: person-{number}, name: Person {number}}}\n"
    yield "events:\n"
    for number in range(events - houses - people):
        house = LARGE if number % 10 == 0 else f"house-{chance.randrange(1, houses)}"
        telling = TELLINGS[0] if number % 50 else chance.choice(TELLINGS)
        if house != LARGE:
            telling = chance.choice(TELLINGS)
        yield _event(number, telling, house, f"person-{chance.randrange(people)}", chance)


def _event(number: int, telling: str, house: str, person: str, chance: random.Random) -> str:
    year, month, day = (chance.randrange(*span) for span in ((1990, 2025), (1, 13), (1, 29)))
    post = chance.choice(("director", "ceo", "cfo", "advisor"))
    data = {
        "happening.recorded": f"headline: Something happened, about: [{house}, {person}]",
        "person.observed": f"person: {person}, organization: {house}, post: {post}",
        "person.appointed": f"person: {person}, organization: {house}, post: {post}",
        "person.departed": (
            f"person: {person}, organization: {house}, post: {post}, manner: resigned"
        ),
    }[telling]
    return (
        f"  - {{ref: e{number}, type: {telling}, occurred: '{year}-{month:02}-{day:02}',"
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
        for house in (LARGE, SMALL):
            for question in QUESTIONS:
                began = time.perf_counter()
                answer = client.get(f"/api/v1/organizations/{house}/{question}/")
                if answer.status_code != 200:
                    raise SystemExit(f"{question}: {answer.status_code} {answer.content!r}")
                took.setdefault(f"{house} {question}", []).append(time.perf_counter() - began)
    return {name: median(times) * 1000 for name, times in took.items()}


def main(events: int) -> None:
    from newsroom.servers import EmbeddedServers

    folder = Path(tempfile.mkdtemp(prefix="newsroom-benchmark-"))
    servers = EmbeddedServers(folder)
    servers.start()
    os.environ |= {
        "DATABASE_URL": servers.addresses.database_url,
        "REDIS_URL": servers.addresses.redis_url,
        "NEWSROOM_REQUESTS_PER_MINUTE": "1000000",
        "NEWSROOM_HTTPS": "0",
        "NEWSROOM_DATA": str(folder),
    }
    try:
        file = folder / "story.yaml"
        file.write_text("".join(story(events)))
        run = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(run, check=True, cwd=CHECKOUT)
        print(f"{events} events, {file.stat().st_size / 2**20:.0f} MiB of YAML")
        told("load_story", child("load", str(file)), events)
        for name in PROJECTIONS:
            told(f"projection {name}", child("project", name), events)
        answers = child("ask")
        for question in QUESTIONS:
            large, small = answers[f"{LARGE} {question}"], answers[f"{SMALL} {question}"]
            print(f"{question:24} {large:8.1f} ms, {large / small:.1f} times a small house's")
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)


def told(what: str, measured: dict[str, float], events: int) -> None:
    rate = events / measured["seconds"]
    seconds, memory = measured["seconds"], measured["mebibytes"]
    print(f"{what:24} {seconds:8.1f} s {rate:10.0f} events/s {memory:8.0f} MiB")


if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if "--step" in sys.argv:
        step(sys.argv[2], sys.argv[3:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
