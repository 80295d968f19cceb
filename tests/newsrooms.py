"""Whole newsrooms as `make run` starts them, for tests that use them from outside."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from newsroom.development.private import Newsroom, private_newsroom
from newsroom.env import CHECKOUT

# What these tests' own settings say of other servers is not for the newsrooms that they start.
OURS = (
    *("DATABASE_URL", "REDIS_URL", "NEWSROOM_DB_ROLE", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"),
    *("NEWSROOM_TIMEZONE", "NEWSROOM_TEST_SERVERS"),
)
# Asked more often than by anybody, and waiting for its views as long as it takes on a busy machine,
# where a worker may begin well after the web server: but less than a browser waits for a page.
UNHURRIED = {"NEWSROOM_REQUESTS_PER_MINUTE": "1000000", "NEWSROOM_READ_WAIT_SECONDS": "20"}

# To start a process takes longer than most commands do.
ONE_AFTER_ANOTHER = """
import shlex, sys
from newsroom.command_line import main
for command in sys.argv[1:]:
    if code := main(["manage.py", *shlex.split(command)]):
        sys.exit(code)
    print(end="\\0")
"""

_background = ThreadPoolExecutor(thread_name_prefix="stopping")
_stopping: list[Future[None]] = []


@contextmanager
def started(example: str, overrides: Mapping[str, str] | None = None) -> Iterator[Newsroom]:
    """A newsroom with the example story ("") or without any ("none").

    It stops while the tests go on, for most of its stopping is waiting.
    """
    stack = ExitStack()
    with pytest.MonkeyPatch.context() as environment:
        for name in OURS:
            environment.delenv(name, raising=False)
        given = {**UNHURRIED, "NEWSROOM_EXAMPLE": example, **(overrides or {})}
        newsroom = stack.enter_context(private_newsroom(given))
    try:
        yield newsroom
    finally:
        _stopping.append(_background.submit(stack.close))


def wait_until_stopped() -> None:
    while _stopping:
        _stopping.pop().result()


def run_beside(newsroom: Newsroom, *command: str) -> str:
    """What a `manage.py` command says that is run beside a running newsroom."""
    return said(_beside(newsroom), "manage.py", *command).strip()


def run_all_beside(newsroom: Newsroom, *commands: str) -> list[str]:
    """What each of these says."""
    return [each.strip() for each in all_said(_beside(newsroom), *commands)]


def _beside(newsroom: Newsroom) -> dict[str, str]:
    return {"NEWSROOM_DATA": str(newsroom.log.parent)}


def all_said(environment: Mapping[str, str], *commands: str) -> list[str]:
    """By commands of `manage.py` in one process, in the role that all but the migrating have."""
    found = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "LOG_LEVEL": "WARNING", **environment}
    return said(found, "-c", ONE_AFTER_ANOTHER, *commands).split("\0")[:-1]


def said(environment: Mapping[str, str], *arguments: str) -> str:
    """By a process of Python, which must succeed."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=CHECKOUT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout
