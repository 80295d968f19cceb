"""Ordered changes of one person in one post, joined into spells: the makings of one row each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from stories.tenure.attributes import NOTHING_SAID, Attributes
from stories.tenure.changes import Change


@dataclass(slots=True, eq=False)
class Spell:
    """A person in a post, with the accounts of how it began, of its course and of its end."""

    appointments: list[Change] = field(default_factory=list)
    sightings: list[Change] = field(default_factory=list)
    reappointments: list[Change] = field(default_factory=list)
    """Appointments told although the person was seen in the post before, and not as a change."""
    endings: list[Change] = field(default_factory=list)
    attributes: Attributes = NOTHING_SAID
    first_seen: datetime | None = None
    """The last moment by which the person was first seen in the post."""
    continues: bool = False
    """The same person went on in the post with other attributes: from the spell before this."""

    def seen_before(self, change: Change) -> bool:
        """Whether the person was certainly seen in the post before a change."""
        return self.first_seen is not None and self.first_seen < change.dated.first

    def see(self, change: Change) -> None:
        last = change.dated.last
        self.sightings.append(change)
        self.first_seen = last if self.first_seen is None else min(self.first_seen, last)
        self.attributes = self.attributes.filled_from(change.attributes)


def spells(ordered: Iterable[Change]) -> list[Spell]:
    """The spells in order of time."""
    found: list[Spell] = []
    current: Spell | None = None
    for change in ordered:
        if change.kind == "appointed":
            if current is None or not _joins(current, change):
                current = _begin(found, current, change)
        elif change.kind == "seen":
            if current is None:
                current = Spell()
                found.append(current)
            current.see(change)
        else:
            _end(found, current, change)
            current = None
    return found


def _joins(current: Spell, change: Change) -> bool:
    """Take an appointment as another account of the spell's start, unless it changes the spell."""
    seen_before = current.seen_before(change)
    if not current.appointments and not seen_before:
        current.appointments.append(change)
        current.attributes = change.attributes.filled_from(current.attributes)
        return True
    if current.attributes.changed_by(change.attributes):
        return False
    told_again = current.reappointments if seen_before else current.appointments
    told_again.append(change)
    current.attributes = current.attributes.filled_from(change.attributes)
    return True


def _begin(found: list[Spell], current: Spell | None, change: Change) -> Spell:
    begun = Spell(appointments=[change], attributes=change.attributes)
    if current is not None:
        begun.continues = True
        begun.attributes = current.attributes.followed_by(change.attributes)
    found.append(begun)
    return begun


def _end(found: list[Spell], current: Spell | None, change: Change) -> None:
    if current is not None:
        current.endings.append(change)
    elif change.kind == "departed":
        if found:
            # Nothing lies between this departure and the last: another account of it.
            found[-1].endings.append(change)
        else:
            found.append(Spell(endings=[change]))
