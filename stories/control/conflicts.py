"""What the rules found that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stories.control.holds import Hold
from stories.spans.building import Disagreement, DisagreementKind
from stories.spans.dated import last_of
from stories.spans.rows import certain_at
from stories.spans.staying import other, with_longest

ConflictKind = Literal[
    "start",  # accounts of when control was established
    "end",  # accounts of when it ended
    "reestablished",  # established although observed before
    "terms",  # of another kind, or to another share, at a time that can be the same
    "two_controllers",  # two with full control, or a majority, at once
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


def two_controllers(holds: Iterable[Hold]) -> Iterable[Conflict]:
    """Each who certainly comes to control alone what another certainly still controls alone."""
    staying: list[Hold] = []
    sole = [hold for hold in holds if hold.kind in SOLE]
    for hold in sorted(sole, key=lambda one: (last_of(one.start), *one.in_time)):
        moment = last_of(hold.start)
        stayer = other(staying, hold)
        if stayer is not None and certain_at(hold, moment) and certain_at(stayer, moment):
            events = (stayer.facts[0].event, hold.facts[0].event)
            yield Conflict("two_controllers", (stayer.controller, hold.controller), events)
        staying = with_longest(staying, hold)
