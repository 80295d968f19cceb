"""One change told by several accounts, and which of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from events.disputes import Verdict
from events.when import Window
from stories.spans.dated import Dated, intersection


@dataclass(frozen=True, slots=True)
class Account:
    """What accounts of one change come to. `told` is the one that counts for all but the window."""

    window: Window
    told: Dated
    agreeing: tuple[Dated, ...]
    """All that say so, `told` among them, in order of time."""
    contradicting: tuple[Dated, ...] = ()

    @property
    def text(self) -> str | None:
        """The time in the words of an account that says just this window, if one does."""
        exact = [one for one in self.agreeing if one.window == self.window]
        return (self.told if self.told in exact or not exact else exact[0]).text

    @property
    def disputed(self) -> bool:
        return any(one.fact.disputes for one in self.agreeing)

    def disputed_on(self, what: str) -> bool:
        """Where a surer account says the same, it does not count that one less sure is disputed."""
        counting = [one for one in self.agreeing if _sureness(one) == _sureness(self.told)]
        return any(one.fact.disputed_on(what) for one in counting)


def settle(accounts: Sequence[Dated]) -> Account:
    """The more confident account counts, then the later recorded.

    Those of equal confidence whose windows overlap it narrow it. A less confident one within
    which the result lies says the same less exactly; every other contradicts. One that prevailed
    in a dispute on the time is surer than any that did not, and one that was refuted less sure.
    """
    if len(accounts) == 1:
        (only,) = accounts
        return Account(only.window, only, (only,))
    ranked = sorted(accounts, key=lambda one: (_sureness(one), -one.fact.position))
    told = ranked[0]
    window, agreeing, contradicting = told.window, [told], []
    for other in ranked[1:]:
        if _sureness(other) == _sureness(told) and window.overlaps(other.window):
            window = intersection(window, other.window)
            agreeing.append(other)
        elif other.window.covers(window):
            agreeing.append(other)
        else:
            contradicting.append(other)
    agreeing.sort(key=lambda one: one.order)
    return Account(window, told, tuple(agreeing), tuple(contradicting))


def _sureness(one: Dated) -> tuple[int, int]:
    return verdict_rank(one.fact.verdicts.get("when")), one.rank


def verdict_rank(verdict: Verdict | None) -> int:
    """The order in which accounts count once the desk has settled what some of them say."""
    return {"original": 0, None: 1, "account": 2}[verdict]
