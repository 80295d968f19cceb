"""What Dockerfile and docker-compose.yml say, for tests that run the same without an engine."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from newsroom.env import CHECKOUT

OURS = ("migrate", "web", "worker", "beat")
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    return found


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def filled_in(text: str, given: dict[str, str]) -> str:
    """The text with ${NAME}, ${NAME:-default} and ${NAME:?message} replaced as compose does."""

    def value(match: re.Match[str]) -> str:
        name, how, other = match[1], match[2], match[3] or ""
        if given.get(name):
            return given[name]
        assert how != ":?", f"{name} is needed: {other}"
        return other

    return re.sub(r"\$\{(\w+)(?:(:[-?])([^}]*))?\}", value, text).replace("$$", "$")


def command(service: str) -> list[str]:
    """What a container of ours runs: its service's command, else the image's."""
    if found := services()[service].get("command"):
        return [str(word) for word in found]
    [words] = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)
    return list(json.loads(words))


def copied() -> list[str]:
    """What the image has of the checkout."""
    lines = re.findall(r"^COPY (?!--from)(\S+) \S+$", DOCKERFILE, flags=re.MULTILINE)
    return [one for one in lines if not one.endswith(".lock")]
