"""Spans of time during which more than one has what only one can have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from events.when import Window
from events.when.window import FIRST, LAST
from stories.contradictions.joined import Joined, certain_from, certain_until, joined
from stories.spans.dated import Dated, first_of


class Held(Joined, Protocol):
    """A row with a holder."""

    @property
    def holder(self) -> str: ...
    @property
    def ends_last(self) -> datetime: ...
    @property
    def facts(self) -> list[Dated]: ...


H = TypeVar("H", bound=Held)


@dataclass(slots=True)
class Crowd(Generic[H]):
    """Two holders or more, in order of coming, from `since` until all but one are gone.

    Each stay is of rows that meet: whoever holds in another way since has not gone.
    """

    since: datetime
    stays: list[Sequence[H]]
    until: datetime = LAST

    @property
    def newcomer(self) -> H:
        """The first told of those by whose coming there was more than one."""
        came = [rows[0] for rows in self.stays if certain_from(rows) == self.since]
        return min(came, key=lambda row: row.facts[0].fact.position)

    @property
    def start(self) -> Window:
        return Window(self.since, self.since)

    @property
    def end(self) -> Window | None:
        return None if self.until == LAST else Window(self.until, self.until)

    @property
    def events(self) -> Mapping[str, list[str]]:
        """Holder → what says so, in order of coming."""
        found: dict[str, list[str]] = {}
        for rows in self.stays:
            meanwhile = [row for row in rows if self._overlaps(row)]
            told = found.setdefault(rows[0].holder, [])
            told += [one.event for row in meanwhile for one in row.facts]
        return found

    @property
    def turns(self) -> set[datetime]:
        """When any of them came, or went."""
        stays = ((certain_from(rows), certain_until(rows)) for rows in self.stays)
        return {turn for stay in stays for turn in stay}

    def present(self, at: datetime) -> list[str]:
        """Who then certainly was there, each once."""
        there = (rows for rows in self.stays if certain_from(rows) <= at < certain_until(rows))
        return list(dict.fromkeys(rows[0].holder for rows in there))

    def among(self, holders: Collection[str], since: datetime, until: datetime) -> Crowd[H]:
        """Some of them, for a part of the time."""
        part = Crowd(since, [rows for rows in self.stays if rows[0].holder in holders], until)
        part.stays = [rows for rows in part.stays if any(map(part._overlaps, rows))]
        return part

    def _overlaps(self, row: H) -> bool:
        return first_of(row.start) < self.until and self.since < row.ends_last


def crowds(rows: Iterable[H]) -> Iterator[Crowd[H]]:
    """At one instant who leaves is out before who comes is in."""
    stays = list(joined(rows))
    changes: list[tuple[datetime, bool, int]] = []
    for number, stay in enumerate(stays):
        came, left = certain_from(stay), certain_until(stay)
        if FIRST < came < left:
            changes += [(came, True, number), (left, False, number)]
    present: dict[int, Sequence[H]] = {}
    holders: Counter[str] = Counter()
    crowd: Crowd[H] | None = None
    for moment, comes, number in sorted(changes):
        holder = stays[number][0].holder
        if comes:
            present[number] = stays[number]
            holders[holder] += 1
        else:
            del present[number]
            holders[holder] -= 1
            if not holders[holder]:
                del holders[holder]
        if len(holders) > 1:
            if crowd is None:
                crowd = Crowd(moment, list(present.values()))
            elif comes:
                crowd.stays.append(stays[number])
        elif crowd is not None:
            crowd.until = moment
            yield crowd
            crowd = None
