"""Two beats, by mistake or while one is being replaced: sweeping twice does nothing twice."""

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest
from tests.chaos.whole import assert_whole


def test_two_beats(newsroom: UnderTest) -> None:
    arguments = ("--pidfile", "", "--schedule", "")
    with newsroom.another("beat", *arguments[:2]) as second, under_load(newsroom) as load:
        load.until_more(100)
        assert second.is_running()
    assert_whole(newsroom)
