"""Whole newsrooms as `make run` starts them, each once a session, and how tests speak to them."""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from newsroom.private import Newsroom, private_newsroom
from newsroom.surroundings import CHECKOUT
from tests.acceptance.desk import Desk

# What these tests' own settings say of other servers is not for the newsrooms that they start.
OURS = (
    *("DATABASE_URL", "REDIS_URL", "NEWSROOM_DB_ROLE", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"),
    *("NEWSROOM_TIMEZONE", "NEWSROOM_TEST_SERVERS"),
)
OFTEN = {"NEWSROOM_REQUESTS_PER_MINUTE": "1000000"}

Keys = Callable[..., httpx.Client]


@contextmanager
def started(example: str) -> Iterator[Newsroom]:
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as environment:
            for name in OURS:
                environment.delenv(name, raising=False)
            newsroom = stack.enter_context(private_newsroom({**OFTEN, "NEWSROOM_EXAMPLE": example}))
        yield newsroom


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    """Without any story. All tests record in it, each under ids of its own."""
    with started("none") as found:
        yield found


@pytest.fixture(scope="session")
def example_newsroom() -> Iterator[Newsroom]:
    """With the example story, as it is loaded on the first start. Nobody records in it."""
    with started("") as found:
        yield found


def client_of(newsroom: Newsroom, key: str | None) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(base_url=f"{newsroom.url}/api/v1/", headers=headers, timeout=60)


@pytest.fixture(scope="session")
def editor(newsroom: Newsroom) -> Iterator[httpx.Client]:
    """With the key that the first start prints."""
    with client_of(newsroom, newsroom.api_key) as client:
        yield client


@pytest.fixture(scope="session")
def example(example_newsroom: Newsroom) -> Iterator[httpx.Client]:
    with client_of(example_newsroom, example_newsroom.api_key) as client:
        yield client


@pytest.fixture(scope="session")
def revised() -> Iterator[httpx.Client]:
    """The example story in a newsroom of its own, for tests that correct it: each its own facts."""
    with started("") as found, client_of(found, found.api_key) as client:
        yield client


@pytest.fixture(scope="session")
def anonymous(newsroom: Newsroom) -> Iterator[httpx.Client]:
    with client_of(newsroom, None) as client:
        yield client


@pytest.fixture(scope="session")
def of_group(newsroom: Newsroom) -> Iterator[Keys]:
    """Opens a client with a key of a group, made beside the running newsroom."""
    found: dict[str, httpx.Client] = {}

    def open_client(group: str) -> httpx.Client:
        if group not in found:
            found[group] = client_of(newsroom, _key(newsroom, group))
        return found[group]

    yield open_client
    for client in found.values():
        client.close()


def _key(newsroom: Newsroom, group: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    command = ("create_api_key", "--group", group, "--name", f"the-{group}")
    made = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=CHECKOUT,
        env={**environment, "NEWSROOM_DATA": str(newsroom.log.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


@pytest.fixture(scope="session")
def prefixes() -> Iterator[str]:
    return (f"t{number}" for number in itertools.count(1))


@pytest.fixture
def desk(editor: httpx.Client, prefixes: Iterator[str]) -> Desk:
    """For an organisation that nobody else writes about, in UTC."""
    return Desk(editor, next(prefixes))
