"""A whole newsroom of one's own on a free port and a throw-away data folder."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsroom.development.first_start import read_credentials
from newsroom.development.folder import DataFolder
from newsroom.development.servers import process
from newsroom.development.supervision import GaveUpError
from newsroom.env import CHECKOUT

START_SECONDS = 180
STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Newsroom:
    url: str
    api_key: str
    log: Path

    def said(self) -> str:
        """The last of what its processes wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-60:])


# What a newsroom that runs elsewhere may have left in our environment.
OF_ANOTHER = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "NEWSROOM_DB_ROLE"}


@contextmanager
def private_newsroom(
    overrides: Mapping[str, str] | None = None, *, own_servers: bool = True
) -> Iterator[Newsroom]:
    """`make run` as a child; what it says goes to a file, and is shown only if it fails.

    Without servers of its own it takes those that the environment names, if it names any.
    """
    path = Path(tempfile.mkdtemp(prefix="newsroom-data-"))
    inherited = dict(os.environ)
    if own_servers:
        inherited = {name: value for name, value in inherited.items() if name not in OF_ANOTHER}
    # Whoever wants an example story there from the start says so in `overrides`.
    environment = {**inherited, "NEWSROOM_EXAMPLE": "none", **(overrides or {})}
    environment |= {"NEWSROOM_DATA": str(path), "PORT": "0"}
    log = path / "run.log"
    with log.open("wb") as output:
        launcher = process.spawn(
            [sys.executable, "-m", "newsroom.development.run"],
            stop=signal.SIGTERM,
            output=output,
            env=environment,
            cwd=CHECKOUT,
        )
    try:
        yield _when_answering(launcher, DataFolder(path), log)
    finally:
        process.end(launcher, signal.SIGTERM, STOP_SECONDS)
        shutil.rmtree(path, ignore_errors=True)


def _when_answering(launcher: subprocess.Popen[bytes], folder: DataFolder, log: Path) -> Newsroom:
    deadline = time.monotonic() + START_SECONDS
    while launcher.poll() is None and time.monotonic() < deadline:
        if url := folder.state().get("url"):
            credentials = read_credentials(folder)
            if credentials is not None:
                return Newsroom(url, credentials.api_key, log)
        time.sleep(0.1)
    raise GaveUpError(f"the newsroom did not start:\n{log.read_text(errors='replace')}")
