"""PostgreSQL servers made from one another: copies, archives, standbys."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from newsroom.development.servers import account
from newsroom.development.servers.embedded import SHORT_FOLDERS
from newsroom.development.servers.postgres import INSTALLATION, SUPERUSER, Postgres


def tool(name: str, *arguments: str | Path, as_account: bool = False) -> str:
    """What one of PostgreSQL's own programs says."""
    ours = account.unprivileged() if as_account else None
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [INSTALLATION / "bin" / name, *arguments],
        cwd="/",
        env={"LD_LIBRARY_PATH": str(INSTALLATION / "lib"), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **(ours.process_arguments() if ours else {}),
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def folder_of_postgres(path: Path) -> Path:
    """A folder that the servers' account may write in, as it must into an archive."""
    path.mkdir(parents=True)
    if ours := account.unprivileged():
        ours.own(path)
        account.let_pass(path)
    return path


def base_backup(server: Postgres, into: Path, *options: str) -> Path:
    folder = folder_of_postgres(into)
    source = ("--host", str(server.sockets), "--username", SUPERUSER)
    tool("pg_basebackup", *source, "--pgdata", folder, *options, as_account=True)
    return folder


@contextmanager
def beside(folder: Path, settings: Mapping[str, str]) -> Iterator[Postgres]:
    """A further server, running, on a folder that is a copy of another's.

    Its sockets are not beside it: PostgreSQL takes a comma in their folder's name for its end.
    """
    with TemporaryDirectory(prefix="newsroom-", dir=SHORT_FOLDERS) as place:
        sockets = folder_of_postgres(Path(place) / "pg")
        server = Postgres(folder, sockets, folder.with_suffix(".log"), settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def as_superuser(server: Postgres, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(
        host=str(server.sockets), dbname="newsroom", user=SUPERUSER, autocommit=True
    ) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []
