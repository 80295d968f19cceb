from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

import pytest
from django.db import connection

from events.log.append import Idempotency, KeyInFlight, VersionConflict, append
from events.log.read import head, read_after
from events.log.verify import verify
from events.recorded import RecordedEvent
from tests.integration.events.crowd import crowd
from tests.integration.events.making import new_event

pytestmark = pytest.mark.usefixtures("empty_log")

PROCESSES = 8
APPENDS = 40
SIZES = (1, 1, 2, 3)  # events of one append, in turn
TOTAL = PROCESSES * APPENDS * sum(SIZES) // len(SIZES)


def append_many(number: int, report: Connection) -> None:
    for turn in range(APPENDS):
        size = SIZES[turn % len(SIZES)]
        batch = [new_event(f"stream-{(number + n) % 3}") for n in range(size)]
        report.send(append(batch, recorded_by=str(number)).events)


def follow(last: int) -> list[RecordedEvent]:
    """What a reader sees that asks for what is new until it has seen everything."""
    seen: list[RecordedEvent] = []
    try:
        while len(seen) < last and (not seen or seen[-1].position < last):
            seen += read_after(seen[-1].position if seen else 0, 50)
    finally:
        connection.close()
    return seen


def everything(report: Connection) -> list[Any]:
    received = []
    try:
        while True:
            received.append(report.recv())
    except EOFError:
        return received


def test_eight_processes_append_one_log() -> None:
    with crowd(PROCESSES, append_many) as reports, ThreadPoolExecutor() as pool:
        following = pool.submit(follow, TOTAL)
        answers = list(pool.map(everything, reports))
        followed = following.result(timeout=120)

    answered = {
        event["position"]: (event["id"], event["stream"], event["version"])
        for batches in answers
        for batch in batches
        for event in batch
    }
    assert [event.position for event in followed] == list(range(1, TOTAL + 1))
    assert answered == {
        event.position: (str(event.id), event.stream, event.version) for event in followed
    }
    assert verify() is None

    versions = defaultdict(list)
    for event in followed:
        versions[event.stream].append(event.version)
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())


def test_a_batch_is_not_interleaved() -> None:
    with crowd(4, append_many) as reports, ThreadPoolExecutor() as pool:
        answers = list(pool.map(everything, reports))

    for batch in (batch for batches in answers for batch in batches):
        first = batch[0]["position"]
        assert [event["position"] for event in batch] == list(range(first, first + len(batch)))


def append_expecting_nothing(number: int, report: Connection) -> None:
    try:
        append([new_event(expected_version=0)], recorded_by=str(number))
        report.send("appended")
    except VersionConflict as conflict:
        report.send(conflict.actual)


def test_of_many_who_expect_the_same_version_one_appends() -> None:
    with crowd(PROCESSES, append_expecting_nothing) as reports:
        outcomes = [outcome for report in reports for outcome in everything(report)]

    assert sorted(map(str, outcomes)) == ["1"] * (PROCESSES - 1) + ["appended"]


def append_with_one_key(number: int, report: Connection) -> None:
    key = Idempotency("k", "desk", b"body")
    while True:
        try:
            report.send(append([new_event()], recorded_by=str(number), idempotency=key).events)
        except KeyInFlight:
            continue
        return


def test_of_many_with_the_same_key_one_appends_and_all_get_its_answer() -> None:
    with crowd(PROCESSES, append_with_one_key) as reports:
        [first, *others] = [answer for report in reports for answer in everything(report)]

    assert others == [first] * (PROCESSES - 1)
    assert head() == 1
