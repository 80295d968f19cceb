"""A rebuild, its workers killed in the midst of it under load, is taken up by the next."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from newsroom.development.servers.process import send
from tests.chaos.load import under_load
from tests.chaos.newsroom import Json, UnderTest, until
from tests.chaos.whole import assert_whole

NAME = "facts"
HOLD = "LOCK TABLE stories_facts IN SHARE MODE"
# Who has a part of a rebuild in hand, and waits with the rows of it.
HELD = """
SELECT EXISTS (
    SELECT FROM pg_locks AS part JOIN pg_locks AS rows USING (pid)
    WHERE part.relation = 'stories_rebuildpart'::regclass AND part.granted
      AND rows.relation = 'stories_facts'::regclass AND NOT rows.granted
)
"""


@contextmanager
def held_in_the_midst(newsroom: UnderTest) -> Iterator[None]:
    """Of a rebuild that is begun here: without it, a quick one might be over before the kill."""
    with newsroom.connect() as holder, holder.transaction():
        holder.execute(HOLD)
        assert newsroom.operate("POST", f"projections/{NAME}/rebuild/").status_code == 202
        until(lambda: newsroom.query(HELD) == [(True,)], "a worker writes rows of the rebuild")
        yield


def rebuild(newsroom: UnderTest) -> Json:
    [found] = [one for one in newsroom.projections() if one["name"] == NAME]
    told: Json = found["rebuild"]
    return told


def test_killed_in_the_midst_and_resumed(newsroom: UnderTest) -> None:
    with under_load(newsroom) as load:
        load.until_more(20)
        with held_in_the_midst(newsroom):
            worker = newsroom.process("worker")
            for one in [worker, *worker.children(recursive=True)]:
                send(one, signal.SIGKILL)
            told = rebuild(newsroom)
            assert told["status"] == "building", told
        until(lambda: rebuild(newsroom)["status"] != "building", "workers took it up")
        assert rebuild(newsroom)["status"] == "swapped"
        assert rebuild(newsroom)["generation"] == told["generation"], "the same rebuild"
    assert_whole(newsroom)
