"""Keeps the processes of a newsroom running, and shows what they say, line by line."""

import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

import psutil

from newsroom.development.servers import process
from newsroom.env import CHECKOUT

STOP_SECONDS = 20
MOST_STARTS, WITHIN_SECONDS = 5, 60.0
WIDTH = 9


class GaveUpError(RuntimeError):
    pass


@dataclass
class Child:
    """A process that is started again when it ends; it inherits the descriptors `keep_open`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    keep_open: tuple[int, ...] = ()
    running: subprocess.Popen[bytes] | None = None
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_STARTS))

    def start(self) -> None:
        self.starts.append(time.monotonic())
        self.running = process.spawn(
            self.command,
            stop=signal.SIGTERM,
            output=subprocess.PIPE,
            env=dict(self.environment),
            cwd=CHECKOUT,
            pass_fds=self.keep_open,
        )
        threading.Thread(target=self._show, args=(self.running.stdout,), daemon=True).start()

    def look_after(self) -> bool:
        """Whether it had ended by itself and was started again; gives up if it keeps ending."""
        if self.running is None or (code := self.running.poll()) is None:
            return False
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        process.end_group(self.running.pid)
        if len(self.starts) == MOST_STARTS and self.starts[0] > time.monotonic() - WITHIN_SECONDS:
            raise GaveUpError(f"{self.name} ended {how}, again and again")
        say(self.name, f"ended {how}; starting it again")
        self.start()
        return True

    def stop(self) -> None:
        if self.running is not None:
            process.end(self.running, signal.SIGTERM, STOP_SECONDS)

    def _show(self, output: IO[bytes]) -> None:
        for line in output:
            say(self.name, line.decode(errors="replace").rstrip())


def say(name: str, line: str) -> None:
    sys.stdout.write(f"{name:<{WIDTH}}| {line}\n")
    sys.stdout.flush()


def stop_all(children: Sequence[Child]) -> None:
    """All at once, so that the slowest decides."""
    stopping = [threading.Thread(target=child.stop) for child in children]
    for thread in stopping:
        thread.start()
    for thread in stopping:
        thread.join()


def identities(children: Sequence[Child]) -> list[list[float]]:
    """Process id and start time of each: an id alone may come to be another's."""
    alive = [child.running for child in children if child.running and child.running.poll() is None]
    return [[child.pid, psutil.Process(child.pid).create_time()] for child in alive]


def end_left_behind(identified: Sequence[Sequence[float]]) -> None:
    """Ends what a killed run started, with everything below it."""
    left = []
    for pid, created in identified:
        try:
            found = psutil.Process(int(pid))
            if abs(found.create_time() - created) < 1:
                left += [found, *found.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    for one in left:
        process.send(one, signal.SIGTERM)
    for one in psutil.wait_procs(left, timeout=STOP_SECONDS)[1]:
        process.send(one, signal.SIGKILL)
