"""Whole newsrooms as `make run` starts them, each once, and how tests speak to them."""

import itertools
from collections.abc import Callable, Iterator

import httpx
import pytest

from newsroom.development.private import Newsroom
from tests.acceptance.desk import Desk
from tests.newsrooms import run_beside, started

Keys = Callable[..., httpx.Client]


@pytest.fixture(scope="package")
def newsroom() -> Iterator[Newsroom]:
    """Without any story. All tests record in it, each under ids of its own."""
    with started("none") as found:
        yield found


@pytest.fixture(scope="package")
def example_newsroom() -> Iterator[Newsroom]:
    """With the example story, as it is loaded on the first start. Nobody records in it."""
    with started("") as found:
        yield found


def client_of(newsroom: Newsroom, key: str | None) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(base_url=f"{newsroom.url}/api/v1/", headers=headers, timeout=60)


@pytest.fixture(scope="package")
def editor(newsroom: Newsroom) -> Iterator[httpx.Client]:
    """With the key that the first start prints."""
    with client_of(newsroom, newsroom.api_key) as client:
        yield client


@pytest.fixture(scope="package")
def example(example_newsroom: Newsroom) -> Iterator[httpx.Client]:
    with client_of(example_newsroom, example_newsroom.api_key) as client:
        yield client


@pytest.fixture(scope="package")
def anonymous(newsroom: Newsroom) -> Iterator[httpx.Client]:
    with client_of(newsroom, None) as client:
        yield client


@pytest.fixture(scope="package")
def of_group(newsroom: Newsroom) -> Iterator[Keys]:
    """Opens a client with a key of a group, made beside the running newsroom."""
    found: dict[str, httpx.Client] = {}

    def open_client(group: str) -> httpx.Client:
        if group not in found:
            found[group] = client_of(newsroom, key_of(newsroom, group))
        return found[group]

    yield open_client
    for client in found.values():
        client.close()


def key_of(newsroom: Newsroom, group: str) -> str:
    return run_beside(newsroom, "create_api_key", "--group", group, "--name", f"the-{group}")


@pytest.fixture(scope="package")
def prefixes() -> Iterator[str]:
    return (f"t{number}" for number in itertools.count(1))


@pytest.fixture
def desk(editor: httpx.Client, prefixes: Iterator[str]) -> Desk:
    """For an organisation that nobody else writes about, in UTC."""
    return Desk(editor, next(prefixes))
