"""Both servers on one data folder, started and stopped together."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from newsroom.development.servers.postgres import Postgres
from newsroom.development.servers.valkey import Valkey

# A Unix socket's address holds some hundred bytes, so it cannot lie in any data folder.
SHORT_FOLDERS = Path("/tmp")  # noqa: S108 - mkdtemp makes a private folder in it
SOCKETS_NOTE = "sockets"


@dataclass(frozen=True, slots=True)
class Addresses:
    database_url: str
    redis_url: str


class EmbeddedServers:
    """Starts what is asked for. One user of a folder at a time: see `folder`."""

    def __init__(
        self,
        folder: Path,
        *,
        postgres: bool = True,
        valkey: bool = True,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self.sockets = self._new_socket_folder()
        logs = self.folder / "log"
        logs.mkdir(exist_ok=True)
        self.postgres = Postgres(
            self.folder / "postgres", self.sockets / "pg", logs / "postgres.log", settings
        )
        self.valkey = Valkey(
            self.folder / "valkey", self.sockets / "valkey.sock", logs / "valkey.log"
        )
        self._wanted: list[Postgres | Valkey] = []
        if valkey:
            self._wanted.append(self.valkey)
        if postgres:
            self._wanted.append(self.postgres)

    @property
    def addresses(self) -> Addresses:
        """Known before the start, which is what tests need that start them only when used."""
        return Addresses(self.postgres.url, self.valkey.url)

    @property
    def running(self) -> bool:
        return any(server.child is not None for server in self._wanted)

    def start(self) -> None:
        try:
            for server in self._wanted:
                server.start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for server in reversed(self._wanted):
            server.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)
        (self.folder / SOCKETS_NOTE).unlink(missing_ok=True)

    def ended(self) -> str | None:
        """The name of a server that has ended by itself, if any has."""
        for server in self._wanted:
            if server.child is not None and server.child.poll() is not None:
                return type(server).__name__
        return None

    def __enter__(self) -> "EmbeddedServers":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _new_socket_folder(self) -> Path:
        """A private folder with a short path; the note finds the one that a killed run left."""
        note = self.folder / SOCKETS_NOTE
        if note.exists():
            left = Path(note.read_text())
            if left.parent == SHORT_FOLDERS and left.name.startswith("newsroom-"):
                shutil.rmtree(left, ignore_errors=True)
        sockets = Path(tempfile.mkdtemp(prefix="newsroom-", dir=SHORT_FOLDERS))
        note.write_text(str(sockets))
        sockets.chmod(0o711)  # PostgreSQL's account passes; what is inside is private
        (sockets / "pg").mkdir(mode=0o700)
        return sockets
