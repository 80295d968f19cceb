"""Whole newsrooms as `make run` starts them, for tests that use them from outside."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import pytest

from newsroom.development.private import Newsroom, private_newsroom
from newsroom.surroundings import CHECKOUT

# What these tests' own settings say of other servers is not for the newsrooms that they start.
OURS = (
    *("DATABASE_URL", "REDIS_URL", "NEWSROOM_DB_ROLE", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"),
    *("NEWSROOM_TIMEZONE", "NEWSROOM_TEST_SERVERS"),
)
OFTEN = {"NEWSROOM_REQUESTS_PER_MINUTE": "1000000"}


@contextmanager
def started(example: str, surroundings: Mapping[str, str] | None = None) -> Iterator[Newsroom]:
    """A newsroom with the example story ("") or without any ("none")."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as environment:
            for name in OURS:
                environment.delenv(name, raising=False)
            given = {**OFTEN, "NEWSROOM_EXAMPLE": example, **(surroundings or {})}
            newsroom = stack.enter_context(private_newsroom(given))
        yield newsroom


def run_beside(newsroom: Newsroom, *command: str, given: str | None = None) -> str:
    """What a `manage.py` command says that is run beside a running newsroom."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *command],
        cwd=CHECKOUT,
        env={**environment, "NEWSROOM_DATA": str(newsroom.log.parent)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()
