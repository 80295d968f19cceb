"""What one document says of another, or of a file, is there."""

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

from newsroom.env import CHECKOUT

# The findings stand within docs/performance.md, where their links lead.
PAGES = [
    *CHECKOUT.glob("*.md"),
    *(page for page in (CHECKOUT / "docs").rglob("*.md") if page.name != "findings.md"),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
# `events.csv` and `events.ndjson` are addresses.
CODE = re.compile(
    r"`(?!events\.(?:csv|ndjson))((?:benchmarks|events|newsroom|stories|tests)[./][\w./-]+)`"
)


def anchors(page: Path) -> set[str]:
    """Of its headings, as those who show Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text()):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_decisions_that_are_named_stand(page: Path) -> None:
    named = re.findall(r"\bADRs? (\d+)(?: and (\d+))?", page.read_text())
    for number in {int(one) for pair in named for one in pair if one}:
        assert list((CHECKOUT / "docs/adr").glob(f"{number:04}-*.md")), number


def _is_there(name: str) -> bool:
    """A file, a folder, a module, or what a module has."""
    if "/" in name:
        return (CHECKOUT / name).exists() or (CHECKOUT / name).with_suffix(".py").exists()
    try:
        return bool(resolve_name(name))
    except (AttributeError, ImportError):
        return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_files_and_modules_that_are_named_are_there(page: Path) -> None:
    assert [name for name in CODE.findall(page.read_text()) if not _is_there(name)] == []
