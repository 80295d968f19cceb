"""The database's clock, set back an hour under load: recorded time goes on, strictly increasing.

A machine's clock is not ours to set. The append function takes the time from `clock_timestamp`, and
here it finds another of that name first.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.chaos.load import LARGEST_BATCH, REPORTERS, under_load
from tests.chaos.newsroom import UnderTest
from tests.chaos.whole import assert_whole

FUNCTION = "events_append_batch(json, text, text, bytea)"
SET_BACK = """
CREATE SCHEMA slow;
CREATE FUNCTION slow.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    RETURN pg_catalog.clock_timestamp() - interval '1 hour';
GRANT USAGE ON SCHEMA slow TO PUBLIC;
"""
LAST = "SELECT recorded_at, pg_catalog.clock_timestamp() FROM events_event ORDER BY position DESC"


@contextmanager
def clock_set_back(newsroom: UnderTest) -> Iterator[None]:
    with newsroom.connect() as connection:
        [(database,)] = connection.execute("SELECT current_database()").fetchall()
        with newsroom.connect_as_superuser() as superuser:
            superuser.execute(f"GRANT CREATE ON DATABASE {database} TO CURRENT_USER".encode())
        connection.execute(SET_BACK.encode())
        connection.execute(
            f"ALTER FUNCTION {FUNCTION}"
            " SET search_path = slow, pg_catalog, public, pg_temp".encode()
        )
        try:
            yield
        finally:
            connection.execute(
                f"ALTER FUNCTION {FUNCTION} SET search_path = public, pg_temp".encode()
            )
            connection.execute("DROP SCHEMA slow CASCADE")


def test_set_back(newsroom: UnderTest) -> None:
    with under_load(newsroom) as load:
        load.until_more(20)
        with clock_set_back(newsroom):
            before = newsroom.head()
            load.until_more(40)
            [(last, now), *_] = newsroom.query(LAST)
            # Events came, each a microsecond after the one before, from where the clock had been.
            # What each reporter had sent before may have been acknowledged since.
            appended = newsroom.head() - before
            assert appended >= 40 - REPORTERS * LARGEST_BATCH
            assert (now - last).total_seconds() < 600
        load.until_more(20)
    assert_whole(newsroom)  # which sees that recorded times increase
