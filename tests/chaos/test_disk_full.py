"""No space left where the log lies: the append is refused, and taken when there is space again."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.development.servers import account
from tests.chaos.load import under_load
from tests.chaos.newsroom import UnderTest, until
from tests.chaos.whole import assert_whole

TABLES = ("events_event", "events_mention")
MEBIBYTES = 64


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of its own in memory, which only root may mount."""
    if os.geteuid() != 0:
        pytest.skip("a small file system is mounted for it, which takes root")
    place = Path(tempfile.mkdtemp(prefix="newsroom-disk-"))
    options = f"size={MEBIBYTES}m,mode=0755"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", place],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()


@contextmanager
def log_on(newsroom: UnderTest, disk: Path) -> Iterator[None]:
    """Moves the log's tables to a table space there, and back again."""
    place = disk / "space"
    if owner := account.unprivileged():
        owner.own(place)
        account.let_pass(place)
    with newsroom.connect_as_superuser() as superuser:
        superuser.execute(f"CREATE TABLESPACE small LOCATION '{place}'".encode())
        for table in TABLES:
            superuser.execute(f"ALTER TABLE {table} SET TABLESPACE small".encode())
        try:
            yield
        finally:
            for table in TABLES:
                superuser.execute(f"ALTER TABLE {table} SET TABLESPACE pg_default".encode())
            superuser.execute("DROP TABLESPACE small")


def test_disk_full(newsroom: UnderTest, small_disk: Path) -> None:
    with log_on(newsroom, small_disk), under_load(newsroom) as load:
        ballast = small_disk / "ballast"
        fill(ballast)
        until(lambda: load.retries >= 20, "appends are refused for want of space")
        full_at = newsroom.head()
        assert newsroom.operate("GET", "projections/").status_code == 200, "views are still read"
        ballast.unlink()
        load.until_more(20)
        assert newsroom.head() > full_at
    assert_whole(newsroom)


def fill(ballast: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        write_on(ballast)


def write_on(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(2**16))
