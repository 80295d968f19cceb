"""Which events of a fact no retraction has withdrawn. Pure."""

from collections.abc import Sequence
from uuid import UUID

from events.facts import target_of
from events.recorded import RecordedEvent

VERDICTS = ("event.retracted", "event.reinstated")


def in_effect(events: Sequence[RecordedEvent]) -> set[UUID]:
    """An event's verdicts come after it, so from the newest back each meets its own fate decided.

    The first verdict met is the latest; one that was itself withdrawn says nothing.
    """
    standing: dict[UUID, bool] = {}
    for event in reversed(events):
        if standing.setdefault(event.id, True) and event.type in VERDICTS:
            standing.setdefault(target_of(event), event.type == "event.reinstated")
    return {event for event, stands in standing.items() if stands}
