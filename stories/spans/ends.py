"""When a state ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from events.facts import Fact
from events.when import Window
from stories.spans.accounts import Account, verdict_rank
from stories.spans.changes import A, Change
from stories.spans.dated import MICROSECOND, Dated, first_of, last_of


@dataclass(frozen=True, slots=True)
class End:
    """The accounts of an end that count."""

    account: Account
    inferred: bool
    overruled: tuple[Dated, ...] = ()
    """Ends told for another time than the one at which something else ended the state."""

    shows: bool = True
    """That the state held until then; what ends whatever there may be does not."""

    def over_by(self, too: Sequence[Dated]) -> tuple[Window, tuple[Dated, ...]]:
        """Its window, without the moments after what would have ended the state too, and what
        limits it so."""
        denied = self.account.disputed_on("happened")
        return over_by_then(self.account.window, () if denied else too)

    def seen_until(self, too: Sequence[Dated]) -> Dated:
        """The same as told by what says the last moment of it."""
        window, limiting = self.over_by(too)
        return (limiting[-1] if limiting else self.account.told).narrowed(window)


def by_manner(end: End) -> list[Fact]:
    """The accounts of an end as they count for how it came about.

    First those that prevailed in a dispute on it, though another tell the time; then the account
    that counts, and those that agree with it.
    """
    account = end.account
    overruled = [one.fact for one in account.contradicting]
    upheld = [fact for fact in overruled if fact.verdicts.get("manner") == "original"]
    facts = [one.fact for one in (account.told, *account.agreeing)]
    return sorted([*facts, *upheld], key=lambda fact: verdict_rank(fact.verdicts.get("manner")))


def over_by_then(window: Window, too: Sequence[Dated]) -> tuple[Window, tuple[Dated, ...]]:
    """The end window without the moments after what ended the state too, and what limits it so."""
    limiting = []
    for one in too:
        within = first_of(window) <= one.last < last_of(window)
        if within and not one.fact.disputed_on("happened"):
            window = Window(window.earliest, one.window.latest)
            limiting.append(one)
    return window, tuple(limiting)


def after_sightings(
    window: Window, sightings: Sequence[Dated], reopenings: Sequence[Dated]
) -> Window:
    """The end window without the moments before the state was last seen, or opened again."""
    first, last = first_of(window), last_of(window)
    bounds = [_not_before(seen, first, last) for seen in sightings]
    bounds += [again.first for again in reopenings if again.first <= last]
    later = [bound for bound in bounds if bound is not None and bound > first]
    return Window(max(later), window.latest) if later else window


def _not_before(seen: Dated, first: datetime, last: datetime) -> datetime | None:
    """The first moment between `first` and `last` at which what was so seen can have ended."""
    if seen.day is not None and seen.last < last:
        _, night = seen.day
        return (night if night < last else seen.last) + MICROSECOND
    return seen.first if first < seen.first <= last else None


def possibly_never(window: Window, certain_from: datetime | None) -> Window:
    """The end window of an end of which it is disputed that it happened."""
    return Window(window.earliest if window.earliest is not None else certain_from, None)


def over_before_the_next(end: Window | None, begun: datetime | None) -> Window | None:
    """The end window of what has possibly never ended, where the same is told to have begun anew.

    From then on that says what holds: what ended it since has ended both.
    """
    if end is None or end.latest is not None or begun is None:
        return end
    return Window(end.earliest, max(first_of(end), begun))


def after_death(changes: list[Change[A]], death: Account | None) -> list[Change[A]]:
    """Take out what begins, or is seen, certainly after somebody's death; what was taken out."""
    if death is None or death.disputed_on("happened"):
        return []
    late = [one for one in changes if one.kind in ("opened", "seen") and _after(one, death)]
    if late:
        changes[:] = [one for one in changes if one not in late]
    return late


def _after(change: Change[A], death: Account) -> bool:
    return change.dated.first > last_of(death.window)
