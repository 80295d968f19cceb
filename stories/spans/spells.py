"""Ordered changes of one state, joined into spells: the makings of one row each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic

from stories.spans.changes import A, Change


@dataclass(slots=True, eq=False)
class Spell(Generic[A]):
    """A state, with the accounts of how it began, of its course and of its end."""

    attributes: A
    openings: list[Change[A]] = field(default_factory=list)
    sightings: list[Change[A]] = field(default_factory=list)
    reopenings: list[Change[A]] = field(default_factory=list)
    """Openings told although it was seen before, and not as a change."""
    belying: list[Change[A]] = field(default_factory=list)
    """Sightings that tell of other attributes, and not certainly of a later time."""
    endings: list[Change[A]] = field(default_factory=list)
    ended_by: list[Change[A]] = field(default_factory=list)
    """What ended it too, after an end that was told for a time that may be later."""
    first_seen: datetime | None = None
    """The last moment by which it was first seen."""
    told_by: datetime | None = None
    """The last moment of which an opening or a sighting speaks."""
    continues: bool = False
    """The same state went on with other attributes: from the spell before this."""
    changed_after: datetime | None = None
    """When it was last told with the attributes before, where no opening tells of the change."""

    def seen_before(self, change: Change[A]) -> bool:
        """Whether it certainly held before a change."""
        return self.first_seen is not None and self.first_seen < change.dated.first

    def opened_before(self, change: Change[A]) -> bool:
        """Whether it is told to have begun, and only before a change."""
        ended = [opening.dated.last for opening in self.openings]
        return bool(ended) and max(ended) < change.dated.first

    def see(self, change: Change[A]) -> None:
        last = change.dated.last
        self.sightings.append(change)
        self.first_seen = last if self.first_seen is None else min(self.first_seen, last)
        if self.attributes.belied_by(change.attributes):
            self.belying.append(change)
        else:
            self.attributes = self.attributes.filled_from(change.attributes)
        self.hear(change)

    def hear(self, change: Change[A]) -> None:
        last = change.dated.last
        self.told_by = last if self.told_by is None else max(self.told_by, last)

    def changed_before(self, seen: Change[A]) -> bool:
        """Whether a sighting shows that it has changed since it was last told of."""
        return (
            self.told_by is not None
            and self.told_by < seen.dated.first
            and self.attributes.belied_by(seen.attributes)
        )


def spells(ordered: Iterable[Change[A]]) -> list[Spell[A]]:
    """The spells in order of time."""
    found: list[Spell[A]] = []
    current: Spell[A] | None = None
    for change in ordered:
        if change.kind == "opened":
            if current is None or not _joins(current, change):
                current = _open(found, current, change)
            current.hear(change)
        elif change.kind == "seen":
            if current is None or current.changed_before(change):
                current = _first_seen(found, current, change)
            current.see(change)
        else:
            _end(found, current, change)
            current = None
    return found


def _joins(current: Spell[A], change: Change[A]) -> bool:
    """Take an opening as another account of the spell's start, unless it changes the spell."""
    seen_before = current.seen_before(change)
    if not current.openings and not seen_before:
        current.openings.append(change)
        current.attributes = change.attributes.filled_from(current.attributes)
        return True
    if current.attributes.changed_by(change.attributes, apart=current.opened_before(change)):
        return False
    told_again = current.reopenings if seen_before else current.openings
    told_again.append(change)
    current.attributes = current.attributes.filled_from(change.attributes)
    return True


def _open(found: list[Spell[A]], current: Spell[A] | None, change: Change[A]) -> Spell[A]:
    opened = Spell(change.attributes, openings=[change])
    if current is not None:
        opened.continues = True
        opened.attributes = current.attributes.followed_by(change.attributes)
    found.append(opened)
    return opened


def _first_seen(found: list[Spell[A]], current: Spell[A] | None, change: Change[A]) -> Spell[A]:
    seen = Spell(change.attributes)
    if current is not None:
        seen.continues = True
        seen.changed_after = current.told_by
        seen.attributes = current.attributes.followed_by(change.attributes)
    found.append(seen)
    return seen


def _end(found: list[Spell[A]], current: Spell[A] | None, change: Change[A]) -> None:
    if current is not None:
        current.endings.append(change)
    elif not found and (change.kind == "closed" or change.shows):
        found.append(Spell(change.attributes, endings=[change]))
    elif change.kind == "closed":
        # Nothing lies between this end and the last: another account of it.
        found[-1].endings.append(change)
    elif found and not change.final and _same_end(found[-1], change):
        found[-1].endings.append(change)
    elif found:
        found[-1].ended_by.append(change)


def _same_end(spell: Spell[A], change: Change[A]) -> bool:
    """Whether two ends that name no state, with nothing between them, can be one."""
    first = spell.endings[0]
    both = first.kind == "ended" and first.told == change.told
    by_one = first.by is not None and first.by == change.by
    return both and (by_one or first.dated.window.overlaps(change.dated.window))
