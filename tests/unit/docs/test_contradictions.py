"""The kinds of contradictions in docs/contradictions.md are those that there are."""

import re

from stories.contradictions.registry import kind_names
from tests.unit.docs.tables import tables


def test_every_kind_is_told_and_no_other() -> None:
    told = [
        row[0]
        for _, heads, body in tables("contradictions.md")
        if heads[0] == "kind"
        for row in body
    ]
    assert sorted(kind for cell in told for kind in re.findall(r"`(\w+)`", cell)) == kind_names()
