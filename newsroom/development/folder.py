"""The data folder of one `make run`: who holds it, its secrets, and what runs on it."""

import fcntl
import json
import os
import secrets
import time
from pathlib import Path
from typing import Any

TIMEOUT = 40  # seconds for an earlier run to finish stopping


class FolderInUseError(Exception):
    pass


class NoFolderError(Exception):
    pass


class DataFolder:
    """Made where it is not there, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise NoFolderError(
                f"{path} cannot be the data folder: {fault.strerror}. "
                "Choose another with NEWSROOM_DATA."
            ) from None
        self.path = path.resolve()
        self._guard: int | None = None

    def hold(self) -> None:
        """Until this process ends, however it ends: the kernel keeps the lock."""
        self._guard = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + TIMEOUT
        while True:
            try:
                fcntl.flock(self._guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                # It takes its state back before it stops: what has none is about to be free.
                if (state := self.state()) or time.monotonic() > deadline:
                    raise FolderInUseError(self._in_use(state)) from None
            time.sleep(0.1)

    def _in_use(self, state: dict[str, Any]) -> str:
        where = f" at {state['url']}" if "url" in state else ""
        return (
            f"Another newsroom runs on the data folder {self.path}{where}. "
            "Stop it, or choose another folder with NEWSROOM_DATA."
        )

    def secret_key(self) -> str:
        path = self.path / "secret_key"
        if not path.exists():
            self.write("secret_key", secrets.token_urlsafe(50))
        return path.read_text().strip()

    def state(self) -> dict[str, Any]:
        try:
            state: dict[str, Any] = json.loads((self.path / "running.json").read_text())
        except FileNotFoundError:  # also where it is withdrawn at this very moment
            return {}
        return state

    def publish(self, state: dict[str, Any]) -> None:
        self.write("running.json", json.dumps(state, indent=1))

    def withdraw(self) -> None:
        (self.path / "running.json").unlink(missing_ok=True)

    def write(self, name: str, text: str) -> None:
        """Readable by its owner only, and never half written."""
        new = self.path / f".{name}.new"
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / name)
