from collections.abc import Sequence
from typing import Any

import pytest

from stories.views.overview import overview

ACME = {"id": "acme", "name": "Acme"}


def sections(
    what: str, posts: Sequence[Any] = (), founders: Sequence[Any] = (), members: Sequence[Any] = ()
) -> set[str]:
    """Under which headings the only post, founder or member of a board is told."""
    acme = {
        "organization": ACME,
        "posts": posts,
        "founders": founders,
        "board": {"members": members},
    }
    told = overview([acme], {}, disputed=[], undated=[], contradictions={})
    return {heading for heading in ("known", "disputed", "unknown") if told[heading][what]}


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        ("held", "known"),
        ("interim", "known"),
        ("vacant", "known"),
        ("disputed", "disputed"),
        ("uncertain", "unknown"),
        ("unknown", "unknown"),
    ],
)
def test_posts_by_how_sure_their_holders_are(status: str, heading: str) -> None:
    post = {"post": "ceo", "title": "CEO", "status": status, "holders": []}
    assert sections("posts", posts=[post]) == {heading}


@pytest.mark.parametrize(
    ("presence", "disputed", "heading"),
    [
        ("certain", False, "known"),
        ("possible", False, "unknown"),
        ("certain", True, "disputed"),
        ("possible", True, "disputed"),
    ],
)
def test_founders_and_members_by_how_sure_they_are(
    presence: str, disputed: bool, heading: str
) -> None:
    one = {"person": {"id": "ada", "name": "Ada"}, "presence": presence, "disputed": disputed}
    assert sections("founders", founders=[one]) == {heading}
    assert sections("board", members=[one | {"posts": []}]) == {heading}
