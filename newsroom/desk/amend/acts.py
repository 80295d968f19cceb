"""What can be done to a recorded event: each appends another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from events.facts import Fact, in_effect, target_of
from events.recorded import RecordedEvent
from events.types import Amendment, event_type, references


@dataclass(frozen=True, slots=True)
class Target:
    """An event as it stands: `events` are all of its root; `fact` what these amount to."""

    event: RecordedEvent
    events: Sequence[RecordedEvent]
    fact: Fact

    @property
    def is_original(self) -> bool:
        return self.event.id == self.event.root

    @property
    def in_effect(self) -> bool:
        return self.event.id in in_effect(self.events)

    @property
    def disputed(self) -> bool:
        """By a dispute that is not settled, of which the event may be one."""
        open_ = {dispute.event for dispute in self.fact.disputes}
        return bool(open_) if self.is_original else self.event.id in open_

    @property
    def entity(self) -> str | None:
        """What an introduction introduces, if it is no story."""
        introduced = self.fact.data.introduction() if self.is_original else None
        return introduced[1] if introduced and introduced[0] != "story" else None


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


def named_by(target: Target) -> set[str]:
    """Every id that the event or an amendment to it names, for names to be looked up."""
    found = {ref.id for ref in references(target.fact.data)} | set(target.fact.entities)
    found |= set(target.fact.stories)
    found |= {dispute.by for dispute in target.fact.disputes if dispute.by}
    for event in target.events[1:]:
        data = event.content["data"]
        found |= {data[name] for name in ("by", "story") if data.get(name)}
        changed = (data.get("changes") or {}).get("data") or {}
        found |= {one for one in changed.values() if isinstance(one, str)}
    return found


def on(target: Target) -> list[RecordedEvent]:
    """The amendments that concern the event: all of its root, or those to it itself."""
    amendments = [event for event in target.events if event.id != event.root]
    if target.is_original:
        return amendments
    return [event for event in amendments if target_of(event) == target.event.id]
