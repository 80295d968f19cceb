"""A worker that hangs in the middle of a batch: another goes on, and the hung one does no harm."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest, until
from tests.chaos.whole import assert_whole

# Checkpoints that somebody holds, which is for as long as a batch takes.
HELD = """
SELECT count(*) - (SELECT count(*) FROM (
    SELECT FROM stories_checkpoint FOR UPDATE SKIP LOCKED) AS free)
FROM stories_checkpoint
"""
# Those whose session waits for rows of a COPY, where no timeout of PostgreSQL is looked at.
COPYING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND query LIKE 'COPY "stories%%" %%' AND state = 'active'
"""


@contextmanager
def stopped_in_mid_batch(newsroom: UnderTest, where: str) -> Iterator[None]:
    main = newsroom.process("worker")
    everyone = [main, *main.children(recursive=True)]

    def caught() -> bool:
        for one in everyone:
            one.suspend()
        if newsroom.query(where)[0][0]:
            return True
        for one in everyone:
            one.resume()
        return False

    until(caught, "a worker is stopped at its work")
    try:
        yield
    finally:
        for one in everyone:
            os.kill(one.pid, signal.SIGCONT)


@pytest.mark.parametrize("where", [HELD, COPYING], ids=["in mid-batch", "in a COPY"])
def test_another_goes_on(newsroom: UnderTest, where: str) -> None:
    with under_load(newsroom) as load:
        with stopped_in_mid_batch(newsroom, where), newsroom.another("worker", "-n", "second@%h"):
            recorded = newsroom.head()
            until(lambda: newsroom.reached() >= recorded, "the views have got past the hung worker")
        load.until_more(20)
        assert psutil.pid_exists(newsroom.process("worker").pid)
    assert_whole(newsroom)
