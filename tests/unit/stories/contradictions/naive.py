"""What is contradictory in a record whose facts are of different days, told day by day.

Written from the rules alone, for comparing with the projection: it walks through the facts of each
person in each post and shares no code with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Place = tuple[str, str]


@dataclass
class Told:
    """A fact of one day, as amended so far. `number` is its place in the record."""

    number: int
    event: str
    says: str
    person: str
    post: str
    day: int
    manner: str = "unknown"
    standing: bool = True
    disputes: list[tuple[str, str]] = field(default_factory=list)
    """The event and the matter of each account that is not settled."""
    manner_settled: str | None = None
    day_settled: bool = False
    """Whether the day was disputed, and the desk found for it."""

    @property
    def counts(self) -> tuple[bool, int]:
        """By which of several accounts of one change the last counts."""
        return self.day_settled, self.number

    def settle(self, prevailing: str) -> None:
        for _, what in self.disputes:
            if what == "happened" and prevailing == "account":
                self.standing = False
            if what == "manner":
                self.manner_settled = prevailing
            self.day_settled = self.day_settled or what == "when"
        self.disputes = []


@dataclass
class Stay:
    """A person in a post once, by all that is told of it."""

    starts: list[Told] = field(default_factory=list)
    seen: list[Told] = field(default_factory=list)
    ends: list[Told] = field(default_factory=list)

    def certain_on(self, day: int) -> bool:
        """On a day of which nothing is told. Of several accounts the later recorded counts."""
        end = max(self.ends, key=lambda one: one.counts).day if self.ends else None
        if end is not None and day >= end:
            return False
        if self.starts:
            return day > max(self.starts, key=lambda one: one.counts).day
        if self.seen:
            return day > self.seen[0].day
        return end is not None and day == end - 1


def stays(facts: Sequence[Told]) -> Iterator[tuple[Place, list[Stay]]]:
    stories: dict[Place, list[Told]] = {}
    for one in sorted(facts, key=lambda one: one.day):
        if one.standing:
            stories.setdefault((one.person, one.post), []).append(one)
    for place, story in stories.items():
        yield place, _walk(story)


def _walk(story: Sequence[Told]) -> list[Stay]:
    found: list[Stay] = []
    inside = False
    for one in story:
        if one.says == "departed":
            if not found:
                found.append(Stay())
            found[-1].ends.append(one)
            inside = False
            continue
        if not inside:
            found.append(Stay())
        inside = True
        if one.says == "observed":
            found[-1].seen.append(one)
        elif not found[-1].seen:
            found[-1].starts.append(one)
        else:
            found[-1].seen.append(one)  # told again: the first was right
    return found


def in_post(facts: Sequence[Told], post: str, day: int) -> set[str]:
    """Who certainly is in the post on a day of which nothing is told."""
    return {
        person
        for (person, held), of_person in stays(facts)
        if held == post and any(stay.certain_on(day) for stay in of_person)
    }


def told_in_two_manners(facts: Sequence[Told]) -> set[frozenset[str]]:
    """The events of each departure that is told in more than one manner."""
    found = set()
    for _, of_person in stays(facts):
        for stay in of_person:
            upheld = [one for one in stay.ends if one.manner_settled == "original"]
            counting = upheld or [one for one in stay.ends if one.manner_settled is None]
            counting = [one for one in counting if one.manner != "unknown"]
            if len({one.manner for one in counting}) > 1:
                found.add(frozenset(one.event for one in counting))
    return found


def seen_after_leaving(facts: Sequence[Told]) -> set[frozenset[str]]:
    """The sightings of each time that someone is seen in a post after leaving it."""
    found = set()
    for _, of_person in stays(facts):
        for stay in of_person[1:]:
            if stay.starts:
                continue
            seen = []
            for one in stay.seen:
                if one.says == "appointed":
                    break
                seen.append(one.event)
            found.add(frozenset(seen))
    return found


def in_dispute(facts: Sequence[Told]) -> set[frozenset[str]]:
    """Each disputed fact with the accounts told beside it."""
    return {
        frozenset([one.event, *(event for event, _ in one.disputes)])
        for one in facts
        if one.standing and one.disputes
    }
