"""The life of `make run`: started, used, killed, started again, stopped."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from newsroom.development.first_start import read_credentials
from newsroom.development.folder import DataFolder
from newsroom.development.servers import process
from newsroom.env import CHECKOUT

pytestmark = pytest.mark.slow

START_SECONDS = 120
STOP_SECONDS = 120
LAST_WORDS = "Ctrl-C stops everything."
OURS = {"DATABASE_URL", "REDIS_URL", "NEWSROOM_DB_ROLE", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}


class Launched:
    """One `make run` (without make, whose part is only the environment)."""

    def __init__(self, data: Path, port: str = "0", **settings: str) -> None:
        self.folder = DataFolder(data)
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment = {**kept, "NEWSROOM_DATA": str(data), "PORT": port}
        self.output = data / f"output-{time.monotonic_ns()}.txt"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "newsroom.development.run"],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=CHECKOUT,
                env={**self.environment, "NEWSROOM_EXAMPLE": "none", **settings},
            )

    def wait_until_answering(self) -> str:
        """It answers before it says so: what it has to say at its start is said then, too."""
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            state = self.folder.state()
            ours = state.get("pid") == self.process.pid
            if ours and "url" in state and LAST_WORDS in self.said():
                return str(state["url"])
            time.sleep(0.1)
        pytest.fail(f"it did not start:\n{self.said()}")

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def below(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def ended(self) -> int:
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pytest.fail(f"it did not end:\n{self.said()}")

    def refused(self) -> str:
        assert self.ended() == 1, self.said()
        return self.said()


@pytest.fixture
def data() -> Iterator[Path]:
    """Not pytest's own folders: as root, another pytest would close them to PostgreSQL again."""
    place = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    path = place / "the data"
    path.mkdir(mode=0o700)
    yield path
    state = DataFolder(path).state()
    if state:  # a test failed half-way
        os.kill(state["pid"], signal.SIGKILL)
    shutil.rmtree(place)


def ask(url: str, path: str, key: str | None = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.get(f"{url}{path}", headers=headers, timeout=30)


def manage(launched: Launched, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=CHECKOUT,
        env=launched.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def credentials(launched: Launched) -> Any:
    found = read_credentials(launched.folder)
    assert found is not None
    return found


def derived_by_other_rules(launched: Launched, name: str) -> None:
    """As an earlier version of the code would have left them."""
    statement = f"ProjectionState.objects.filter(name={name!r}).update(version=0)"
    done = manage(launched, "shell", "-c", f"from stories.models import *; {statement}")
    assert done.returncode == 0, done.stderr


def wait_until_renewed(url: str, key: str, name: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = ask(url, "/api/v1/projections/", key).json()["results"]
        [state] = [one for one in found if one["name"] == name]
        if state["version"] == state["code_version"]:
            assert (state["generation"], state["rebuild"]["status"]) == (2, "swapped")
            return
        time.sleep(0.1)
    pytest.fail(f"it was not derived anew: {state}")


def test_life_of_make_run(data: Path) -> None:
    first = Launched(data)
    url = first.wait_until_answering()
    key = credentials(first).api_key

    assert ask(url, "/healthz").status_code == 200
    assert ask(url, "/api/v1/events/").status_code in {401, 403}
    assert ask(url, "/api/v1/events/", key).status_code == 200
    assert ask(url, "/admin/login/").status_code == 200
    assert key in first.said()
    [offered] = re.findall(r"'http://[^/]+(/api/v1/\S+)'", first.said())
    assert ask(url, offered, key).status_code == 200

    beside = manage(first, "create_api_key", "--group", "reader", "--name", "another")
    assert beside.returncode == 0, beside.stderr
    assert ask(url, "/api/v1/events/", beside.stdout.strip()).status_code == 200

    assert "Another newsroom runs on the data folder" in Launched(data).refused()

    derived_by_other_rules(first, "tenures")
    below = first.below()
    first.process.kill()
    first.process.wait()
    for child in below:  # some end by themselves meanwhile
        process.send(child, signal.SIGKILL)

    second = Launched(data)
    url = second.wait_until_answering()
    assert credentials(second).api_key == key
    assert ask(url, "/api/v1/events/", key).status_code == 200
    assert "views by new rules are being derived: tenures\n" in second.said()
    wait_until_renewed(url, key, "tenures")

    below = second.below()
    second.process.send_signal(signal.SIGTERM)
    assert second.ended() == 0, second.said()
    _ended, alive = psutil.wait_procs(below, timeout=30)
    assert alive == []
    assert second.folder.state() == {}


def test_the_port_of_an_earlier_run_that_stops_is_waited_for(data: Path) -> None:
    first = Launched(data)
    url = first.wait_until_answering()
    first.process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + START_SECONDS
    while first.folder.state() and time.monotonic() < deadline:
        time.sleep(0.02)
    second = Launched(data, str(urlsplit(url).port))
    assert second.wait_until_answering() == url
    second.process.send_signal(signal.SIGTERM)
    assert second.ended() == 0, second.said()


def test_a_port_in_use_is_refused_before_anything_starts(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = Launched(data, str(port)).refused()
    assert f"Port {port} is in use" in said
    assert not (data / "postgres").exists()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("NEWSROOM_TIMEZONE", "Mars", "newsroom: NEWSROOM_TIMEZONE: “Mars” is no time zone."),
        ("LOG_LEVEL", "loud", "newsroom: LOG_LEVEL is DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("LOG_FORMAT", "xml", "newsroom: LOG_FORMAT is line or json, not 'xml'."),
        ("NEWSROOM_EXAMPLE", "nothing.yaml", "newsroom: cannot read nothing.yaml: No such file"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_a_sentence(
    data: Path, name: str, value: str, told: str
) -> None:
    said = Launched(data, **{name: value}).refused()
    assert told in said
    assert "Traceback" not in said
