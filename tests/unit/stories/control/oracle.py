"""Whether something was controlled, worked out slowly by the rules of the design alone.

For facts dated to days, months and years, and asked about noons, so that all time is counted in
days: nothing of the engine is shared. A window is its first and its last day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

EVER = -(10**6)
Days = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """`what`: established, observed, ended; founded or dissolved, of `who`."""

    what: str
    who: str
    days: Days


@dataclass
class Stay:
    """A time of control, by the numbers of what is said of its beginning, course and end."""

    established: list[int] = field(default_factory=list)
    observed: list[int] = field(default_factory=list)
    over: list[int] = field(default_factory=list)
    end: Days | None = None


def presences(
    said: Sequence[Said], controlled: str, controller: str, days: Sequence[int]
) -> list[list[str | None]]:
    """At the noon of each day; `said` is in the order of recording.

    Several where the rules leave it open in which order things happened.
    """
    answers: list[list[str | None]] = []
    for stays in _stays(said, controlled, controller):
        found = [[_at(stay, begin, day) for stay, begin in stays] for day in days]
        answers.append(
            [next((p for p in ("certain", "possible") if p in at), None) for at in found]
        )
    return answers


def _at(stay: Stay, begin: Days, day: int) -> str | None:
    """`begin` is the first day on which it is possible, and the first on which it is certain."""
    if begin[1] <= day and (stay.end is None or day < stay.end[0]):
        return "certain"
    return "possible" if begin[0] <= day and (stay.end is None or day <= stay.end[1]) else None


def _stays(
    said: Sequence[Said], controlled: str, controller: str
) -> Iterator[list[tuple[Stay, Days]]]:
    told = dict(enumerate(said))
    gone: dict[int, Days] = {}
    for who in (controlled, controller):
        accounts = [n for n, one in told.items() if (one.what, one.who) == ("dissolved", who)]
        if accounts:
            gone[max(accounts)] = _settled(told, accounts)
    own = [n for n, one in told.items() if one.who == "pair"]
    limits = []
    for who in (controlled, controller):
        founded = [one.days[0] for one in said if (one.what, one.who) == ("founded", who)]
        limits += [min(founded)] if founded else []
    for order in _ordered(told, [*own, *gone]):
        found: list[tuple[Stay, Days]] = []
        for stay in _joined(told, order):
            before = found[-1][0].end if found else None
            found.append((stay, _bounded(stay, told, gone, limits, before)))
        yield found


def _ordered(told: dict[int, Said], numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """The orders with the fewest faults of those that the windows allow; all are tried.

    It is open whether two ends in a row, or an order without them, is the fewer.
    """
    default = sorted(numbers, key=lambda n: (*told[n].days, n))

    def allowed(order: tuple[int, ...]) -> bool:
        return not any(
            told[later].days[1] < told[earlier].days[0]
            for at, earlier in enumerate(order)
            for later in order[at + 1 :]
        )

    def faults(order: tuple[int, ...], same_end: bool) -> tuple[int, int, int]:
        """Where `same_end`, an end right after another tells of the same and is no fault."""
        reopened = hard = soft = 0
        held = False
        ended: list[Days] = []
        for number in order:
            what, days = told[number].what, told[number].days
            if what == "observed" and not held:
                # It can have been before the end as well.
                reopened += any(days[0] <= last for _, last in ended)
            hard += what == "established" and held
            hard += what == "ended" and not held and not (same_end and ended)
            soft += what != "established" and not held
            held = what in ("established", "observed")
            ended += [] if held else [days]
        return reopened, hard, soft

    fewest: list[tuple[int, ...]] = []
    orders = [order for order in permutations(default) if allowed(order)]
    for same_end in (False, True):
        found = {order: faults(order, same_end) for order in orders}
        fewest += [order for order in orders if found[order] == min(found.values())]
    return fewest


def _joined(told: dict[int, Said], order: Sequence[int]) -> list[Stay]:
    stays: list[Stay] = []
    now: Stay | None = None
    for number in order:
        what, days = told[number].what, told[number].days
        if what in ("ended", "dissolved"):
            if now is not None:
                now.over.append(number)
            elif what == "ended" and stays:
                stays[-1].over.append(number)
            elif what == "ended":
                stays.append(Stay(over=[number]))
            now = None
            continue
        if now is None:
            now = Stay()
            stays.append(now)
        if what == "observed":
            now.observed.append(number)
        elif not any(told[seen].days[1] < days[0] for seen in now.observed):
            now.established.append(number)
    return stays


def _settled(told: dict[int, Said], accounts: Sequence[int]) -> Days:
    """All equally confident: the later recorded counts, and what overlaps it narrows it."""
    latest, *others = sorted(accounts, reverse=True)
    first, last = told[latest].days
    for other in others:
        start, end = told[other].days
        if start <= last and first <= end:
            first, last = max(first, start), min(last, end)
    return first, last


def _bounded(
    stay: Stay,
    told: dict[int, Said],
    gone: dict[int, Days],
    limits: Sequence[int],
    before: Days | None,
) -> Days:
    """Sets the end; gives the first possible and the first certain day."""
    observed = [told[number].days for number in stay.observed]
    over: Days | None = None
    ended = False
    if stay.over:
        ended = stay.over[0] not in gone
        over = _settled(told, stay.over) if ended else gone[stay.over[0]]
        stay.end = _not_before_observed(over, observed)
    if stay.established:
        first, last = _settled(told, stay.established)
        certain = last + 1
        for start, end in observed:
            shown = start if start == end and first < start else end + 1
            if start <= last:
                certain = min(certain, max(first, shown))
        return first, certain
    shown_from = [
        start if start == end and not (before and before[1] >= start) else end + 1
        for start, end in observed
    ]
    held_by = [end for _, end in observed]
    if over is not None and ended:
        shown_from.append(over[1] - 1)
        held_by.append(over[1])
    bounds = [*limits, *([before[0]] if before else [])]
    kept = [bound for bound in bounds if bound <= min(held_by)]
    certain = min(shown_from)
    if not kept:
        return (certain if bounds else EVER), certain
    return max(kept), max(*kept, certain)


def _not_before_observed(over: Days, observed: Sequence[Days]) -> Days:
    first, last = over
    bounds = [first]
    for start, end in observed:
        if start == end and first <= start < last:
            bounds.append(start + 1)
        elif first < start <= last:
            bounds.append(start)
    return max(bounds), last
