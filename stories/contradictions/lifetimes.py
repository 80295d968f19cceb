"""What is told of an organisation for a time at which it cannot have existed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from events.facts import Fact
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from stories.spans.accounts import settle
from stories.spans.dated import dated
from stories.spans.starts import first_founding


class Outside(NamedTuple):
    """A founding or a dissolution, and what is told for a time beyond it."""

    bound: Fact
    told: Fact


Rule = Callable[[str, Iterable[Fact], Sequence[Fact]], list[Outside]]
"""Of an organisation, from facts that may bear on it, what is told beyond its lifetime."""


def before_founding(
    organization: str, told: Iterable[Fact], facts: Sequence[Fact]
) -> list[Outside]:
    """What is certainly before any moment at which it can have been founded."""
    foundings = [
        dated(fact)
        for fact in facts
        if isinstance(fact.data, OrganizationFounded) and fact.data.organization == organization
    ]
    first = first_founding(foundings)
    if first is None or first.fact.disputed_on("happened"):
        return []
    return [Outside(first.fact, fact) for fact in told if dated(fact).last < first.first]


def after_dissolution(
    organization: str, told: Iterable[Fact], facts: Sequence[Fact]
) -> list[Outside]:
    """What is certainly after it was dissolved, by the account of that which counts."""
    dissolutions = [
        dated(fact)
        for fact in facts
        if isinstance(fact.data, OrganizationDissolved) and fact.data.organization == organization
    ]
    account = settle(dissolutions) if dissolutions else None
    if account is None or account.disputed_on("happened"):
        return []
    over = account.told.narrowed(account.window)
    return [Outside(over.fact, fact) for fact in told if dated(fact).first > over.last]
