"""A rebuild, its workers killed half-way under load, is taken up where it stopped."""

import time

import pytest

from tests.chaos.load import under_load
from tests.chaos.newsroom import Json, UnderTest, until
from tests.chaos.whole import assert_whole

NAME = "facts"


def rebuild(newsroom: UnderTest) -> Json:
    [found] = [one for one in newsroom.projections() if one["name"] == NAME]
    told: Json = found["rebuild"]
    return told


def test_killed_half_way_and_resumed(newsroom: UnderTest) -> None:
    with under_load(newsroom) as load:
        load.until_more(20)
        assert newsroom.operate("POST", f"projections/{NAME}/rebuild/").status_code == 202
        time.sleep(newsroom.chance.uniform(0.0, 0.2))
        worker = newsroom.process("worker")
        for one in [worker, *worker.children(recursive=True)]:
            one.kill()
        told = rebuild(newsroom)
        if told["status"] != "building":
            pytest.fail(f"it had ended before the kill: {told}")
        until(lambda: rebuild(newsroom)["status"] != "building", "workers took it up")
        assert rebuild(newsroom)["status"] == "swapped"
        assert rebuild(newsroom)["generation"] == told["generation"], "the same rebuild"
    assert_whole(newsroom)
