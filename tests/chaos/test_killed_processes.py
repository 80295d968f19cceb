"""Web, worker and beat, killed at random moments under load."""

import time

import pytest

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest
from tests.chaos.whole import assert_whole

KILLS = 3  # the launcher gives up on a process that ends more than five times a minute


@pytest.mark.parametrize("part", ["web", "worker", "beat"])
def test_killed(newsroom: UnderTest, part: str) -> None:
    with under_load(newsroom) as load:
        for _ in range(KILLS):
            time.sleep(newsroom.chance.uniform(0.1, 1.0))
            newsroom.kill(part)
            load.until_more(20)
    assert_whole(newsroom)
