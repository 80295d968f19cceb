"""Whether something was controlled, worked out slowly by the rules of docs/control.md.

For facts dated to days, months and years, and asked about noons, so that all time is counted in
days: nothing of the engine is shared. A window is its first and its last day.
"""

from __future__ import annotations

from collections.abc import Sequence
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
) -> list[str | None]:
    """At the noon of each day; `said` is in the order of recording."""
    stays = _stays(said, controlled, controller)
    found = [[_at(stay, begin, day) for stay, begin in stays] for day in days]
    return [next((p for p in ("certain", "possible") if p in at), None) for at in found]


def _at(stay: Stay, begin: Days, day: int) -> str | None:
    """`begin` is the first day on which it is possible, and the first on which it is certain."""
    if begin[1] <= day and (stay.end is None or day < stay.end[0]):
        return "certain"
    return "possible" if begin[0] <= day and (stay.end is None or day <= stay.end[1]) else None


def _stays(said: Sequence[Said], controlled: str, controller: str) -> list[tuple[Stay, Days]]:
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
    found: list[tuple[Stay, Days]] = []
    for stay in _joined(told, _ordered(told, [*own, *gone])):
        before = found[-1][0].end if found else None
        found.append((stay, _bounded(stay, told, gone, limits, before)))
    return found


def _ordered(told: dict[int, Said], numbers: Sequence[int]) -> tuple[int, ...]:
    """The order that fits best of those that the windows allow; all are tried."""
    default = sorted(numbers, key=lambda n: (*told[n].days, n))

    def allowed(order: tuple[int, ...]) -> bool:
        return not any(
            told[later].days[1] < told[earlier].days[0]
            for at, earlier in enumerate(order)
            for later in order[at + 1 :]
        )

    def openable(left: tuple[int, ...]) -> bool:
        """Whether it can be established next, and not only anew after an end of that window."""
        first_over = min(told[number].days[1] for number in left)
        can_follow = [told[number] for number in left if told[number].days[0] <= first_over]
        ended = {one.days for one in can_follow if one.what == "ended"}
        return any(one.what == "established" and one.days not in ended for one in can_follow)

    def faults(order: tuple[int, ...]) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
        """How many of each weight in all, and where."""
        found: list[tuple[int, ...]] = []
        for at, (before, number) in enumerate(zip((None, *order), order, strict=False)):
            what = told[number].what
            last = told[before] if before is not None else None
            held = last is not None and last.what in ("established", "observed")
            over = last.days[1] if last is not None and not held else EVER
            reopened = what == "observed" and over >= told[number].days[0]
            misfits = what == ("established" if held else "ended")
            early = what == "observed" and not held and openable(order[at:])
            found.append((int(reopened), int(misfits), int(early)))
        places: list[tuple[int, ...]] = [
            (*each, default.index(n)) for each, n in zip(found, order, strict=True)
        ]
        return tuple(map(sum, zip(*found, strict=True))), places

    return min(filter(allowed, permutations(default)), key=faults, default=())


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
