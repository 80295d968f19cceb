"""The log is cut into partitions while reporters append and workers follow."""

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest
from tests.chaos.whole import assert_whole


def test_cut_under_load(newsroom: UnderTest) -> None:
    with under_load(newsroom) as load:
        load.until_more(20)
        cut = newsroom.manage("partition_log", "--every", "20")
        assert cut.returncode == 0, cut.stdout + cut.stderr
        assert "events_event_tail" in cut.stdout
        load.until_more(20)
    assert_whole(newsroom)
