"""`make demo BASE_URL=… API_KEY=…` against a newsroom that runs already."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from newsroom.development.private import Newsroom
from newsroom.env import CHECKOUT
from tests.acceptance.conftest import key_of
from tests.newsrooms import OURS, started

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Newsroom]:
    with started("none") as found:
        yield found


def demo(**given: str) -> subprocess.CompletedProcess[str]:
    """By make, as a person would: its variables reach the program as environment."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [
            "make",
            "--no-print-directory",
            "demo",
            *(f"{name}={value}" for name, value in given.items()),
        ],
        cwd=CHECKOUT,
        env={**environment, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def test_it_asks_for_a_key(elsewhere: Newsroom) -> None:
    done = demo(BASE_URL=elsewhere.url)
    assert done.returncode != 0
    assert "set API_KEY too, an editor's: manage.py create_api_key" in done.stdout


def test_a_key_that_may_not_append_is_told_so(elsewhere: Newsroom) -> None:
    done = demo(BASE_URL=elsewhere.url, API_KEY=key_of(elsewhere, "reader"))
    assert done.returncode != 0
    assert "403" in done.stdout


def test_it_appends_the_example_once_and_every_answer_is_right(elsewhere: Newsroom) -> None:
    given = {"BASE_URL": elsewhere.url, "API_KEY": elsewhere.api_key}
    first = demo(**given)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Appended" in first.stdout
    assert "Every answer is right." in first.stdout
    again = demo(**given)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "The example story is recorded already." in again.stdout


def test_nobody_there(elsewhere: Newsroom) -> None:
    done = demo(BASE_URL="http://127.0.0.1:1", API_KEY="x")
    assert done.returncode != 0
    assert "The demo failed" in done.stdout
    assert "Traceback" not in done.stderr
