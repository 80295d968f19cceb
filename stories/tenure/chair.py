"""The chair's tenure ends at the latest with the person's last other seat on that board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from events.when.window import FIRST, LAST
from stories.tenure.conflicts import Conflict
from stories.tenure.dated import earlier_of_both, first_of, last_of
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
    conflicts = []
    for chair in chairs:
        last = _last_seat(chair, seats[chair.person])
        if last is None or last.end is None:
            continue
        later = next((one for one in chair.seen if one.first > last.ends_last), None)
        if later is not None:
            events = (later.event, *(one.event for one in last.ended))
            conflicts.append(Conflict("chair_without_seat", CHAIR, (chair.person,), events))
        else:
            _end_with(chair, last)
    return conflicts


def _last_seat(chair: Tenure, seats: Sequence[Tenure]) -> Tenure | None:
    """The seat that ends last of those that follow on one another while in the chair."""
    if chair.start_known:
        since = first_of(chair.start)
    else:
        since = last_of(chair.start) if chair.seen else FIRST
    while_chair = sorted(
        (seat for seat in seats if seat.ends_last > since), key=lambda seat: seat.in_time
    )
    last: Tenure | None = None
    for seat in while_chair:
        if last is None:
            last = seat
        elif first_of(seat.start) > last.ends_last:
            break
        elif (seat.ends_first, seat.ends_last) > (last.ends_first, last.ends_last):
            last = seat
    return last


def _end_with(chair: Tenure, seat: Tenure) -> None:
    if seat.end is None:
        return
    end = seat.end if chair.end is None else earlier_of_both(chair.end, seat.end)
    if end == chair.end:
        return
    if seat.ends_last <= chair.ends_first or chair.ends_first == LAST:
        chair.end_text, chair.inferred = seat.end_text, True
        chair.manner, chair.reason, chair.ended = seat.manner, seat.reason, seat.ended
    else:
        chair.ended = tuple(dict.fromkeys((*chair.ended, *seat.ended)))
    chair.end = end
    chair.disputed = chair.disputed or any(one.fact.disputes for one in seat.ended)
