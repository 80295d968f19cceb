"""The backups of docs/operating.md, made and restored into other servers as it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from newsroom.development.servers import Addresses, EmbeddedServers
from newsroom.surroundings import CHECKOUT
from tests.clusters import as_superuser, base_backup, beside, folder_of_postgres, tool
from tests.newsrooms import OURS

pytestmark = pytest.mark.slow


class Newsroom:
    """The commands of a newsroom on given servers, without web or workers."""

    def __init__(self, addresses: Addresses) -> None:
        self.environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment |= {
            "DATABASE_URL": addresses.database_url,
            "REDIS_URL": addresses.redis_url,
            "LOG_LEVEL": "ERROR",
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *command],
            cwd=CHECKOUT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout

    def record(self, slug: str) -> None:
        story = f"entities:\n  - {{organization: {slug}, name: {slug.title()}, kind: company}}\n"
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(story)
            file.flush()
            self.run("load_story", file.name)

    def board(self) -> Any:
        """What was known of a board before the last few events."""
        asked = ("board", "openai", "2023-11-17", "--known-at", "@220")
        return json.loads(self.run("as_of", *asked, "--json"))

    def head(self) -> int:
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            [(head,)] = connection.execute("SELECT max(position) FROM events_event").fetchall()
        return int(head)


@pytest.fixture
def place() -> Iterator[Path]:
    """Not pytest's own folders, which are closed to PostgreSQL's account."""
    path = Path(tempfile.mkdtemp(prefix="newsroom-restore-"))
    yield path
    shutil.rmtree(path)


def test_a_dump_restored_into_a_new_server_gives_the_same_answers(place: Path) -> None:
    dump = place / "newsroom.dump"
    with EmbeddedServers(place / "one", settings={"fsync": "off"}) as one:
        lost = Newsroom(one.addresses)
        lost.run("migrate")
        lost.run("load_story", "examples/openai-leadership.yaml")
        lost.run("project")
        before, head, hashes = lost.board(), lost.head(), lost.run("verify_log")
        tool("pg_dump", "--format=custom", "--file", dump, one.addresses.database_url)
    with EmbeddedServers(place / "two", settings={"fsync": "off"}) as two:
        tool(
            *("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"),
            *("--dbname", two.addresses.database_url, dump),
        )
        found = Newsroom(two.addresses)
        found.run("migrate")  # gives the processes' role its rights again
        assert found.run("verify_log") == hashes
        assert (found.head(), found.board()) == (head, before)
        found.run("rebuild_projection", "tenures")
        assert found.board() == before
        with pytest.raises(psycopg.DatabaseError), psycopg.connect(two.addresses.database_url) as c:
            c.execute("DELETE FROM events_event")


def test_the_log_as_it_was_at_a_moment(place: Path) -> None:
    """A base backup and the archived WAL lead to any moment between; here, before a mistake."""
    archive = folder_of_postgres(place / "archive")
    settings = {"archive_mode": "on", "archive_command": f"cp %p {archive}/%f"}
    with EmbeddedServers(place / "one", settings=settings) as one:
        newsroom = Newsroom(one.addresses)
        newsroom.run("migrate")
        newsroom.record("acme")
        base = base_backup(one.postgres, place / "base", "--checkpoint=fast", "--wal-method=none")
        newsroom.record("initech")
        newsroom.run("project")
        [(moment,)] = as_superuser(one.postgres, "SELECT clock_timestamp()::text")
        newsroom.record("a-mistake")
        as_superuser(one.postgres, "SELECT pg_switch_wal()")
        archived_up_to(one, archive)
        assert newsroom.head() == 3
        recovering = beside(
            base,
            place / "sockets",
            {
                "restore_command": f"cp {archive}/%f %p",
                "recovery_target_time": str(moment),
                "recovery_target_action": "promote",
                "archive_mode": "off",
            },
        )
        (base / "recovery.signal").touch()
        recovering.start()
        try:
            until_promoted(recovering)
            restored = Newsroom(Addresses(recovering.url, one.addresses.redis_url))
            assert restored.head() == 2
            restored.run("verify_log")
            restored.run("rebuild_projection", "names")
            restored.record("globex")
            assert restored.head() == 3
        finally:
            recovering.stop()


def archived_up_to(servers: EmbeddedServers, archive: Path) -> None:
    deadline = time.monotonic() + 30
    waiting = "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"
    while as_superuser(servers.postgres, waiting) != [(0,)] or not list(archive.iterdir()):
        assert time.monotonic() < deadline, "nothing was archived"
        time.sleep(0.1)


def until_promoted(server: Any) -> None:
    deadline = time.monotonic() + 60
    while as_superuser(server, "SELECT pg_is_in_recovery()") != [(False,)]:
        assert time.monotonic() < deadline, "it did not come to its end"
        time.sleep(0.1)
