"""Reporters who append over HTTP while the harm is done, and remember what was acknowledged.

What is not acknowledged is sent again with the same idempotency key until it is: an event may be in
the log once however often its request was cut off.
"""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.chaos.newsroom import PATIENCE, Json, UnderTest, until

REPORTERS = 3
RETRY_SECONDS = 0.05
PAUSE_SECONDS = 0.2  # between two appends of a reporter: the views shall keep up meanwhile
LARGEST_BATCH = 5
EVENTS_A_HOUSE = 60  # so that histories stay as short as they mostly are
PEOPLE = 6
CITATION = {"source": "the-gazette", "published": "2024-06-01"}
_numbers = itertools.count(1)


class Load:
    def __init__(self, under_test: UnderTest, reporters: int = REPORTERS) -> None:
        self.under_test = under_test
        self.name = f"load-{next(_numbers)}"
        self.acknowledged: dict[str, Json] = {}
        self.refused: list[str] = []
        self.retries = 0
        self._stopping = threading.Event()
        seeds = [under_test.chance.random() for _ in range(reporters)]
        self._threads = [
            threading.Thread(target=self._report, args=(f"{self.name}-{number}", seed), daemon=True)
            for number, seed in enumerate(seeds)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Once everything sent has been acknowledged."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in self._threads), "a reporter got no answer"
        assert not self.refused, self.refused[:3]
        self.under_test.acknowledged |= self.acknowledged

    def until_more(self, events: int) -> None:
        """Until so many more have been acknowledged: appending goes on."""
        wanted = len(self.acknowledged) + events
        until(lambda: len(self.acknowledged) >= wanted or self.refused, f"{events} more appends")

    def _report(self, reporter: str, seed: float) -> None:
        told = Story(reporter, random.Random(seed))
        with self.under_test.client() as client:
            for number in itertools.count(1):
                if self._stopping.is_set() or self.refused:
                    return
                self._send(client, told.next(), f"{reporter}/{number}", told)
                self._stopping.wait(PAUSE_SECONDS)

    def _send(self, client: httpx.Client, events: list[Json], key: str, story: Story) -> None:
        marked = [{**event, "note": f"{key}/{index}"} for index, event in enumerate(events)]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = client.post(
                    "events/", json={"events": marked}, headers={"Idempotency-Key": key}
                )
            except httpx.TransportError:
                self.retries += 1
            else:
                if answer.status_code == 201:
                    done = answer.json()["events"]
                    self.acknowledged |= {
                        event["note"]: kept for event, kept in zip(marked, done, strict=True)
                    }
                    story.recorded(events, done)
                    return
                if answer.status_code < 500 and not _in_flight(answer):
                    self.refused.append(answer.text)
                    return
                self.retries += 1
            self._stopping.wait(RETRY_SECONDS)
        self.refused.append(f"{key} was never acknowledged")


def _in_flight(answer: httpx.Response) -> bool:
    """The earlier request of this key is still being recorded."""
    return answer.status_code == 409


class Story:
    """What one reporter tells: posts taken and left in one house after another, with corrections
    and retractions of it."""

    def __init__(self, reporter: str, chance: random.Random) -> None:
        self.reporter = reporter
        self.chance = chance
        self.told = 0
        self.house = ""
        self.facts: list[str] = []

    def next(self) -> list[Json]:
        if self.told % EVENTS_A_HOUSE == 0:
            self.told += 1
            return self._open_house()
        events = [self._event() for _ in range(self.chance.choice((1, 1, 1, 2, LARGEST_BATCH)))]
        self.told += 1
        return events

    def recorded(self, events: list[Json], done: list[Json]) -> None:
        """Facts can be corrected once they are recorded, and are retracted once only."""
        self.facts += [
            kept["id"]
            for event, kept in zip(events, done, strict=True)
            if event["type"].startswith("person.") and "occurred" in event
        ]

    def _open_house(self) -> list[Json]:
        self.house = f"{self.reporter}-house-{self.told}"
        self.facts = []
        house = {"organization": self.house, "name": self.house.title(), "kind": "company"}
        people = [f"{self.house}-person-{number}" for number in range(PEOPLE)]
        return [
            {"type": "organization.introduced", "data": house},
            *(
                {"type": "person.introduced", "data": {"person": slug, "name": slug.title()}}
                for slug in people
            ),
        ]

    def _event(self) -> Json:
        person = f"{self.house}-person-{self.chance.randrange(PEOPLE)}"
        post = self.chance.choice(("director", "director", "ceo", "cfo"))
        holding = {"person": person, "organization": self.house, "post": post}
        kind = self.chance.randrange(10)
        if self.facts and kind == 0:
            return self._amend("event.retracted", {})
        if self.facts and kind == 1:
            # A year in which nothing else happened, so that it does change something.
            return self._amend("event.corrected", {"changes": {"occurred": "1989"}})
        if kind < 5:
            about = {"headline": "Something happened", "about": [self.house, person]}
            return self._fact("happening.recorded", about)
        if kind < 7:
            return self._fact("person.departed", {**holding, "manner": "resigned"})
        return self._fact("person.appointed" if kind < 9 else "person.observed", holding)

    def _fact(self, type: str, data: dict[str, Any]) -> Json:
        return {"type": type, "occurred": self._day(), "data": data, "citations": [CITATION]}

    def _amend(self, type: str, data: dict[str, Any]) -> Json:
        event = self.facts.pop(self.chance.randrange(len(self.facts)))
        why = {"reason": "another look", "public_note": "This was told wrongly."}
        return {"type": type, "data": {"event": event, **why, **data}, "citations": [CITATION]}

    def _day(self) -> str:
        year, month = self.chance.randrange(1990, 2024), self.chance.randrange(1, 13)
        return self.chance.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-11"))


@contextmanager
def under_load(under_test: UnderTest, reporters: int = REPORTERS) -> Iterator[Load]:
    load = Load(under_test, reporters)
    load.start()
    try:
        load.until_more(1)
        yield load
    finally:
        load.stop()
