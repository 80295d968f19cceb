"""Appending through REST, whole, against a bare Django view that does nothing.

    python benchmarks/rest_append.py [--short] [--json FILE]

Both are served by the same gunicorn with two sync workers, and asked by clients that open a
connection for each request. An append is one event, checked, durable, and announced to the workers.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._clients import Client
from benchmarks._measuring import Report, finish, options, rounds
from benchmarks._newsroom import manage, servers, web

HOUSES = 50
CITATION = {"source": "the-gazette", "url": "https://gazette.example/1", "published": "2023-11-18"}


def request(address: str, key: str, body: object) -> bytes:
    content = json.dumps(body).encode()
    head = (
        f"POST /api/v1/events/ HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n"
        f"Authorization: Bearer {key}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + content


def introductions() -> list[object]:
    houses = [
        {"organization": f"house-{number}", "name": f"House {number}", "kind": "company"}
        for number in range(HOUSES)
    ]
    return [{"type": "organization.introduced", "data": house} for house in houses]


def happening(number: int) -> object:
    data = {
        "headline": f"Something happened, for the {number}th time",
        "about": [f"house-{number}"],
    }
    told = {"occurred": "2023-11-17", "timezone": "America/Los_Angeles", "citations": [CITATION]}
    return {"type": "happening.recorded", "data": data, **told, "note": "As it was told. " * 20}


def main() -> int:
    given = options(__doc__.splitlines()[0]).parse_args()
    count, seconds = (2, 1.0) if given.short else (7, 3.0)
    report = Report("rest_append", "Appending one event through REST")
    with servers(), web() as ours, web("benchmarks._bare:django()") as bare:
        key = manage("create_api_key", "--group", "editor", "--name", "benchmark").splitlines()[-1]
        first = Client(ours).ask(request(ours, key, {"events": introductions()}))
        if b" 201 " not in first[:16]:
            raise SystemExit(first.decode())
        posts = [request(ours, key, happening(number)) for number in range(HOUSES)]
        gets = [Client(bare).request("/bare")]
        for clients in (4,) if given.short else (1, 8):
            told = f"{clients} client{'s' * (clients > 1)}"
            found = rounds(
                {
                    f"bare Django view, {told}": partial(
                        Client(bare).rate, gets, clients, seconds, 200
                    ),
                    f"append, {told}": partial(Client(ours).rate, posts, clients, seconds, 201),
                },
                count,
            )
            report.compare(found, unit="requests/s", limit=next(iter(found)))
    return finish(report, given)


if __name__ == "__main__":
    sys.exit(main())
