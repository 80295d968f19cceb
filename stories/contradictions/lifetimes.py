"""When organisations can have existed, and what is told of them for another time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import ClassVar

from events.facts import Fact
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from stories.spans.accounts import settle
from stories.spans.dated import Dated, dated
from stories.spans.starts import first_founding


class Limit(ABC):
    """An end of an organisation's lifetime, beyond which nothing holds of it."""

    telling: ClassVar[type[OrganizationFounded] | type[OrganizationDissolved]]

    def of_each(self, facts: Iterable[Fact]) -> Mapping[str, Dated]:
        """Organisation → its end, where facts tell it and it is not disputed that it happened."""
        told: dict[str, list[Dated]] = defaultdict(list)
        for fact in facts:
            if isinstance(fact.data, self.telling):
                told[fact.data.organization].append(dated(fact))
        ends = ((organization, self.settled(accounts)) for organization, accounts in told.items())
        return {organization: end for organization, end in ends if end is not None}

    @abstractmethod
    def settled(self, accounts: list[Dated]) -> Dated | None:
        """What the accounts of it come to."""

    @abstractmethod
    def excludes(self, bound: Dated, told: Dated) -> bool:
        """Whether what is told is certainly beyond."""


class Founding(Limit):
    """The first moment at which it can have been founded, whatever the step."""

    telling = OrganizationFounded

    def settled(self, accounts: list[Dated]) -> Dated | None:
        first = first_founding(accounts)
        return None if first is None or first.fact.disputed_on("happened") else first

    def excludes(self, bound: Dated, told: Dated) -> bool:
        return told.last < bound.first


class Dissolution(Limit):
    """The last moment at which it can have been dissolved, by the account that counts."""

    telling = OrganizationDissolved

    def settled(self, accounts: list[Dated]) -> Dated | None:
        account = settle(accounts)
        disputed = account.disputed_on("happened")
        return None if disputed else account.told.narrowed(account.window)

    def excludes(self, bound: Dated, told: Dated) -> bool:
        return told.first > bound.last
