"""Tables change while web and workers are at work on them, forwards and backwards."""

from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest
from tests.chaos.whole import assert_whole

LATER = {"DJANGO_SETTINGS_MODULE": "tests.chaos.later.settings"}
ROUNDS = 2


def test_migrated_at_work(newsroom: UnderTest) -> None:
    with under_load(newsroom) as load:
        for _ in range(ROUNDS):
            for target in ((), ("later", "zero")):
                done = newsroom.manage("migrate", *target, **LATER)
                assert done.returncode == 0, done.stderr
                load.until_more(20)
    assert_whole(newsroom)
