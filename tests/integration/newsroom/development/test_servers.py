"""The embedded servers, on data folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from redis import Redis

from newsroom.development.servers import Addresses, EmbeddedServers
from newsroom.env import CHECKOUT

HOLDER = """
import signal, sys
from pathlib import Path
from newsroom.development.servers import EmbeddedServers
servers = EmbeddedServers(Path(sys.argv[1]))
servers.start()
print(servers.postgres.child.pid, servers.valkey.child.pid, flush=True)
signal.pause()
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """Not pytest's own folders: as root, another pytest would close them to PostgreSQL again."""
    path = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def folder(place: Path) -> Path:
    return place / "a folder, with 'odd' \"signs\""


def servers_in(folder: Path) -> EmbeddedServers:
    """Quicker than those of `make run`: what only a power cut loses may be lost here."""
    return EmbeddedServers(folder, settings={"fsync": "off"})


def remember(addresses: Addresses, word: str) -> None:
    with psycopg.connect(addresses.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def remembered(addresses: Addresses) -> list[str]:
    with psycopg.connect(addresses.database_url) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words")]


def pids(servers: EmbeddedServers) -> list[int]:
    found = []
    for server in (servers.postgres, servers.valkey):
        assert server.child is not None
        found.append(server.child.pid)
    return found


def test_they_start_stop_and_keep_the_data(folder: Path) -> None:
    with servers_in(folder) as servers:
        remember(servers.addresses, "first")
        with Redis.from_url(servers.addresses.redis_url) as client:
            assert client.ping()
        started, sockets = pids(servers), servers.sockets
    assert not any(psutil.pid_exists(pid) for pid in started)
    assert not sockets.exists()
    with servers_in(folder) as servers:
        assert remembered(servers.addresses) == ["first"]


def test_the_owner_is_no_superuser(folder: Path) -> None:
    with (
        servers_in(folder) as servers,
        psycopg.connect(servers.addresses.database_url) as connection,
    ):
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, True, True)


def test_two_at_once(folder: Path, place: Path) -> None:
    with servers_in(folder) as one, servers_in(place / "other") as other:
        remember(one.addresses, "one")
        remember(other.addresses, "other")
        assert remembered(one.addresses) == ["one"]
        assert remembered(other.addresses) == ["other"]


def test_they_recover_after_everything_was_killed(folder: Path) -> None:
    servers = EmbeddedServers(folder)
    servers.start()
    remember(servers.addresses, "before")
    for pid in pids(servers):
        os.kill(pid, signal.SIGKILL)
    with EmbeddedServers(folder) as again:
        assert remembered(again.addresses) == ["before"]
    assert not servers.sockets.exists()


def test_orphans_of_the_same_folder_are_ended(folder: Path) -> None:
    orphaned = servers_in(folder)
    orphaned.start()
    remember(orphaned.addresses, "before")
    with servers_in(folder) as again:
        assert remembered(again.addresses) == ["before"]
        for server in (orphaned.postgres, orphaned.valkey):
            assert server.child is not None
            assert server.child.wait(30) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a death")
def test_they_end_with_a_killed_launcher(folder: Path) -> None:
    launcher = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, cwd=CHECKOUT
    )
    assert launcher.stdout is not None
    children = [psutil.Process(int(pid)) for pid in launcher.stdout.readline().split()]
    assert len(children) == 2
    launcher.kill()
    launcher.wait()
    launcher.stdout.close()
    _ended, alive = psutil.wait_procs(children, timeout=60)
    servers_in(folder).stop()  # clears away the sockets of the killed one
    assert alive == []
