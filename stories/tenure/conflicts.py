"""What the rules found that cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stories.spans.building import Disagreement, DisagreementKind

ConflictKind = Literal[
    "start",  # accounts of when a post was taken up
    "end",  # accounts of when it was left
    "reappointed",  # appointed although in the post already
    "after_death",  # appointed or seen in a post after dying
    "chair_without_seat",  # seen in the chair after leaving the board
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts about one post of which at least one is wrong. `events` begins with what counted."""

    kind: ConflictKind
    post: str
    people: tuple[str, ...]
    events: tuple[str, ...]


_KINDS: dict[DisagreementKind, ConflictKind] = {
    "start": "start",
    "end": "end",
    "reopened": "reappointed",
}


def of_tenure(person: str, post: str, found: Disagreement) -> Conflict:
    """What contradicts itself in one person's time in one post."""
    return Conflict(_KINDS[found.kind], post, (person,), found.events)
