"""Deals, which are all of capital, and what they add up to. Pure.

Money put into an organisation is among them: funding tells of one organisation, whatever the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from events.when import Window
from stories.money import Payment, Total, totals
from stories.views.fact_lists import FactList, Whole
from stories.views.happened import happened
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names

DEALS_BY_TYPE = {
    "investment.made": "investment",
    "donation.made": "donation",
    "acquisition.completed": "acquisition",
    "merger.completed": "merger",
    "listing.completed": "listing",
    "valuation.reported": "valuation",
    "proceeds.received": "proceeds",
    "agreement.made": "agreement",
    "offer.made": "offer",
    "equity.declined": "equity",
}
_ROLES = (
    *("investor", "donor", "acquirer", "target", "offeror", "offeree"),
    *("person", "organization", "recipient", "from", "parties", "into"),
)
_STAGES = {"agreement.made": "signed", "equity.declined": "declined"}
"""Of what says none; anything else is completed."""
# Prices of a share and valuations cannot be added up.
_PAID_BY = {
    "investment.made": "investor",
    "donation.made": "donor",
    "acquisition.completed": "acquirer",
    "proceeds.received": "recipient",
}


class Summed(NamedTuple):
    """The columns of a fact by which it is counted."""

    type: str
    data: Json
    disputes: Sequence[Json]
    status: str
    start_earliest: datetime | None
    start_latest: datetime | None


def deal(row: StoredFact, names: Names) -> Json:
    return {
        "deal": DEALS_BY_TYPE[row.type],
        "stage": stage(row),
        "parties": [{"role": role, **names.entity(one)} for role, one in _parties(row)],
        "amount": amount_json(row.data.get("amount") or row.data.get("price")),
    }


def stage(row: StoredFact | Summed) -> str:
    """How far it got, in the words of its status."""
    return row.data.get("status") or _STAGES.get(row.type, "completed")


def dealing(row: StoredFact) -> Iterable[str]:
    return [one for _, one in _parties(row)]


def _parties(row: StoredFact) -> Iterable[tuple[str, str]]:
    for role in _ROLES:
        said = row.data.get(role) or ()
        for one in [said] if isinstance(said, str) else said:
            yield ("party" if role == "parties" else role), one


def summed(rows: Iterable[Summed], span: Window) -> dict[str, list[Payment]]:
    """What was given, paid in completed acquisitions and received as proceeds, by type."""
    payments: dict[str, list[Payment]] = defaultdict(list)
    for row in rows:
        party = _PAID_BY.get(row.type)
        if party is None or row.status == "retracted" or stage(row) != "completed":
            continue
        if presence := happened(row, span):
            payments[row.type].append(
                Payment(row.data[party], presence, **(row.data.get("amount") or {}))
            )
    return payments


def amount_json(amount: Json | None) -> Json | None:
    return {"qualifier": "exact", **amount} if amount else None


def deal_totals(facts: Whole) -> Json:
    """By type and currency, and the same by whoever paid or received it."""
    payments = summed(facts.columns(Summed), facts.span)
    names = facts.names_of({one.party for paid in payments.values() for one in paid})
    return {
        "totals": [
            {"type": kind, **total_json(total)}
            for kind in sorted(payments)
            for total in totals(_without_party(payments[kind]))
        ],
        "totals_by_party": [
            {"type": kind, "party": names.entity(total.party), **total_json(total)}
            for kind in sorted(payments)
            for total in totals(payments[kind])
        ],
    }


def _without_party(payments: Iterable[Payment]) -> Iterable[Payment]:
    return (Payment("", p.presence, p.value, p.currency, p.qualifier) for p in payments)


def total_json(total: Total) -> Json:
    return {
        "currency": total.currency,
        "certain": total.certain,
        "possible": total.possible,
        "qualifier": total.qualifier,
        "certain_qualifier": total.certain_qualifier,
        "unknown_amounts": total.unknown_amounts,
    }


DEALS = FactList(
    "deals", types=tuple(DEALS_BY_TYPE), more=deal, speaks_of=dealing, whole=deal_totals
)
