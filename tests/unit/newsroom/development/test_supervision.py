import os
import subprocess
import sys

import psutil
import pytest

from newsroom.development.supervision import (
    MOST_STARTS,
    Child,
    GaveUpError,
    end_left_behind,
    identities,
    stop_all,
)

WAIT_FOR_EVER = "import signal; signal.pause()"


def child(code: str) -> Child:
    return Child("web", [sys.executable, "-c", code], dict(os.environ))


def process_of(child: Child) -> subprocess.Popen[bytes]:
    assert child.running is not None
    return child.running


def test_a_killed_child_is_started_again(capfd: pytest.CaptureFixture[str]) -> None:
    kept = child(WAIT_FOR_EVER)
    kept.start()
    first = process_of(kept)
    assert not kept.look_after()
    first.kill()
    first.wait()
    assert kept.look_after()
    assert process_of(kept).pid != first.pid
    stop_all([kept])
    assert process_of(kept).poll() is not None
    assert "ended by signal 9; starting it again" in capfd.readouterr().out


def test_a_child_that_keeps_ending_is_given_up() -> None:
    broken = child("raise SystemExit(3)")
    broken.start()
    for _ in range(MOST_STARTS - 1):
        process_of(broken).wait()
        assert broken.look_after()
    process_of(broken).wait()
    with pytest.raises(GaveUpError, match="web ended with exit code 3, again and again"):
        broken.look_after()


def test_what_a_killed_run_left_is_ended() -> None:
    left = child(WAIT_FOR_EVER)
    left.start()
    [[pid, created]] = identities([left])
    end_left_behind([[pid, created]])
    assert not psutil.pid_exists(int(pid))


def test_another_process_of_the_same_id_is_spared() -> None:
    ours = child(WAIT_FOR_EVER)
    ours.start()
    [[pid, created]] = identities([ours])
    end_left_behind([[pid, created - 3600]])
    assert psutil.pid_exists(int(pid))
    stop_all([ours])
