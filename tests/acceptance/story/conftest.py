"""The example story in a newsroom of its own, for tests that ask it and tests that correct it."""

from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from newsroom.development.private import private_newsroom

# What these tests' own settings say of other servers is not for the newsroom that they start.
OURS = ("DJANGO_SETTINGS_MODULE", "NEWSROOM_TIMEZONE", "NEWSROOM_TEST_SERVERS")
SURROUNDINGS = {"NEWSROOM_REQUESTS_PER_MINUTE": "1000000", "NEWSROOM_EXAMPLE": ""}


@pytest.fixture(scope="package")
def story() -> Iterator[httpx.Client]:
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as environment:
            for name in OURS:
                environment.delenv(name, raising=False)
            found = stack.enter_context(private_newsroom(SURROUNDINGS))
        headers = {"Authorization": f"Bearer {found.api_key}"}
        url = f"{found.url}/api/v1/"
        yield stack.enter_context(httpx.Client(base_url=url, headers=headers, timeout=60))


@pytest.fixture(scope="package")
def loaded(story: httpx.Client) -> int:
    """The position at which the story was loaded and nothing was corrected."""
    known = story.get("events/", params={"limit": 1}).json()["known_at"]
    return int(known["position"])
