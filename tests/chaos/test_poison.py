"""An event that a release of the workers cannot digest parks its track alone. Once a release that
can is in place, a retry catches up."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from tests.chaos.bad_release import POISONED, POISONED_TRACK
from tests.chaos.load import CITATION, under_load
from tests.chaos.newsroom import Json, UnderTest, until
from tests.chaos.whole import assert_whole


@contextmanager
def bad_release(newsroom: UnderTest) -> Iterator[None]:
    """Other workers in place of the newsroom's, which idle meanwhile."""
    main = newsroom.process("worker")
    until(newsroom.caught_up, "the workers idle, and hold nothing")
    everyone = [main, *main.children(recursive=True)]
    for one in everyone:
        one.suspend()
    try:
        with newsroom.another("worker", "-n", "bad@%h", application="tests.chaos.bad_release"):
            yield
    finally:
        for one in everyone:
            os.kill(one.pid, signal.SIGCONT)


def record(newsroom: UnderTest, *events: Json) -> None:
    with newsroom.client() as client:
        answer = client.post("events/", json={"events": list(events)})
    assert answer.status_code == 201, answer.text


def appointed() -> Json:
    data = {"person": "poisoned-person", "organization": POISONED, "post": "ceo"}
    cited = {"citations": [CITATION]}
    return {"type": "person.appointed", "occurred": "2020-01-01", "data": data, **cited}


def parked(newsroom: UnderTest) -> list[tuple[str, str]]:
    found = newsroom.projections()
    return [(one["name"], track["track"]) for one in found for track in one["parked"]]


def test_it_parks_one_track_and_a_retry_mends_it(newsroom: UnderTest) -> None:
    house = {"organization": POISONED, "name": "Poisoned House", "kind": "company"}
    person = {"person": "poisoned-person", "name": "Poisoned Person"}
    with bad_release(newsroom):
        record(
            newsroom,
            {"type": "organization.introduced", "data": house},
            {"type": "person.introduced", "data": person},
            appointed(),
        )
        with under_load(newsroom) as load:
            load.until_more(40)
            recorded = newsroom.head()
            until(lambda: newsroom.reached() >= recorded, "the rest goes on")
        assert parked(newsroom) == [("tenures", POISONED_TRACK)]
    answer = newsroom.operate("POST", "projections/tenures/retry/")
    assert answer.json()["mended"] == [POISONED_TRACK], answer.text
    assert_whole(newsroom)
