"""Makes `.venv` from a lock file; run by the Makefile, before there is anything to import.

Usage: python3 -I newsroom/development/environment.py requirements.lock

Quick when there is nothing to do, and safe to run several times at once. Written for any
Python 3, so that one too old can say so.
"""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"


def main(lock_name):
    # type: (str) -> int
    if sys.version_info < NEEDED:
        print("Newsroom needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
        print("Install one, or name it: make PYTHON=/path/to/python3.11 …")
        return 1
    # Beside the folder, for `venv` may clear it.
    with ENVIRONMENT.with_name(".venv.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        wanted = fingerprint(CHECKOUT / lock_name)
        stamp = ENVIRONMENT / (".installed-" + lock_name)
        if read(stamp) == wanted and works("-c", "import django"):
            return 0
        if not works("-m", "pip", "--version") and not create():
            return 1
        print("Installing " + lock_name + " into .venv; the first time takes a minute.", flush=True)
        if install(CHECKOUT / lock_name) != 0:
            print("Could not install " + lock_name + ": see above. Is the package index reached?")
            return 1
        stamp.write_text(wanted)
    return 0


def fingerprint(path):
    # type: (Path) -> str
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(path):
    # type: (Path) -> str
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def works(*arguments):
    # type: (*str) -> bool
    """Whether the environment's Python is there and does this (a killed set-up may leave half)."""
    try:
        done = subprocess.run(
            [str(PYTHON), "-I", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def create():
    # type: () -> bool
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        print("This Python has no venv and pip: " + sys.executable)
        print("On Debian and Ubuntu: apt-get install python3-venv")
        return False
    print("Making .venv with Python " + sys.version.split()[0] + ".", flush=True)
    venv.create(str(ENVIRONMENT), clear=True, with_pip=True, symlinks=True)
    return True


def install(lock):
    # type: (Path) -> int
    # Wheels only: building a package would fetch build tools that no hash pins.
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(lock)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
