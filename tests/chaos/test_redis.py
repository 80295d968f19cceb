"""Redis lost: killed, emptied, away for a while. The log is the queue: nothing goes with it."""

import time

import psutil
from redis import Redis

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest, until
from tests.chaos.whole import assert_whole

ROUNDS = 3


def test_killed_and_away(newsroom: UnderTest) -> None:
    """Appending goes on without it, though nobody can be woken."""
    valkey = newsroom.servers.valkey
    with under_load(newsroom) as load:
        for _ in range(ROUNDS):
            time.sleep(newsroom.chance.uniform(0.1, 0.6))
            assert valkey.child is not None
            psutil.Process(valkey.child.pid).kill()
            valkey.child.wait()
            load.until_more(20)
            valkey.start()
            load.until_more(20)
        recorded = newsroom.head()
        until(lambda: newsroom.reached() >= recorded, "the views go on while events come")
    assert_whole(newsroom)


def test_emptied(newsroom: UnderTest) -> None:
    with under_load(newsroom) as load, Redis.from_url(newsroom.servers.valkey.url) as redis:
        for _ in range(ROUNDS):
            time.sleep(newsroom.chance.uniform(0.1, 0.6))
            redis.flushall()
            load.until_more(20)
    assert_whole(newsroom)
