"""The service fetches nothing: whatever addresses an event names, nobody is led to them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from newsroom.env import CHECKOUT

REACHING = (
    *("httpx", "requests", "aiohttp", "urllib.request", "urllib3", "http.client"),
    *("ftplib", "smtplib", "socket", "telnetlib", "xmlrpc"),
)
# None of these serves requests or tasks.
COMMANDS = {
    "newsroom/development/demo.py": "asks a newsroom over REST, as a program would",
    "newsroom/development/run.py": "holds the web server's socket and asks whether it answers",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def reaches(path: Path) -> bool:
    return any(
        name == module or name.startswith(f"{module}.")
        for name in imported(path)
        for module in REACHING
    )


def test_only_two_commands_can_reach_out() -> None:
    sources = [
        path
        for package in ("newsroom", "events", "stories")
        for path in CHECKOUT.glob(f"{package}/**/*.py")
    ]
    assert len(sources) > 200
    found = {str(path.relative_to(CHECKOUT)) for path in sources if reaches(path)}
    assert found == COMMANDS.keys()
