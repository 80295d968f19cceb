"""PostgreSQL and Redis as the system has them, in place of the wheels: of PostgreSQL the oldest of
those promised that is found.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import psycopg
import pytest

from newsroom.development.servers import Addresses
from newsroom.development.servers.postgres import Postgres
from newsroom.development.servers.valkey import Valkey
from stories.engine.registry import projections
from tests.clusters import folder_of_postgres
from tests.newsrooms import all_said, said

pytestmark = pytest.mark.slow
PROMISED = range(15, 19)
BOARD = "as_of board openai 2023-11-17 --known-at @200 --json"
PACKAGES = Path("/usr/lib/postgresql")  # of Debian, and of whoever follows it


class SystemPostgres(Postgres):
    locale: ClassVar = ("--locale=C.UTF-8",)  # by a provider that was there before 17, too

    def __init__(self, installation: Path, place: Path) -> None:
        self.installation = installation
        sockets = folder_of_postgres(place / "sockets")
        super().__init__(place / "postgres", sockets, place / "postgres.log", {"fsync": "off"})


class SystemRedis(Valkey):
    def __init__(self, program: str, place: Path) -> None:
        self.program = Path(program)
        super().__init__(place / "redis", place / "redis.sock", place / "redis.log")


def oldest_postgres() -> Path | None:
    packages = [PACKAGES / str(version) for version in PROMISED]
    return next((one for one in packages if (one / "bin/postgres").exists()), None)


@contextmanager
def running(server: Postgres | Valkey) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


@pytest.fixture
def addresses(place: Path) -> Iterator[Addresses]:
    installation, program = oldest_postgres(), shutil.which("redis-server")
    if installation is None or program is None:
        pytest.skip("install postgresql and redis-server to run this")
    postgres, redis = SystemPostgres(installation, place), SystemRedis(program, place)
    with running(postgres), running(redis):
        yield Addresses(postgres.url, redis.url)


def test_the_example_and_whatever_is_made_of_it(addresses: Addresses) -> None:
    ours = {"DATABASE_URL": addresses.database_url, "REDIS_URL": addresses.redis_url}
    assert "Every answer is right." in said(ours, "-m", "newsroom.development.demo")
    rebuilding = [f"rebuild_projection {name}" for name in projections()]
    verified, board, *_, again = all_said(ours, "verify_log", BOARD, *rebuilding, BOARD)
    assert again == board
    with psycopg.connect(addresses.database_url) as connection:
        [(version, head)] = connection.execute(
            "SELECT current_setting('server_version_num')::int / 10000, max(position)"
            " FROM events_event"
        ).fetchall()
    assert str(head) in verified
    assert version in PROMISED
