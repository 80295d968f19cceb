"""PostgreSQL, killed with all its processes at random moments under load, and started again."""

import os
import signal
import time

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest
from tests.chaos.whole import assert_whole

KILLS = 3


def test_killed(newsroom: UnderTest) -> None:
    postgres = newsroom.servers.postgres
    with under_load(newsroom) as load:
        for _ in range(KILLS):
            time.sleep(newsroom.chance.uniform(0.1, 1.5))
            assert postgres.child is not None
            # Itself or one of its processes: a backend's death makes it restart all the others.
            os.killpg(postgres.child.pid, signal.SIGKILL)
            postgres.child.wait()
            postgres.start()
            load.until_more(20)
    assert load.retries, "the load never noticed"
    assert_whole(newsroom)


def test_one_of_its_processes_killed(newsroom: UnderTest) -> None:
    """Its recovery is its own then, and nobody starts it again."""
    with under_load(newsroom) as load:
        for _ in range(KILLS):
            time.sleep(newsroom.chance.uniform(0.1, 1.0))
            newsroom.kill_backend()
            load.until_more(20)
    assert_whole(newsroom)
