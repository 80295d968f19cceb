"""The facts of one track, and what is derived from them once for all kinds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from events.facts import Fact
from stories import control
from stories.control import derive_control
from stories.engine.projection import NO_PARTS, Parts, home, section
from stories.spans.dated import dated
from stories.tenure import Derivation, Tenure, moved, of_people, of_person, of_post, places


class Evidence:
    """The facts of a track and of its parts, each in order of position; some only bear on it.

    `subject` is the entity that the track is about.
    """

    def __init__(self, track: str, facts: Sequence[Fact], parts: Parts = NO_PARTS) -> None:
        self.track = track
        self.subject = home(track)
        self.facts = facts
        self._parts = parts
        self._control: dict[str, control.Derivation] = {}

    @cached_property
    def posts(self) -> Derivation:
        """Who held which post of the subject: the person or the post of the track, or everybody."""
        match section(self.track):
            case places.PERSON:
                return of_person(places.subject(self.track)[1], tuple(self.facts))
            case places.POST:
                held = of_post(places.subject(self.track)[1], places.by_person(self._parts))
                return Derivation(moved(held), [])
        return of_people(places.by_person(self._parts))

    @cached_property
    def _by_event(self) -> Mapping[str, Fact]:
        told = (self.facts, *self._parts.values())
        return {dated(fact).event: fact for facts in told for fact in facts}

    @cached_property
    def tenures_by_person_and_post(self) -> Mapping[tuple[str, str], list[Tenure]]:
        """Tenures in order of time, by person and post."""
        found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for tenure in self.posts.tenures:
            found[tenure.person, tenure.post_id].append(tenure)
        return found

    def control_of(self, entity: str) -> control.Derivation:
        """Who controlled the entity, as far as the facts of the track tell."""
        if entity not in self._control:
            self._control[entity] = derive_control(entity, self.facts)
        return self._control[entity]

    def of(self, events: Iterable[str]) -> list[Fact]:
        """The facts that events tell, in the order of the events."""
        return [self._by_event[event] for event in events]

    def known(self, events: Iterable[str]) -> list[Fact]:
        """The facts among events, some of which only amend one."""
        found = (self._by_event.get(event) for event in events)
        return [fact for fact in found if fact is not None]
