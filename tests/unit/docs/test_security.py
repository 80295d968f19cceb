"""Every threat in docs/security.md is answered by a test that there is."""

import re

import pytest

from newsroom.env import CHECKOUT

PAGE = (CHECKOUT / "docs/security.md").read_text()
ROWS = [
    cells
    for line in PAGE.splitlines()
    if line.startswith("| ") and len(cells := [cell.strip() for cell in line.split("|")[1:-1]]) == 3
]
THREATS = [row for row in ROWS if row[1] and not row[0].startswith(("threat", "---"))]


def test_the_table_is_read() -> None:
    assert len(THREATS) > 25


@pytest.mark.parametrize("threat", THREATS, ids=lambda row: str(row[0]))
def test_it_names_what_shows_it(threat: list[str]) -> None:
    named = re.findall(r"`([^`]+)`", threat[2])
    assert named, "no test is named"
    for one in named:
        if one == "make check":
            continue
        path, _, function = one.partition("::")
        source = (CHECKOUT / "tests" / path).read_text()
        assert not function or f"def {function}(" in source, one
