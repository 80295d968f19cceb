"""What the record says already, as far as a batch of new events needs it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from events.effective import AmendmentFold, in_effect
from events.facts import MERGE, Fact, Undecodable
from events.recorded import RecordedEvent

Suggest = Callable[[str, frozenset[str]], Sequence[str]]
"""The introduced slugs most like a mistaken one, of certain kinds."""

STORIES = frozenset({"story"})


def no_suggestions(slug: str, kinds: frozenset[str]) -> Sequence[str]:
    return ()


@dataclass(slots=True, eq=False)
class Known:
    """A story may have the slug of an entity, so the two are kept apart."""

    entities: dict[str, str] = field(default_factory=dict)
    """The kind of each introduced slug, of those that the batch names."""
    stories: dict[str, str | None] = field(default_factory=dict)
    """The time zone of each opened story."""
    introductions: dict[tuple[str, str], UUID] = field(default_factory=dict)
    """The roots of those that the batch would repeat, by their kind and slug."""
    events: dict[UUID, RecordedEvent] = field(default_factory=dict)
    """By their ids: those that the batch is about, with all that amends the same."""
    by_root: dict[UUID, list[RecordedEvent]] = field(default_factory=dict)
    """Originals with their amendments, in order."""
    posts: dict[tuple[str, str], list[UUID]] = field(default_factory=dict)
    """The facts and definitions of a post in an organisation: their roots."""
    merges: list[UUID] = field(default_factory=list)
    """All merges, in order, if the batch has to do with one."""
    taken: set[UUID] = field(default_factory=set)
    """Ids that clients chose and that are in the log already."""
    suggest: Suggest = no_suggestions

    _facts: dict[UUID, tuple[int, Fact]] = field(default_factory=dict)
    _merged: dict[str, str] | None = None
    _folds: dict[UUID, AmendmentFold] = field(default_factory=lambda: defaultdict(AmendmentFold))

    def fact(self, root: UUID) -> Fact:
        """What the original and its amendments so far amount to. Raises Undecodable."""
        events = self.by_root[root]
        count, fact = self._facts.get(root, (0, None))
        if fact is None or count != len(events):
            fact = self._folds[root].fact(events)
            self._facts[root] = (len(events), fact)
        return fact

    def amended(self, event: RecordedEvent) -> Fact:
        """What it would amount to with one more amendment."""
        return self._folds[event.root].fact([*self.by_root[event.root], event])

    def retracted_introduction(self, kind: str, slug: str) -> UUID | None:
        """The event that introduced it, if it is retracted."""
        root = self.introductions.get((kind, slug))
        if root is None or self.by_root[root][0].id in in_effect(self.by_root[root]):
            return None
        return root

    def add(self, event: RecordedEvent) -> None:
        self.events[event.id] = event
        self.by_root.setdefault(event.root, []).append(event)
        if event.type == MERGE:
            self.merges.append(event.id)
            if self._merged is not None:
                said: Any = self.fact(event.id).data
                self._merged[said.entity] = said.into
        elif self.by_root[event.root][0].type == MERGE:
            self._merged = None

    def reread_zone(self, root: UUID) -> None:
        """That of the story which the original opened, if it opened one, after an amendment."""
        if self.by_root[root][0].type != "story.opened":
            return
        try:
            said: Any = self.fact(root).data
        except Undecodable:
            return
        self.stories[said.story] = said.timezone

    def merged(self, foreseen: Fact | None = None) -> dict[str, str]:
        """From an entity to what it gives way to; with one of the merges as it would be then."""
        if foreseen is not None:
            return self._merges(foreseen)
        if self._merged is None:
            self._merged = self._merges()
        return self._merged

    def _merges(self, foreseen: Fact | None = None) -> dict[str, str]:
        found: dict[str, str] = {}
        for root in self.merges:
            try:
                fact = foreseen if foreseen and foreseen.id == root else self.fact(root)
            except Undecodable:
                continue
            if fact.status != "retracted":
                said: Any = fact.data
                found[said.entity] = said.into
        return found
