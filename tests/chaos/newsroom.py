"""A newsroom to do harm to: its own PostgreSQL and Valkey, and what `make run` starts on them.

The launcher is the product's own, and keeps web, worker and beat running. The two servers are ours,
so that they can be killed and started again beneath it.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg

from newsroom.development.folder import DataFolder
from newsroom.development.private import Newsroom, private_newsroom
from newsroom.development.servers import EmbeddedServers
from newsroom.development.servers.postgres import DATABASE, SUPERUSER
from newsroom.development.servers.process import spawn
from newsroom.env import CHECKOUT

PATIENCE = 180.0  # of a machine that others use as well
LOOK_SECONDS = 0.05
# The words of a command line that tell a process of the newsroom from the others.
PART_OF = {"web": "gunicorn", "worker": "worker", "beat": "beat"}
Json = dict[str, Any]


def until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Looks until something is so; fails when it has not come about in time."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"not in {patience:.0f} s: {what}"
        time.sleep(LOOK_SECONDS)


@dataclass
class UnderTest:
    servers: EmbeddedServers
    running: Newsroom
    environment: dict[str, str]
    chance: random.Random
    acknowledged: dict[str, Json] = field(default_factory=dict)
    """What the log has answered for, by the note that each event was sent with."""
    key: str = ""
    """An operator's; reporters have that of the first start, an editor's."""

    # --- asking ------------------------------------------------------------------------------

    def client(self, key: str | None = None) -> httpx.Client:
        return httpx.Client(
            base_url=f"{self.running.url}/api/v1/",
            headers={"Authorization": f"Bearer {key or self.running.api_key}"},
            timeout=30,
        )

    def operate(self, method: str, path: str) -> httpx.Response:
        with self.client(self.key) as client:
            return client.request(method, path)

    def projections(self) -> list[Json]:
        answer = self.operate("GET", "projections/")
        assert answer.status_code == 200, answer.text
        found: list[Json] = answer.json()["results"]
        return found

    def manage(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *command],
            cwd=CHECKOUT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    # --- PostgreSQL --------------------------------------------------------------------------

    def connect(self, **parameters: Any) -> psycopg.Connection[Any]:
        """As the owner of the tables, and outside of transactions."""
        address = self.servers.addresses.database_url
        return psycopg.connect(address, autocommit=True, **parameters)

    def connect_as_superuser(self) -> psycopg.Connection[Any]:
        sockets = str(self.servers.postgres.sockets)
        return psycopg.connect(host=sockets, dbname=DATABASE, user=SUPERUSER, autocommit=True)

    def query(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with self.connect() as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def head(self) -> int:
        [(position,)] = self.query("SELECT coalesce(max(position), 0) FROM events_event")
        return int(position)

    def kill_backend(self) -> None:
        """SIGKILL to a process of PostgreSQL that serves a connection of the web server or a
        worker."""

        def backends() -> list[psutil.Process]:
            found = self.query(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            return [psutil.Process(pid) for (pid,) in found]

        self._kill_one_of(backends)

    # --- processes ---------------------------------------------------------------------------

    def process(self, part: str) -> psutil.Process:
        """The web server, the worker or beat, as the launcher keeps it running now."""
        launcher = psutil.Process(DataFolder(self.running.log.parent).state()["pid"])

        def found() -> psutil.Process | None:
            for child in launcher.children():
                try:
                    if PART_OF[part] in child.cmdline():
                        return child
                except psutil.NoSuchProcess:
                    continue
            return None

        until(found, f"{part} is running")
        process = found()
        assert process is not None
        return process

    def kill(self, part: str) -> None:
        """SIGKILL to it or to one of its children, whichever chance names."""

        def family() -> list[psutil.Process]:
            main = self.process(part)
            return [main, *main.children(recursive=True)]

        self._kill_one_of(family)

    def _kill_one_of(self, those: Callable[[], list[psutil.Process]]) -> None:
        """Some may end by themselves between the look and the kill."""

        def killed() -> bool:
            try:
                found = those()
                if found:
                    self.chance.choice(found).kill()
                return bool(found)
            except psutil.NoSuchProcess:
                return False

        until(killed, "one of them is killed")

    @contextmanager
    def another(
        self, part: str, *arguments: str, application: str = "newsroom"
    ) -> Iterator[psutil.Process]:
        """A further Celery process beside those of the launcher, killed in the end."""
        command = [sys.executable, "-m", "celery", "-A", application, "--quiet", part]
        with self.running.log.with_name(f"further-{part}.log").open("ab") as output:
            child = spawn(
                [*command, *arguments, "--loglevel", "WARNING"],
                stop=signal.SIGKILL,
                output=output,
                env=self.environment,
                cwd=CHECKOUT,
            )
        try:
            yield psutil.Process(child.pid)
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    # --- afterwards --------------------------------------------------------------------------

    def reached(self) -> int:
        """The position that every view has taken up."""
        return min(int(one["position"]) for one in self.projections())

    def caught_up(self) -> bool:
        head = self.head()
        return self.reached() >= head


@contextmanager
def newsroom_under_test(folder: Path, chance: random.Random) -> Iterator[UnderTest]:
    with EmbeddedServers(folder) as servers:
        addresses = {
            "DATABASE_URL": servers.addresses.database_url,
            "REDIS_URL": servers.addresses.redis_url,
        }
        settings = {
            "NEWSROOM_REQUESTS_PER_MINUTE": "1000000",
            "NEWSROOM_TRANSACTION_IDLE_SECONDS": "15",
        }
        with private_newsroom({**addresses, **settings}) as running:
            data = str(running.log.parent)
            environment = {
                name: value
                for name, value in {**os.environ, **addresses, **settings}.items()
                if name not in {"NEWSROOM_DB_ROLE", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}
            }
            under_test = UnderTest(servers, running, {**environment, "NEWSROOM_DATA": data}, chance)
            made = under_test.manage("create_api_key", "--group", "operator", "--name", "chaos")
            assert made.returncode == 0, made.stderr
            under_test.key = made.stdout.strip()
            yield under_test
