"""An event as it stands, with all that amended it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from events.effective import in_effect, target_of
from events.facts import Fact
from events.history import ids_within
from events.log.read import event_by_id
from events.recorded import RecordedEvent
from events.types import references
from events.types.summary import of_story
from stories.engine import load
from stories.engine.registry import projections


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

    @property
    def amendments(self) -> list[RecordedEvent]:
        """Those that concern the event: all of its root, or those to it itself."""
        found = [event for event in self.events if event.id != event.root]
        if self.is_original:
            return found
        return [event for event in found if target_of(event) == self.event.id]


class NotYetKnown(Http404):
    """It was recorded after the moment that is asked about."""


def target_at(position: int, id: UUID) -> Target:
    """The event with its root's events up to a position: three to five queries. Undecodable."""
    event = event_by_id(id)
    if event is None:
        raise Http404(f"There is no event {id}.")
    if event.position > position:
        raise NotYetKnown(f"Event {id} was recorded later: at position {event.position}.")
    history = load.for_track(projections()["facts"], str(event.root), position)
    fact = history.at(event.root, position)
    if fact is None:
        raise NotYetKnown(f"Event {id} amends what was recorded later.")
    return Target(event, history.events(event.root), fact)


def named_by(target: Target) -> set[str]:
    """Every id that the event, as it was at any time, or an amendment to it names, for names to be
    looked up; and what is no id, but could be one."""
    found = {ref.name for ref in references(target.fact.data)} | set(target.fact.entities)
    found |= set(map(of_story, target.fact.stories))
    found |= {dispute.by for dispute in target.fact.disputes if dispute.by}
    original, *amendments = target.events
    found |= set(ids_within(original.content["data"]))
    for event in amendments:
        data = event.content["data"]
        if by := data.get("by"):
            found.add(by)
        if story := data.get("story"):
            found.add(of_story(story))
        found |= set(ids_within((data.get("changes") or {}).get("data")))
    return found
