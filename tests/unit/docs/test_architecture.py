"""docs/architecture.md: pure code knows no framework, as the contract of `make check` holds it."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from newsroom.env import CHECKOUT

PACKAGES = ("events", "stories", "newsroom")


def _held() -> list[str]:
    """What the contract names, each with all that is below it."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [modules] = [one["source_modules"] for one in contracts if one["id"] == "pure"]
    return list(modules)


def _saying_so() -> list[str]:
    found = []
    for file in sorted(one for name in PACKAGES for one in (CHECKOUT / name).rglob("*.py")):
        said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        if re.search(r"\bPure\b", said):
            module = ".".join(file.relative_to(CHECKOUT).with_suffix("").parts)
            found.append(module.removesuffix(".__init__"))
    return found


@pytest.mark.parametrize("module", _saying_so())
def test_whatever_says_that_it_is_pure_is_held_to_it(module: str) -> None:
    assert any(module == one or module.startswith(f"{one}.") for one in _held())
