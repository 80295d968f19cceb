"""Totals by party and currency, of what certainly and what possibly was paid. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from events.types.amounts import Qualifier
from events.when import Presence
from stories.money.qualifiers import together

DIGITS = 400
"""More than any sum of recorded values has, so that adding never rounds."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One event in which money changed hands; without a value if it is not known how much."""

    party: str
    presence: Presence
    value: str | None = None
    currency: str | None = None
    qualifier: Qualifier = "exact"


@dataclass(frozen=True, slots=True)
class Total:
    """What a party paid, in one currency.

    `possible` includes what is certain; `qualifier` is that of `possible`, `certain_qualifier`
    that of `certain`. `unknown_amounts` counts the party's payments of unknown amount, which are
    in no sum: it is the same on each of the party's totals. A party of which no amount is known
    has one total without a currency.
    """

    party: str
    currency: str | None
    certain: str | None
    possible: str | None
    qualifier: Qualifier | None
    certain_qualifier: Qualifier | None
    unknown_amounts: int


def totals(payments: Iterable[Payment]) -> list[Total]:
    """One for each party and currency, in the order of their names."""
    by_party: dict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        by_party[payment.party].append(payment)
    return [total for party in sorted(by_party) for total in _of_party(party, by_party[party])]


def _of_party(party: str, payments: Sequence[Payment]) -> Iterator[Total]:
    unknown = sum(payment.value is None for payment in payments)
    by_currency: dict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        if payment.value is not None and payment.currency is not None:
            by_currency[payment.currency].append(payment)
    for currency in sorted(by_currency):
        paid = by_currency[currency]
        certain = [payment for payment in paid if payment.presence == "certain"]
        yield Total(
            party=party,
            currency=currency,
            certain=_sum(certain),
            possible=_sum(paid),
            qualifier=together(payment.qualifier for payment in paid),
            certain_qualifier=together(payment.qualifier for payment in certain),
            unknown_amounts=unknown,
        )
    if not by_currency:
        yield Total(party, None, None, None, None, None, unknown)


def _sum(payments: Iterable[Payment]) -> str:
    with localcontext(prec=DIGITS):
        total = sum((Decimal(p.value) for p in payments if p.value is not None), Decimal(0))
        return format(total, "f")
