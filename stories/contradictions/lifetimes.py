"""When an organisation can have existed, and what is told of it for another time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from events.facts import Fact
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from stories.spans.accounts import settle
from stories.spans.dated import Dated, dated
from stories.spans.starts import first_founding


class Limit(ABC):
    """An end of an organisation's lifetime, beyond which nothing holds of it."""

    @abstractmethod
    def of(self, organization: str, facts: Sequence[Fact]) -> Dated | None:
        """The end, if facts tell it and it is not disputed that it happened."""

    @abstractmethod
    def excludes(self, bound: Dated, told: Dated) -> bool:
        """Whether what is told is certainly beyond."""

    def beyond(self, bound: Dated, told: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in told if self.excludes(bound, dated(fact))]


class Founding(Limit):
    """The first moment at which it can have been founded, whatever the step."""

    def of(self, organization: str, facts: Sequence[Fact]) -> Dated | None:
        first = first_founding(
            [
                dated(fact)
                for fact in facts
                if isinstance(fact.data, OrganizationFounded)
                and fact.data.organization == organization
            ]
        )
        return None if first is None or first.fact.disputed_on("happened") else first

    def excludes(self, bound: Dated, told: Dated) -> bool:
        return told.last < bound.first


class Dissolution(Limit):
    """The last moment at which it can have been dissolved, by the account that counts."""

    def of(self, organization: str, facts: Sequence[Fact]) -> Dated | None:
        told = [
            dated(fact)
            for fact in facts
            if isinstance(fact.data, OrganizationDissolved)
            and fact.data.organization == organization
        ]
        account = settle(told) if told else None
        if account is None or account.disputed_on("happened"):
            return None
        return account.told.narrowed(account.window)

    def excludes(self, bound: Dated, told: Dated) -> bool:
        return told.first > bound.last
