"""Addresses in events are kept and told, never visited."""

import socket
from collections.abc import Iterator

import pytest

from tests.acceptance.desk import Desk


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(0.5)
        yield found


def test_a_cited_address_is_not_visited(desk: Desk, listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/article"
    citation = {"source": "the-gazette", "url": url, "published": "2024-06-01"}
    desk.appointed("ada", "2020-01-01", citations=[citation])
    [fact] = desk.timeline()
    assert fact["citations"][0]["url"] == url
    with pytest.raises(TimeoutError):
        listener.accept()
