"""Clients over HTTP, as lean as can be: each request on a connection of its own, as gunicorn's
sync workers want it, and nothing of the answer looked at but its status."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit


class Client:
    """Requests are made beforehand; asking one costs a connection, a send and some receives."""

    def __init__(self, address: str, headers: dict[str, str] | None = None) -> None:
        parts = urlsplit(address)
        self._at = (parts.hostname or "127.0.0.1", parts.port or 80)
        given = {"Host": parts.netloc, "Connection": "close", **(headers or {})}
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in given.items())

    def request(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        more = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        return f"GET {path} HTTP/1.1\r\n{self._headers}{more}\r\n".encode()

    def ask(self, request: bytes) -> bytes:
        with socket.create_connection(self._at, timeout=30) as connection:
            connection.sendall(request)
            answer = connection.recv(65536)
            while more := connection.recv(65536):
                answer += more
        return answer

    def rate(self, requests: Sequence[bytes], clients: int, seconds: float, status: int) -> float:
        """Requests a second of so many clients at once, one of each at least; any other status is
        an error."""
        until = time.monotonic() + seconds
        wanted = f" {status} ".encode()

        def work(first: int) -> int:
            number = first
            while True:
                answer = self.ask(requests[number % len(requests)])
                if wanted not in answer[:16]:
                    raise SystemExit(f"expected {status}: {answer[:300]!r}")
                number += clients
                if time.monotonic() >= until:
                    return (number - first) // clients

        began = time.monotonic()
        with ThreadPoolExecutor(clients) as pool:
            done = sum(pool.map(work, range(clients)))
        return done / (time.monotonic() - began)
