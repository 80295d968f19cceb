"""What the rules found that cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stories.spans.building import Disagreement, DisagreementKind

ConflictKind = Literal[
    "start",  # accounts of when control was established
    "end",  # accounts of when it ended
    "reestablished",  # established although observed before
    "terms",  # of another kind, or to another share, at a time that can be the same
    "after_death",  # established or observed after the controller's death
]
SOLE = ("full", "majority")
"""The kinds of control that only one can have at a time."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts about the control of an entity of which at least one is wrong.

    `events` begins with what counted.
    """

    kind: ConflictKind
    controllers: tuple[str, ...]
    events: tuple[str, ...]


_KINDS: dict[DisagreementKind, ConflictKind] = {
    "start": "start",
    "end": "end",
    "reopened": "reestablished",
    "otherwise": "terms",
}


def of_hold(controller: str, found: Disagreement) -> Conflict:
    """What contradicts itself in the control by one."""
    return Conflict(_KINDS[found.kind], (controller,), found.events)
