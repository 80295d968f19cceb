"""The chair's tenure ends at the latest with the person's last other seat on that board."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from stories.spans.dated import earlier_of_both, first_of, last_of
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
        last = _last_seat(chair, sittings.get(chair.person, ()))
        if last is None:
            continue
        held = (*chair.seen, *chair.again)
        later = next((one for one in held if one.first > last.ends_last), None)
        if later is not None:
            events = (later.event, *(one.event for one in last.ended))
            conflicts.append(Conflict("chair_without_seat", CHAIR, (chair.person,), events))
        else:
            _end_with(chair, last)
    return conflicts


@dataclass(slots=True)
class _Sitting:
    """Seats of one person that can follow on one another; `last` ends last, by `until`."""

    since: datetime
    last: Tenure
    until: datetime

    def takes(self, seat: Tenure) -> bool:
        if first_of(seat.start) > self.until:
            return False
        if (seat.ends_first, seat.ends_last) > (self.last.ends_first, self.last.ends_last):
            self.last = seat
        self.until = max(self.until, seat.ends_last)
        return True


def _sittings(seats: Sequence[Tenure]) -> list[_Sitting]:
    """In order of time, none overlapping the next."""
    found: list[_Sitting] = []
    for seat in sorted(seats, key=lambda one: one.in_time):
        if not found or not found[-1].takes(seat):
            found.append(_Sitting(first_of(seat.start), seat, seat.ends_last))
    return found


def _last_seat(chair: Tenure, sittings: Sequence[_Sitting]) -> Tenure | None:
    """The last seat of the sitting during which the person was in the chair.

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
    return sittings[index].last if index < len(sittings) else None


def _end_with(chair: Tenure, seat: Tenure) -> None:
    if seat.end is None:
        return
    end = seat.end if chair.end is None else earlier_of_both(chair.end, seat.end)
    if end == chair.end:
        return
    if seat.ends_last <= chair.ends_first:
        chair.end_text, chair.inferred = seat.end_text, True
        chair.manner, chair.reason, chair.ended = seat.manner, seat.reason, seat.ended
    else:
        chair.ended = tuple(dict.fromkeys((*chair.ended, *seat.ended)))
    chair.end = end
    chair.disputed = chair.disputed or any(one.fact.disputes for one in seat.ended)
