"""What can be done to a recorded event: each appends another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from events.types import Amendment, event_type
from newsroom.desk.events.target import Target


def _always(target: Target) -> bool:
    return True


def _on_event(target: Target) -> dict[str, Any]:
    return {"event": str(target.event.id)}


def _on_entity(target: Target) -> dict[str, Any]:
    return {"entity": target.entity}


@dataclass(frozen=True, slots=True)
class Act:
    """An event type that acts on another event, or on what that one introduced."""

    name: str
    """Also the name of its page."""
    type: str
    verb: str
    says: str
    key: str = ""
    """A shortcut of one key."""
    when: Callable[[Target], bool] = _always
    given: Callable[[Target], Mapping[str, Any]] = field(default=_on_event)
    """The data that is not asked for."""

    def possible(self, target: Target) -> bool:
        acting, acted_on = event_type(self.type), event_type(target.event.type)
        if issubclass(acting, Amendment):
            return acting.can_target(acted_on) and self.when(target)
        return target.entity is not None and self.when(target)


ACTS: Mapping[str, Act] = {
    act.name: act
    for act in (
        Act(
            "correct",
            "event.corrected",
            "Correct this",
            "What it says is replaced from here on; earlier answers stay as they were.",
            key="c",
            when=lambda target: target.fact.status != "retracted",
        ),
        Act(
            "retract",
            "event.retracted",
            "Retract",
            "It counts no more from here on; earlier answers stay as they were.",
            key="r",
            when=lambda target: target.in_effect,
        ),
        Act(
            "reinstate",
            "event.reinstated",
            "Reinstate",
            "It counts again from here on.",
            key="r",
            when=lambda target: not target.in_effect,
        ),
        Act(
            "corroborate",
            "event.corroborated",
            "Corroborate",
            "Further sources are added to it.",
            key="b",
        ),
        Act(
            "dispute",
            "event.disputed",
            "Dispute",
            "Another account of the same matter is kept beside it, and it is marked disputed.",
            key="d",
        ),
        Act(
            "settle",
            "dispute.settled",
            "Settle",
            "The dispute ends: one of the accounts stands.",
            key="v",
            when=lambda target: target.disputed,
        ),
        Act("file", "event.filed", "File under a story", "The story shows it from here on."),
        Act(
            "unfile",
            "event.unfiled",
            "Take out of a story",
            "The story shows it no more.",
            when=lambda target: bool(target.fact.stories),
        ),
        Act(
            "rename",
            "entity.renamed",
            "Rename",
            "Readers see the new name; the old one becomes a former name.",
            given=_on_entity,
        ),
        Act(
            "alias",
            "entity.aliased",
            "Add another name",
            "It is found by this name too.",
            given=_on_entity,
        ),
        Act(
            "merge",
            "entity.merged",
            "Merge into another",
            "Every fact about the one is about the other from here on.",
            given=_on_entity,
        ),
    )
}


def possible(target: Target) -> list[Act]:
    return [act for act in ACTS.values() if act.possible(target)]
