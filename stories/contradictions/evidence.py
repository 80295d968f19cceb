"""The facts of one track, and what is derived from them once for all kinds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from events.facts import Fact
from stories import control
from stories.control import derive_control
from stories.tenure import Derivation, Tenure, derive_tenures


class Evidence:
    """Facts in order of position. `subject` is the entity that the track is about."""

    def __init__(self, subject: str, facts: Sequence[Fact]) -> None:
        self.subject = subject
        self.facts = facts
        self._by_event = {str(fact.id): fact for fact in facts}
        self._control: dict[str, control.Derivation] = {}

    @cached_property
    def posts(self) -> Derivation:
        """Who held which post of the subject."""
        return derive_tenures(self.facts)

    @cached_property
    def tenures_by_place(self) -> Mapping[tuple[str, str], list[Tenure]]:
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
