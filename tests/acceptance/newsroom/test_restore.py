"""The backups of docs/operating.md, made and restored into other servers as it says."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from newsroom.development.servers import Addresses, EmbeddedServers
from tests.clusters import as_superuser, base_backup, beside, folder_of_postgres, tool
from tests.newsrooms import all_said, said

pytestmark = pytest.mark.slow
PATIENCE = 60
ARCHIVER = "SELECT row_to_json(archiver)::text FROM pg_stat_archiver AS archiver"

# What was known of a board before the last few events.
BOARD = "as_of board openai 2023-11-17 --known-at @220 --json"


class Newsroom:
    """The commands of a newsroom on given servers, without web or workers."""

    def __init__(self, addresses: Addresses) -> None:
        self.environment = {
            "DATABASE_URL": addresses.database_url,
            "REDIS_URL": addresses.redis_url,
            "LOG_LEVEL": "ERROR",
        }

    def migrate(self) -> None:
        """As the database's owner, whose role a process takes by the name of its command."""
        said(self.environment, "manage.py", "migrate")

    def run(self, *commands: str) -> list[str]:
        return all_said(self.environment, *commands)

    def head(self) -> int:
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            [(head,)] = connection.execute("SELECT max(position) FROM events_event").fetchall()
        return int(head)


def introducing(slug: str, place: Path) -> str:
    """The command that records an organisation."""
    path = place / f"{slug}.yaml"
    path.write_text(f"entities: [{{organization: {slug}, name: {slug.title()}, kind: company}}]")
    return f"load_story {path}"


def test_a_dump_restored_into_a_new_server_gives_the_same_answers(place: Path) -> None:
    dump = place / "newsroom.dump"
    with EmbeddedServers(place / "one", settings={"fsync": "off"}) as one:
        lost = Newsroom(one.addresses)
        lost.migrate()
        *_, hashes, before = lost.run(
            "load_story examples/openai-leadership.yaml", "project", "verify_log", BOARD
        )
        head = lost.head()
        tool("pg_dump", "--format=custom", "--file", dump, one.addresses.database_url)
    with EmbeddedServers(place / "two", settings={"fsync": "off"}) as two:
        tool(
            *("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"),
            *("--dbname", two.addresses.database_url, dump),
        )
        found = Newsroom(two.addresses)
        assert found.head() == head
        found.migrate()  # gives the processes' role its rights again
        verified, restored, _, rebuilt = found.run(
            "verify_log", BOARD, "rebuild_projection tenures", BOARD
        )
        assert (verified, restored, rebuilt) == (hashes, before, before)
        with pytest.raises(psycopg.DatabaseError), psycopg.connect(two.addresses.database_url) as c:
            c.execute("DELETE FROM events_event")


def test_the_log_as_it_was_at_a_moment(place: Path) -> None:
    """A base backup and the archived WAL lead to any moment between; here, before a mistake."""
    archive = folder_of_postgres(place / "archive")
    settings = {"archive_mode": "on", "archive_command": f"cp %p {archive}/%f"}
    with EmbeddedServers(place / "one", settings=settings) as one:
        newsroom = Newsroom(one.addresses)
        newsroom.migrate()
        newsroom.run(introducing("acme", place))
        base = base_backup(one.postgres, place / "base", "--checkpoint=fast", "--wal-method=none")
        newsroom.run(introducing("initech", place), "project")
        [(moment,)] = as_superuser(one.postgres, "SELECT clock_timestamp()::text")
        newsroom.run(introducing("a-mistake", place))
        as_superuser(one.postgres, "SELECT pg_switch_wal()")
        archived_up_to(one, archive)
        assert newsroom.head() == 3
        (base / "recovery.signal").touch()
        recovery = {
            "restore_command": f"cp {archive}/%f %p",
            "recovery_target_time": str(moment),
            "recovery_target_action": "promote",
            "archive_mode": "off",
        }
        with beside(base, recovery) as recovering:
            until_promoted(recovering)
            restored = Newsroom(Addresses(recovering.url, one.addresses.redis_url))
            assert restored.head() == 2
            restored.run("verify_log", "rebuild_projection names", introducing("globex", place))
            assert restored.head() == 3


def archived_up_to(servers: EmbeddedServers, archive: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    waiting = "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"
    while as_superuser(servers.postgres, waiting) != [(0,)] or not list(archive.iterdir()):
        assert time.monotonic() < deadline, (
            f"not archived: {as_superuser(servers.postgres, ARCHIVER)}"
        )
        time.sleep(0.1)


def until_promoted(server: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while as_superuser(server, "SELECT pg_is_in_recovery()") != [(False,)]:
        assert time.monotonic() < deadline, "the recovery did not come to its end"
        time.sleep(0.1)
