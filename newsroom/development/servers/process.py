"""Child processes that end with us, and the ones that an earlier, killed run left behind."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any

import psutil

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with(parent: int, sign: signal.Signals) -> None:
    """Asks the kernel to send us this signal should our parent be killed (Linux only)."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), sign)


def spawn(
    command: Sequence[str | Path], *, stop: signal.Signals, output: IO[Any] | int, **options: Any
) -> subprocess.Popen[bytes]:
    """Starts a child in a session of its own, so that Ctrl-C reaches us alone."""
    return subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=partial(die_with, os.getpid(), stop),  # noqa: PLW1509 - touches no lock, and must come after the change of user
        **options,
    )


def end(child: subprocess.Popen[bytes], sign: signal.Signals, patience: float) -> None:
    """Asks a child to stop; kills it and its group when it does not."""
    if child.poll() is None:
        child.send_signal(sign)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            end_group(child.pid)
            child.wait()


def end_group(leader: int) -> None:
    """Kills what is left of the session that `spawn` made for a child."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def send(one: psutil.Process, sign: signal.Signals) -> None:
    with suppress(psutil.NoSuchProcess):
        one.send_signal(sign)


def end_strangers(name: str, folder: Path, sign: signal.Signals, patience: float = 20) -> None:
    """Ends the processes of this name that work in this folder: a killed run's orphans."""
    found = [process for process in psutil.process_iter() if _works_in(process, name, folder)]
    for process in found:
        send(process, sign)
    _gone, alive = psutil.wait_procs(found, timeout=patience)
    for process in alive:
        send(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=patience)


def _works_in(process: psutil.Process, name: str, folder: Path) -> bool:
    try:
        return process.name() == name and Path(process.cwd()) == folder
    except (psutil.Error, OSError):
        return False  # gone, or another user's
