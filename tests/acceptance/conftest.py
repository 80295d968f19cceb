"""Whole newsrooms as `make run` starts them, each once, and how tests speak to them."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import httpx
import pytest

from newsroom.development.private import Newsroom
from tests.acceptance.desk import Desk
from tests.newsrooms import run_all_beside, started
from tests.openapi import OpenAPIDocument

Keys = Callable[[str], httpx.Client]
GROUPS = ("reader", "reporter", "editor", "operator")


@pytest.fixture(scope="package")
def newsroom() -> Iterator[Newsroom]:
    """Without any story. All tests record in it, each under ids of its own."""
    with started("none") as found:
        yield found


def client_of(newsroom: Newsroom, key: str | None) -> httpx.Client:
    """One that holds whatever is answered against what the newsroom says that it answers."""
    return httpx.Client(
        base_url=f"{newsroom.url}/api/v1/",
        headers=_bearing(key) if key else {},
        timeout=60,
        event_hooks={"response": [_description(newsroom.url, newsroom.api_key).check]},
    )


@cache
def _description(url: str, key: str) -> OpenAPIDocument:
    answer = httpx.get(f"{url}/api/schema/", headers=_bearing(key), timeout=60)
    return OpenAPIDocument(answer.raise_for_status().json())


def _bearing(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture(scope="package")
def editor(newsroom: Newsroom) -> Iterator[httpx.Client]:
    """With the key that the first start prints."""
    with client_of(newsroom, newsroom.api_key) as client:
        yield client


@pytest.fixture(scope="package")
def anonymous(newsroom: Newsroom) -> Iterator[httpx.Client]:
    with client_of(newsroom, None) as client:
        yield client


@pytest.fixture(scope="package")
def of_group(newsroom: Newsroom) -> Iterator[Keys]:
    """A client with a key of a group, made beside the running newsroom."""
    with ExitStack() as stack:
        keys = run_all_beside(newsroom, *(command_for_key(group) for group in GROUPS))
        made = (stack.enter_context(client_of(newsroom, key)) for key in keys)
        yield dict(zip(GROUPS, made, strict=True)).__getitem__


def key_of(newsroom: Newsroom, group: str) -> str:
    [key] = run_all_beside(newsroom, command_for_key(group))
    return key


def command_for_key(group: str) -> str:
    return f"create_api_key --group {group} --name the-{group}"


@pytest.fixture(scope="package")
def prefixes() -> Iterator[str]:
    return (f"t{number}" for number in itertools.count(1))


@pytest.fixture
def desk(editor: httpx.Client, prefixes: Iterator[str]) -> Desk:
    """For an organisation that nobody else writes about, in UTC."""
    return Desk(editor, next(prefixes))
