"""The chair's tenure ends at the latest with the person's last other seat on that board."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from events.when import Window
from stories.spans.dated import Dated, earlier_of_both, first_of, last_of, later_of_both
from stories.tenure.conflicts import Conflict
from stories.tenure.tenures import Tenure

CHAIR = "chair"
BOARD = "board"


def end_with_last_seat(tenures: Iterable[Tenure]) -> list[Conflict]:
    """End chairs at the earlier of both moments; report who was seen in the chair later still."""
    seats: dict[str, list[Tenure]] = defaultdict(list)
    chairs: list[Tenure] = []
    for tenure in tenures:
        if tenure.post.body != BOARD:
            continue
        if tenure.post_id == CHAIR:
            chairs.append(tenure)
        else:
            seats[tenure.person].append(tenure)
    if not chairs:
        return []
    sittings = {person: _sittings(of_person) for person, of_person in seats.items()}
    conflicts = []
    for chair in chairs:
        sitting = _sitting_of(chair, sittings.get(chair.person, ()))
        if sitting is None:
            continue
        held = (*chair.seen, *chair.again)
        later = next((one for one in held if one.first > sitting.until), None)
        if later is not None:
            events = (later.event, *(one.event for one in sitting.ended))
            conflicts.append(Conflict("chair_without_seat", CHAIR, (chair.person,), events))
        else:
            _end_with(chair, sitting)
    return conflicts


@dataclass(slots=True)
class _Sitting:
    """Seats of one person that can follow on one another, `until` the last of them ends."""

    since: datetime
    seats: list[Tenure]
    until: datetime

    def takes(self, seat: Tenure) -> bool:
        if first_of(seat.start) > self.until:
            return False
        self.seats.append(seat)
        self.until = max(self.until, seat.ends_last)
        return True

    @property
    def last(self) -> Tenure:
        """The seat that can have been held longest."""
        return max(self.seats, key=lambda seat: (seat.ends_last, seat.ends_first))

    @property
    def end(self) -> Window | None:
        """When the last of them ended, whichever that was."""
        ends = [seat.end for seat in self.seats if seat.end is not None]
        return reduce(later_of_both, ends) if len(ends) == len(self.seats) else None

    @property
    def ended(self) -> list[Dated]:
        """What tells the end of a seat that can have been the last."""
        first = max(seat.ends_first for seat in self.seats)
        return [one for seat in self.seats if seat.ends_last >= first for one in seat.ended]


def _sittings(seats: Sequence[Tenure]) -> list[_Sitting]:
    """In order of time, none overlapping the next."""
    found: list[_Sitting] = []
    for seat in sorted(seats, key=lambda one: one.in_time):
        if not found or not found[-1].takes(seat):
            found.append(_Sitting(first_of(seat.start), [seat], seat.ends_last))
    return found


def _sitting_of(chair: Tenure, sittings: Sequence[_Sitting]) -> _Sitting | None:
    """The sitting during which the person was in the chair.

    Of several that is the last to have begun by when the chair had; it is none that was over
    before the chair can have been taken, or was seen to be.
    """
    if chair.start_known or not chair.seen:
        since = first_of(chair.start)
    else:
        since = min(one.first for one in chair.seen)
    over = bisect_right(sittings, since, key=lambda sitting: sitting.until)
    begun = bisect_right(sittings, last_of(chair.start), key=lambda sitting: sitting.since)
    index = max(over, begun - 1)
    return sittings[index] if index < len(sittings) else None


def _end_with(chair: Tenure, sitting: _Sitting) -> None:
    over = sitting.end
    if over is None:
        return
    end = over if chair.end is None else earlier_of_both(chair.end, over)
    if end == chair.end:
        return
    ended = sitting.ended
    if sitting.until <= chair.ends_first:
        last = sitting.last
        chair.end_text, chair.inferred = last.end_text, True
        chair.manner, chair.reason, chair.ended = last.manner, last.reason, ()
    chair.ended = tuple(dict.fromkeys((*chair.ended, *ended)))
    chair.end = end
    chair.disputed = chair.disputed or any(one.fact.disputes for one in ended)
