"""The example story in a newsroom of its own, for tests that ask it and tests that correct it."""

from collections.abc import Iterator

import httpx
import pytest

from tests.acceptance.conftest import client_of
from tests.newsrooms import started


@pytest.fixture(scope="package")
def story() -> Iterator[httpx.Client]:
    with started("") as found, client_of(found, found.api_key) as client:
        yield client


@pytest.fixture(scope="package")
def loaded(story: httpx.Client) -> int:
    """The position at which the story was loaded and nothing was corrected."""
    known = story.get("events/", params={"limit": 1}).json()["known_at"]
    return int(known["position"])
