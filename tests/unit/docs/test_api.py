"""The paths in docs/api.md are those of the API."""

import re
from collections.abc import Iterator

from drf_spectacular.generators import SchemaGenerator

from newsroom.env import CHECKOUT

PREFIX = "/api/v1/"


def told() -> Iterator[str]:
    """Every path of the page; `a|b/{id}/` is two, and `…/` goes on with the organisation."""
    for cell in re.findall(r"`([^`\n]+)`", (CHECKOUT / "docs/api.md").read_text()):
        path = re.sub(r"^(GET|POST) |\?.*$", "", cell).replace("…/", "organizations/{}/", 1)
        first, slash, rest = re.sub(r"\{\w+\}", "{}", path).partition("/")
        if path.endswith("/") and first:
            yield from (f"{one}{slash}{rest}" for one in first.split("|"))


def test_every_path_is_told_and_no_other() -> None:
    document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    there = {re.sub(r"\{\w+\}", "{}", path.removeprefix(PREFIX)) for path in document["paths"]}
    assert set(told()) == there
