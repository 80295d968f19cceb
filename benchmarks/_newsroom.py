"""Servers of a benchmark's own, and processes of the product before them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.development.servers import EmbeddedServers

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # scripts find each other by themselves, the product by this
BIN = Path(sys.executable).parent


@contextmanager
def servers(settings: Mapping[str, str] | None = None) -> Iterator[EmbeddedServers]:
    """Throw-away PostgreSQL and Valkey, migrated; their addresses are in the environment.

    Whoever uses Django in this process sets it up inside.
    """
    from newsroom.development.servers import EmbeddedServers

    folder = Path(tempfile.mkdtemp(prefix="newsroom-benchmark-"))
    embedded = EmbeddedServers(folder, settings=dict(settings or {}))
    embedded.start()
    # Compiled modules are kept, whatever the environment says: without, each process that is
    # started compiles the product first, and that is no part of what is measured.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {
        "DATABASE_URL": embedded.addresses.database_url,
        "REDIS_URL": embedded.addresses.redis_url,
        "NEWSROOM_REQUESTS_PER_MINUTE": "1000000",
        "NEWSROOM_HTTPS": "0",
        "NEWSROOM_DATA": str(folder),
        "SECRET_KEY": "only for a benchmark, and thrown away with its servers at once",
        "LOG_LEVEL": "ERROR",
    }
    try:
        manage("migrate", "--verbosity", "0")
        yield embedded
    finally:
        embedded.stop()
        shutil.rmtree(folder, ignore_errors=True)


def manage(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *command],
        cwd=CHECKOUT,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout.strip()


@contextmanager
def process(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the product, ended with the block."""
    started = subprocess.Popen(
        [str(BIN / command[0]), *command[1:]],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)} | environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(30)
        except subprocess.TimeoutExpired:  # what was measured holds all the same
            started.kill()
            started.wait()


@contextmanager
def web(application: str = "newsroom.wsgi", *, workers: int = 2) -> Iterator[str]:
    """A gunicorn with sync workers, as the measurements had; yields its address."""
    with socket.socket() as held:
        # All the while, or one of the many clients might be given it before the server listens.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{held.getsockname()[1]}"
        arguments = ("--bind", at, "--workers", str(workers), "--log-level", "error")
        with process("gunicorn", application, *arguments):
            wait_for(f"http://{at}/healthz")
            yield f"http://{at}"


def wait_for(address: str, seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def database() -> str:
    return os.environ["DATABASE_URL"]
